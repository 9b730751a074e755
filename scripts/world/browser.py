"""The Chromium or Chrome that is installed on this machine, asked for a picture of a page."""

import os
import shutil
import subprocess
import tempfile
import zlib
from pathlib import Path
from typing import Any

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
_WIDTH = 1240  # px
_HEIGHTS = (4_000, 16_000)  # px; the window is taller than the page, and what is empty is cut off
_MARGIN, _SURE = 48, 200  # px; no page of ours has so much emptiness across its whole width before its end
_BAND = 64  # px
_SECONDS = 60
_QUIET = (
    "--headless=new", "--disable-background-networking", "--disable-component-update", "--disable-default-apps",
    "--disable-extensions", "--disable-gpu", "--disable-sync", "--disable-dev-shm-usage", "--hide-scrollbars",
    "--no-default-browser-check", "--no-first-run", "--force-color-profile=srgb",
)  # fmt: skip


class NoPicture(Exception):
    """There is no browser, or it made no picture; the message says what to do, in Japanese."""


def find_browser() -> str | None:
    """The command of an installed Chromium or Chrome."""
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    return found or (str(_MAC) if _MAC.exists() else None)


def take_picture(page: Path, picture: Path) -> None:
    """Write a PNG of the whole page. Raises NoPicture."""
    browser = find_browser()
    if browser is None:
        raise NoPicture(
            "ChromiumもChromeも見つからないため、画像(page.png)を作れません。どちらかを入れて、もう一度実行してください。"
        )
    for height in _HEIGHTS:
        with tempfile.TemporaryDirectory(prefix="page-") as folder:
            if _save_whole(_shoot(browser, page, Path(folder), height), picture):
                return
    raise NoPicture("ページが長すぎて、画像(page.png)に入りきりません。page.html をご覧ください。")


def shot_command(browser: str, page: Path, folder: Path, height: int = _HEIGHTS[0]) -> list[str]:
    """How the browser is asked for `shot.png` in a folder, its own files beside it."""
    # The browser's own sandbox does not start for root (in a container); the page runs no script.
    as_root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    return [
        browser, *_QUIET, *as_root, f"--user-data-dir={folder}/profile", f"--window-size={_WIDTH},{height}",
        f"--screenshot={folder}/shot.png", page.resolve().as_uri(),
    ]  # fmt: skip


def _shoot(browser: str, page: Path, folder: Path, height: int) -> Path:
    shot = folder / "shot.png"
    try:
        subprocess.run(
            shot_command(browser, page, folder, height), capture_output=True, timeout=_SECONDS, check=False
        )
    except (subprocess.TimeoutExpired, OSError) as error:
        raise NoPicture("ブラウザーが動かないため、画像(page.png)を作れませんでした。") from error
    if not shot.exists():
        raise NoPicture("ブラウザーが画像(page.png)を作りませんでした。page.html をご覧ください。")
    return shot


def _save_whole(shot: Path, picture: Path) -> bool:
    """Save the picture down to its last letter. False, and nothing saved, when the page goes on below it."""
    from PIL import Image

    with Image.open(shot) as opened:
        opened.load()
        seen = opened if opened.mode == "RGB" else opened.convert("RGB")
    end = _end_of(seen)
    if end + _SURE > seen.height:
        return False
    whole = seen.crop((0, 0, seen.width, end + _MARGIN))
    whole.save(picture, compress_level=1, compress_type=zlib.Z_RLE)  # mostly even ground: quick, and as small
    return True


def _end_of(seen: Any) -> int:
    """Down to where something stands on the ground, looked for in bands from below."""
    from PIL import Image, ImageChops

    ground = seen.getpixel((0, seen.height - 1))
    for low in range(seen.height, 0, -_BAND):
        band = seen.crop((0, max(0, low - _BAND), seen.width, low))
        if box := ImageChops.difference(band, Image.new("RGB", band.size, ground)).getbbox():
            return max(0, low - _BAND) + box[3]
    return 0
