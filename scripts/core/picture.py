"""What a picture file is, told from its bytes alone."""

import hashlib
import io
import warnings
from dataclasses import dataclass
from typing import Literal

_GPS = 0x8825  # EXIF tag of the block that says where a photo was taken
_ENDINGS = {"jpg": "jpeg", "jpeg": "jpeg", "png": "png"}


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
        """The ending of its public name: `jpg` or `png`."""
        return "png" if self.kind == "png" else "jpg"

    @property
    def named_as_it_is(self) -> bool:
        """True if the file's own ending says what its bytes are."""
        return _ENDINGS.get(self.name.rpartition(".")[2].lower()) == self.kind


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
