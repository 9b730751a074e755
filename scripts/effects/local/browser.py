"""Screenshots of pages, by the Chromium or Chrome that is installed on this machine."""

import os
import shutil
import tempfile
from base64 import b64decode
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from scripts.effects.local.devtools import Browser, Silent

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
_WIDTH, _LOWEST, _TALLEST = 1240, 300, 16_000  # px; taller pages are drawn in pieces
_QUIET = (
    "--headless=new", "--disable-background-networking", "--disable-component-update", "--disable-default-apps",
    "--disable-extensions", "--disable-gpu", "--disable-sync", "--disable-dev-shm-usage", "--hide-scrollbars",
    "--no-default-browser-check", "--no-first-run", "--force-color-profile=srgb",
)  # fmt: skip
_NO_BROWSER = "ChromiumもChromeも見つからないため、画像(page.png)を作れません。どちらかを入れて、もう一度実行してください。"
_NOTHING = "ブラウザーが画像(page.png)を作りませんでした。page.html をご覧ください。"
_TOO_LONG = "ページが長すぎて、画像(page.png)に入りきりません。page.html をご覧ください。"

Draw = Callable[[Path, Path], None]


class NoPicture(Exception):
    """There is no browser, or it made no picture; the message says what to do, in Japanese."""


def find_browser() -> str | None:
    """The command of an installed Chromium or Chrome."""
    command = next(filter(None, map(shutil.which, _NAMES)), None)
    return command or (str(_MAC) if _MAC.exists() else None)


@contextmanager
def drawing() -> Iterator[Draw]:
    """What writes a PNG of a whole page, for as long as the block lasts; it raises NoPicture.

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
            yield lambda page, picture: _draw(browser, page, picture)


def start_command(browser: str, folder: Path) -> list[str]:
    """How the browser is started, with its own files in a folder."""
    # The browser's own sandbox does not start for root (in a container); the page runs no script.
    as_root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    profile = f"--user-data-dir={folder}/profile"
    return [browser, *_QUIET, *as_root, profile, "--remote-debugging-pipe", "about:blank"]


def _draw(browser: Browser, page: Path, picture: Path) -> None:
    try:
        if not browser.session:
            _open_tab(browser)
        going = browser.ask("Page.navigate", url=page.resolve().as_uri())
        browser.wait_for("Page.lifecycleEvent", loaderId=going["loaderId"], name="load")
        height = browser.ask("Page.getLayoutMetrics")["cssContentSize"]["height"]
        if height > _TALLEST:
            raise NoPicture(_TOO_LONG)
        whole = {"x": 0, "y": 0, "width": _WIDTH, "height": height, "scale": 1}
        shot = browser.ask("Page.captureScreenshot", format="png", captureBeyondViewport=True, clip=whole)
    except (Silent, KeyError) as silent:
        raise NoPicture(_NOTHING) from silent
    picture.write_bytes(b64decode(shot["data"]))


def _open_tab(browser: Browser) -> None:
    tab = browser.ask("Target.createTarget", url="about:blank")["targetId"]
    browser.session = browser.ask("Target.attachToTarget", targetId=tab, flatten=True)["sessionId"]
    browser.ask("Emulation.setScriptExecutionDisabled", value=True)
    window = {"width": _WIDTH, "height": _LOWEST, "deviceScaleFactor": 1, "mobile": False}
    browser.ask("Emulation.setDeviceMetricsOverride", **window)
    browser.ask("Page.enable")
    browser.ask("Page.setLifecycleEventsEnabled", enabled=True)


def _says(why: str) -> Draw:
    def draw(page: Path, picture: Path) -> None:
        raise NoPicture(why)

    return draw
