"""What a picture file is, told from its bytes alone, and what of it phones would show in another way."""

import hashlib
import io
import struct
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Literal

LONGEST_SIDE = 1024  # px
MOST_BYTES = 1_000_000
Fault = Literal["turned", "cmyk", "animated", "deep", "profile"]

_GPS, _ORIENTATION = (
    0x8825,
    0x0112,
)  # EXIF: the block that says where a photo was taken; how it is to be turned
_PLACES = ("atitude", "ATITUDE", "ongitude", "ONGITUDE", "geo:lat", "緯度", "経度")  # XMP, and text in a PNG
_XMP = b"http://ns.adobe.com/x"  # stands before each packet of XMP in a JPEG; in a PNG it is one of the texts
_ENDINGS = {"jpg": "jpeg", "jpeg": "jpeg", "png": "png"}
_SIGNATURES = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}
_MOST_FRAMES = 16  # pictures in one file of a phone's camera
_MOST_DECODED = (
    4096 * 4096
)  # px; whether a larger picture is whole need not be known: it is refused for its size
# The colours that a profile describes, by the mode in which Pillow holds them.
_COLOURS = {"CMYK": "CMYK", "L": "L", "LA": "L", "1": "L", "I;16": "L", "I;16B": "L"}


@dataclass(frozen=True)
class Look:
    """What is seen in a picture file. `kind` is None when the bytes are neither JPEG nor PNG, or cannot be read.

    `faults`: turned (EXIF orientation 2-8), cmyk, animated (APNG), deep (16 bit), profile (no colours can be had of it).
    """

    kind: Literal["jpeg", "png"] | None = None
    width: int = 0
    height: int = 0
    has_gps: bool = False
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True)
class Picture:
    """A file beside a post, looked at when something is first asked of it. `known`: what somebody else saw in it."""

    name: str
    raw: bytes
    known: Look | None = None

    @cached_property
    def look(self) -> Look:
        """What is seen in it: its pixels are decoded once, to be sure that it is whole."""
        return self.known or look_at(self.raw)

    @cached_property
    def sha256(self) -> str:
        """The SHA-256 of its bytes."""
        return hashlib.sha256(self.raw).hexdigest()

    @property
    def ending(self) -> str:
        """The ending that its bytes ask for: `jpg`, `png` or nothing."""
        return _ending(self.raw)

    @property
    def named_as_it_is(self) -> bool:
        """True if the file's own ending says what its bytes are."""
        return _ENDINGS.get(self.name.rpartition(".")[2].lower()) == self.look.kind


def public_name(raw: bytes) -> str:
    """The name under which the site serves these bytes, `<sha256>.<jpg|png>`; empty where they are neither."""
    ending = _ending(raw)
    return ending and f"{hashlib.sha256(raw).hexdigest()}.{ending}"


def _ending(raw: bytes) -> str:
    return next((ending for signature, ending in _SIGNATURES.items() if raw.startswith(signature)), "")


def look_at(raw: bytes) -> Look:
    """What the header says; the pixels are decoded, as small as may be, only to be sure that they are all there."""
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(raw), formats=("JPEG", "PNG")) as opened:
                width, height = opened.size
                kind: Literal["jpeg", "png"] = "png" if opened.format == "PNG" else "jpeg"
                if width * height <= _MOST_DECODED:
                    opened.draft(None, (1, 1))
                    opened.load()
                return Look(kind, width, height, _tells_the_place(opened, raw), tuple(_faults(opened, raw)))
    except Exception:  # hostile bytes make Pillow raise nearly anything; all of it means "unreadable"
        return Look()


def is_animated(raw: bytes) -> bool:
    """True for an APNG, also one of a single frame: what moves may never show the still picture that approvers see."""
    return b"acTL" in _chunk_types(raw)


def usable(profile: bytes, mode: str) -> bool:
    """True where the colours of that mode can be worked out by the ICC profile."""
    return _usable(profile, _COLOURS.get(mode, "RGB"))


@lru_cache(64)
def _usable(profile: bytes, colours: str) -> bool:
    from PIL import ImageCms

    try:
        given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        ImageCms.buildTransform(given, ImageCms.createProfile("sRGB"), colours, "RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return False
    return True


def _faults(opened: Any, raw: bytes) -> Iterator[Fault]:
    if opened.getexif().get(_ORIENTATION, 1) in range(2, 9):
        yield "turned"
    if opened.mode == "CMYK":
        yield "cmyk"
    if is_animated(raw):
        yield "animated"
    if opened.format == "PNG" and raw[24:25] == b"\x10":  # bits a channel, in the header
        yield "deep"
    profile = opened.info.get("icc_profile")
    if profile and opened.mode != "CMYK" and not usable(profile, opened.mode):
        yield "profile"


def _tells_the_place(opened: Any, raw: bytes) -> bool:
    """Whether EXIF (of every picture in the file), XMP or a PNG's text says where the photo was taken."""
    for frame in range(min(opened.n_frames, _MOST_FRAMES) if opened.format == "MPO" else 1):
        if frame:
            opened.seek(frame)
        if opened.getexif().get_ifd(_GPS):
            return True
    texts = [f"{key}\n{value}" for key, value in getattr(opened, "text", {}).items()]
    texts += [_from_hex(text) for text in texts if "Raw profile type" in text]
    texts.append(opened.info.get("comment", b"").decode("utf-8", "replace"))
    in_xmp = _XMP in raw and any(place.encode() in raw for place in _PLACES)
    return in_xmp or any(place in text for text in texts for place in _PLACES)


def _from_hex(text: str) -> str:
    """A profile as some programs keep it in a PNG's text: key, blank line, name, length, bytes in hexadecimal."""
    try:
        return bytes.fromhex("".join(text.split("\n")[4:])).decode("utf-8", "replace")
    except ValueError:
        return ""


def _chunk_types(raw: bytes) -> set[bytes]:
    if _ending(raw) != "png":
        return set()
    types, position = set(), 8
    while position + 8 <= len(raw):
        length, kind = struct.unpack(">I4s", raw[position : position + 8])
        types.add(kind)
        position += 12 + length
    return types


# What the first bytes of other files are, from which place on.
_FORMATS = (
    (4, b"ftyphe", "iPhoneのHEIC形式です。LINEでは使えません。写真アプリから自分宛てのメールで送るなどして、JPEGで保存し直してください。"),
    (4, b"ftypmif1", "iPhoneのHEIC形式です。LINEでは使えません。写真アプリから自分宛てのメールで送るなどして、JPEGで保存し直してください。"),
    (4, b"ftypavif", "AVIF形式です。LINEでは使えません。JPEGかPNGで保存し直してください。"),
    (8, b"WEBP", "WebP形式です。LINEでは使えません。JPEGかPNGで保存し直してください。"),
    (0, b"GIF8", "GIF形式です。LINEでは使えません。JPEGかPNGで保存し直してください。"),
    (0, b"%PDF", "PDFの文書です。見せたいページをJPEGかPNGで保存し直してください。"),
    (0, b"BM", "BMP形式です。LINEでは使えません。JPEGかPNGで保存し直してください。"),
    (0, b"II*\0", "TIFF形式です。LINEでは使えません。JPEGかPNGで保存し直してください。"),
    (0, b"MM\0*", "TIFF形式です。LINEでは使えません。JPEGかPNGで保存し直してください。"),
)  # fmt: skip


def instead_of(raw: bytes) -> str:
    """What to do with a file that is neither JPEG nor PNG, by the name of what it is."""
    named = (advice for start, mark, advice in _FORMATS if raw.startswith(mark, start))
    return next(named, "JPEGかPNGの画像として読めません。開けるか確かめ、保存し直してください。")
