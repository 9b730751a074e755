"""Make a picture that every phone shows alike out of an author's photo, or say why it cannot be made."""

import io
import re
import warnings
from dataclasses import dataclass
from typing import Any

from scripts.content.picture import LONGEST_SIDE, MOST_BYTES, instead_of, is_animated, usable

# What a phone, a scanner or a drawing program makes; a format such as EPS would have Pillow start another program.
_FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "AVIF", "TIFF", "BMP")
_MOST_PIXELS = 200_000_000  # a phone's largest sensor; larger files are treated as decompression bombs
_QUALITIES = (90, 80, 70, 60, 50)
_DEEP = ("I;16", "I;16B", "I;16L", "I;16N")


class NotAPhoto(Exception):
    """The bytes are no picture that this program can open. The message is for the author."""


@dataclass(frozen=True)
class Photo:
    """The bytes to be sent and the ending that says what they are."""

    raw: bytes
    ending: str


def fit_to_send(raw: bytes) -> Photo:
    """At most 1024 px a side and 1,000,000 bytes, upright, 8 bit, sRGB, nothing but pixels. Raises NotAPhoto."""
    try:
        opened = _opened(raw)
        drawing = opened.format == "PNG"
        pixels = _pixels(opened)
    except NotAPhoto:
        raise
    except Exception as error:  # hostile bytes make Pillow raise nearly anything
        raise NotAPhoto(instead_of(raw)) from error
    return (_as_png(pixels) if drawing else None) or _as_jpeg(pixels)


def file_name(original: str, ending: str) -> str:
    """A file name in plain small letters that no system bends: `IMG_0012.HEIC` → `img-0012.jpg`."""
    stem = re.sub(r"[^a-z0-9]+", "-", original.rpartition(".")[0].lower() or original.lower()).strip("-")
    return f"{stem or 'photo'}.{ending}"


def _opened(raw: bytes) -> Any:
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        Image.init()
        known = [name for name in _FORMATS if name in Image.OPEN]  # AVIF is not in every build of Pillow
        opened = Image.open(io.BytesIO(raw), formats=known)
    if opened.width * opened.height > _MOST_PIXELS:
        raise NotAPhoto("写真が大きすぎて開けません。2億画素までの写真を使ってください。")
    several = opened.format != "MPO" and getattr(opened, "n_frames", 1) > 1  # a phone's MPO shows its first
    if several or is_animated(raw):
        raise NotAPhoto(
            "動く画像や、何枚もの画像が入ったファイルは送れません。見せたい1枚だけを、JPEGかPNGで保存してください。"
        )
    return opened


def _pixels(opened: Any) -> Any:
    """Upright, small, in sRGB."""
    from PIL import ImageOps

    opened.draft("RGB", (2 * LONGEST_SIDE, 2 * LONGEST_SIDE))
    upright = _eight_bit(ImageOps.exif_transpose(opened))
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return _in_srgb(upright)


def _eight_bit(image: Any) -> Any:
    """The upper half of each number: the lower one is finer than any screen shows."""
    if image.mode in ("I", "F"):
        raise NotAPhoto("色の表し方が特別なため使えません。8ビットのJPEGかPNGで保存し直してください。")
    if image.mode not in _DEEP:
        return image
    shallow = image.point(lambda value: value / 256).convert("L")
    shallow.info = {name: value for name, value in image.info.items() if name == "icc_profile"}
    return shallow


def _in_srgb(image: Any) -> Any:
    """The pixels alone, in the colours that every phone shows alike; a profile that is of no use is let go."""
    from PIL import Image, ImageCms

    mode = "RGBA" if "transparency" in image.info or image.mode in ("RGBA", "LA", "PA") else "RGB"
    profile = image.info.get("icc_profile")
    if image.mode in ("P", "PA"):
        image = image.convert(mode)
    if profile and image.mode in ("RGB", "RGBA", "CMYK", "L") and usable(profile, image.mode):
        given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        target = "RGBA" if image.mode == "RGBA" else "RGB"
        image = ImageCms.profileToProfile(image, given, ImageCms.createProfile("sRGB"), outputMode=target)
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
