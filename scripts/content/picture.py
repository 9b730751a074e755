"""What a picture file is, told from its bytes alone."""

import hashlib
import io
import re
import warnings
from dataclasses import dataclass
from typing import Any, Literal

_GPS = 0x8825  # EXIF tag of the block that says where a photo was taken
_ENDINGS = {"jpg": "jpeg", "jpeg": "jpeg", "png": "png"}
_SIGNATURES = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}


@dataclass(frozen=True)
class Picture:
    """A file beside a post. `kind` is None when the bytes are neither JPEG nor PNG, or cannot be read."""

    name: str
    raw: bytes
    sha256: str
    kind: Literal["jpeg", "png"] | None
    width: int
    height: int
    has_gps: bool

    @property
    def ending(self) -> str:
        """The ending that its bytes ask for: `jpg`, `png` or nothing."""
        return _ending(self.raw)

    @property
    def named_as_it_is(self) -> bool:
        """True if the file's own ending says what its bytes are."""
        return _ENDINGS.get(self.name.rpartition(".")[2].lower()) == self.kind


def public_name(raw: bytes) -> str:
    """The name under which the site serves these bytes, `<sha256>.<jpg|png>`; empty where they are neither."""
    ending = _ending(raw)
    return ending and f"{hashlib.sha256(raw).hexdigest()}.{ending}"


def _ending(raw: bytes) -> str:
    return next((ending for signature, ending in _SIGNATURES.items() if raw.startswith(signature)), "")


def read_picture(name: str, raw: bytes) -> Picture:
    """Look at the header of a picture; the pixels are decoded only to be sure that it is whole."""
    from PIL import Image

    sha256 = hashlib.sha256(raw).hexdigest()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(raw), formats=("JPEG", "PNG")) as opened:
                has_gps = bool(opened.getexif().get_ifd(_GPS))
                width, height = opened.size
                kind: Literal["jpeg", "png"] = "png" if opened.format == "PNG" else "jpeg"
                if width * height <= 4096 * 4096:
                    opened.load()
    except Exception:  # hostile bytes make Pillow raise nearly anything; all of it means "unreadable"
        return Picture(name, raw, sha256, None, 0, 0, False)
    return Picture(name, raw, sha256, kind, width, height, has_gps)


LONGEST_SIDE = 1024  # px
MOST_BYTES = 1_000_000
_MOST_PIXELS = 200_000_000  # a phone's largest sensor; above it the file is a trap
_QUALITIES = (90, 80, 70, 60, 50)


class NotAPhoto(Exception):
    """The bytes are no picture that this program can open. The message is for the author."""


@dataclass(frozen=True)
class Photo:
    """The bytes to be sent and the ending that says what they are."""

    raw: bytes
    ending: str


def fit_to_send(raw: bytes) -> Photo:
    """At most 1024 px a side and 1,000,000 bytes, sRGB, nothing but pixels. Raises NotAPhoto."""
    from PIL import Image, ImageOps

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            opened = Image.open(io.BytesIO(raw))
        if opened.width * opened.height > _MOST_PIXELS:
            raise NotAPhoto("写真が大きすぎて開けません。2億画素までの写真を使ってください。")
        drawing = opened.format == "PNG"
        opened.draft("RGB", (2 * LONGEST_SIDE, 2 * LONGEST_SIDE))
        upright = ImageOps.exif_transpose(opened)
        upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        pixels = _in_srgb(upright)
    except NotAPhoto:
        raise
    except Exception as error:  # hostile bytes make Pillow raise nearly anything
        raise NotAPhoto(
            "写真として開けません。JPEGかPNGで保存し直してください。"
            "iPhoneのHEIC形式は、写真アプリから「ファイルに保存」やメールで送るとJPEGになります。"
        ) from error
    return (_as_png(pixels) if drawing else None) or _as_jpeg(pixels)


def file_name(original: str, ending: str) -> str:
    """A file name in plain small letters that no system bends: `IMG_0012.HEIC` → `img-0012.jpg`."""
    stem = re.sub(r"[^a-z0-9]+", "-", original.rpartition(".")[0].lower() or original.lower()).strip("-")
    return f"{stem or 'photo'}.{ending}"


def _in_srgb(image: Any) -> Any:
    """The pixels alone, in the colours that every phone shows alike."""
    from PIL import Image, ImageCms

    mode = "RGBA" if "transparency" in image.info or image.mode in ("RGBA", "LA", "PA") else "RGB"
    profile = image.info.get("icc_profile")
    if profile and image.mode in ("RGB", "CMYK"):
        given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        image = ImageCms.profileToProfile(image, given, ImageCms.createProfile("sRGB"), outputMode="RGB")
    plain = image.convert(mode)
    return Image.frombytes(mode, plain.size, plain.tobytes())


def _as_png(pixels: Any) -> Photo | None:
    """A drawing keeps its sharp lines, if it is small enough so."""
    kept = io.BytesIO()
    pixels.save(kept, "PNG", optimize=True)
    return Photo(kept.getvalue(), "png") if kept.tell() <= MOST_BYTES else None


def _as_jpeg(pixels: Any) -> Photo:
    from PIL import Image

    if pixels.mode == "RGBA":
        ground = Image.new("RGBA", pixels.size, "white")
        pixels = Image.alpha_composite(ground, pixels).convert("RGB")
    for quality in _QUALITIES:
        kept = io.BytesIO()
        pixels.save(kept, "JPEG", quality=quality, optimize=True, progressive=False)
        if kept.tell() <= MOST_BYTES:
            return Photo(kept.getvalue(), "jpg")
    raise NotAPhoto("写真を1,000,000バイトより小さくできません。別の写真を使ってください。")
