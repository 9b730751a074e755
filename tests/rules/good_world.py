"""The good world of the cases: files on which no rule has anything to say, held in memory."""

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

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


def picture(size: Sequence[int] = (640, 360), kind: str = "PNG", gps: bool = False) -> bytes:
    """A small picture of one colour."""
    return _picture(tuple(size), kind, gps)


@cache
def _picture(size: tuple[int, int], kind: str, gps: bool) -> bytes:
    from PIL import Image

    exif = Image.Exif()
    if gps:
        exif[0x8825] = {1: "N", 2: (43.0, 3.0, 51.0)}
    held = io.BytesIO()
    Image.new("RGB", size, (200, 220, 240)).save(held, kind, exif=exif)
    return held.getvalue()
