"""Screenshots of pages, by the Chromium or Chrome that is installed on this machine."""

import io
import os
import shutil
import tempfile
from base64 import b64decode
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import product
from operator import itemgetter
from pathlib import Path

from PIL import Image

from scripts.effects.local.devtools import Browser, Silent

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
_LOWEST, _TALLEST = 300, 16_000  # px; taller pages are drawn in pieces
_QUIET = (
    "--headless=new", "--disable-background-networking", "--disable-component-update", "--disable-default-apps",
    "--disable-extensions", "--disable-gpu", "--disable-sync", "--disable-dev-shm-usage", "--hide-scrollbars",
    "--no-default-browser-check", "--no-first-run", "--force-color-profile=srgb",
)  # fmt: skip
_NO_BROWSER = "ChromiumもChromeも見つからないため、画像(page.png)を作れません。どちらかを入れて、もう一度実行してください。"
_NOTHING = "ブラウザーが画像(page.png)を作りませんでした。page.html をご覧ください。"
_TOO_LONG = "ページが長すぎて、画像(page.png)に入りきりません。page.html をご覧ください。"


@dataclass(frozen=True)
class Shot:
    """What of a page is drawn, at which width in px: all of it, or the first element of a CSS selector."""

    width: int
    part: str = ""


WHOLE, PHONE = Shot(1240), Shot(390, ".phone")
Draw = Callable[[Path, Path, Shot], None]
_MOST_BYTES = 150_000  # of the picture of a part, which every look at a pull request loads
_COLOURS = (256, 64, 16)  # 256 are a third of the bytes, and the letters stay crisp
_SCALES = (1.0, 0.75, 0.5, 0.25)


class NoPicture(Exception):
    """There is no browser, or it made no picture; the message says what to do, in Japanese."""


def find_browser() -> str | None:
    """The command of an installed Chromium or Chrome."""
    command = next(filter(None, map(shutil.which, _NAMES)), None)
    return command or (str(_MAC) if _MAC.exists() else None)


@contextmanager
def drawing() -> Iterator[Draw]:
    """What writes a PNG of a page, for as long as the block lasts; it raises NoPicture.

    The browser starts at once and gets ready while others think: half of the time that a picture takes is its start.
    """
    command = find_browser()
    if command is None:
        yield _says(_NO_BROWSER)
        return
    with tempfile.TemporaryDirectory(prefix="browser-", ignore_cleanup_errors=True) as folder:
        try:
            browser = Browser(start_command(command, Path(folder)))
        except Silent:
            yield _says(_NOTHING)
            return
        with closing(browser):
            yield lambda page, picture, shot: _draw(browser, page, picture, shot)


def start_command(browser: str, folder: Path) -> list[str]:
    """How the browser is started, with its own files in a folder."""
    # The browser's own sandbox does not start for root (in a container); the page runs no script.
    as_root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    profile = f"--user-data-dir={folder}/profile"
    return [browser, *_QUIET, *as_root, profile, "--remote-debugging-pipe", "about:blank"]


def _draw(browser: Browser, page: Path, picture: Path, shot: Shot) -> None:
    try:
        if not browser.session:
            _open_tab(browser)
        window = {"width": shot.width, "height": _LOWEST, "deviceScaleFactor": 1, "mobile": False}
        browser.ask("Emulation.setDeviceMetricsOverride", **window)
        going = browser.ask("Page.navigate", url=page.resolve().as_uri())
        browser.wait_for("Page.lifecycleEvent", loaderId=going["loaderId"], name="load")
        top, height = _place(browser, shot)
        if height > _TALLEST:
            raise NoPicture(_TOO_LONG)
        clip = {"x": 0, "y": top, "width": shot.width, "height": height, "scale": 1}
        drawn = browser.ask("Page.captureScreenshot", format="png", captureBeyondViewport=True, clip=clip)
    except (Silent, KeyError) as silent:
        raise NoPicture(_NOTHING) from silent
    raw = b64decode(drawn["data"])
    picture.write_bytes(_small(raw) if shot.part else raw)


def _place(browser: Browser, shot: Shot) -> tuple[float, float]:
    """Top and height in px of what is drawn."""
    if not shot.part:
        return 0, browser.ask("Page.getLayoutMetrics")["cssContentSize"]["height"]
    page = browser.ask("DOM.getDocument")["root"]["nodeId"]
    part = browser.ask("DOM.querySelector", nodeId=page, selector=shot.part)["nodeId"]
    top, bottom = itemgetter(1, 5)(browser.ask("DOM.getBoxModel", nodeId=part)["model"]["border"])
    return top, bottom - top


def _small(raw: bytes) -> bytes:
    """The picture with as many colours, and as large, as its bytes allow."""
    with Image.open(io.BytesIO(raw)) as drawn:
        whole = drawn.convert("RGB")
    small = b""
    for scale, colours in product(_SCALES, _COLOURS):
        kept = io.BytesIO()
        shown = whole if scale == 1 else whole.resize([round(side * scale) for side in whole.size])
        shown.quantize(colours).save(kept, "PNG", optimize=True)
        small = kept.getvalue()
        if len(small) <= _MOST_BYTES:
            break
    return small


def _open_tab(browser: Browser) -> None:
    tab = browser.ask("Target.createTarget", url="about:blank")["targetId"]
    browser.session = browser.ask("Target.attachToTarget", targetId=tab, flatten=True)["sessionId"]
    browser.ask("Emulation.setScriptExecutionDisabled", value=True)
    browser.ask("Page.enable")
    browser.ask("Page.setLifecycleEventsEnabled", enabled=True)


def _says(why: str) -> Draw:
    def draw(page: Path, picture: Path, shot: Shot) -> None:
        raise NoPicture(why)

    return draw
