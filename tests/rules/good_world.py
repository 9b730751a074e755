"""The good world of the cases: files on which no rule has anything to say, held in memory."""

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

GOOD_WORLD = Path(__file__).parent / "world"
POSTS = {
    "division": "content/posts/division/2026/20261210-winter-soudan",
    "contractor": "content/posts/contractor/2026/20261215-hoshifuri-story",
}
PICTURES = {"division": "yukikaki.png", "contractor": "bakery.png"}


@dataclass(frozen=True)
class MemoryTree:
    """Files in memory, read as a tree; counts nothing, touches nothing."""

    files: Mapping[str, bytes]

    def paths(self, under: str = "") -> list[str]:
        return sorted(path for path in self.files if path.startswith(under))

    def read(self, paths: Iterable[str]) -> dict[str, bytes]:
        return {path: self.files[path] for path in paths if path in self.files}


@cache
def good_files() -> dict[str, bytes]:
    """The good world's files, with its pictures."""
    files = {
        file.relative_to(GOOD_WORLD).as_posix(): file.read_bytes()
        for file in sorted(GOOD_WORLD.rglob("*"))
        if file.is_file()
    }
    return files | {f"{POSTS[side]}/{PICTURES[side]}": picture() for side in POSTS}


@cache
def picture(
    size: tuple[int, int] = (640, 360),
    kind: str = "PNG",
    gps: bool = False,
    mode: str = "RGB",
    orientation: int = 0,
    frames: int = 1,
    profile: str = "",
    xmp: str = "",
    text: str = "",
) -> bytes:
    """A small picture of one colour, with what phones and drawing programs put into pictures."""
    from PIL import Image, PngImagePlugin

    exif = Image.Exif()
    if gps:
        exif[0x8825] = {1: "N", 2: (43.0, 3.0, 51.0)}
    if orientation:
        exif[0x0112] = orientation
    written = PngImagePlugin.PngInfo()
    if text:
        written.add_text("Comment", text, zip=True)
    if xmp and kind == "PNG":
        written.add_itxt("XML:com.adobe.xmp", xmp, zip=True)
    options: dict[str, Any] = {"pnginfo": written} if kind == "PNG" else {"xmp": xmp.encode()} if xmp else {}
    if frames > 1:
        options |= {
            "save_all": True,
            "append_images": [Image.new(mode, size, number) for number in range(1, frames)],
        }
    if profile:
        options["icc_profile"] = profile.encode()
    held = io.BytesIO()
    colour = {"RGB": (200, 220, 240), "CMYK": (20, 10, 0, 0)}.get(mode, 30000)
    Image.new(mode, size, colour).save(held, kind, exif=exif, **options)
    return held.getvalue()
