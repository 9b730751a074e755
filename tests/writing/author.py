"""Somebody at the writing page: types into controls by their names, as the page shows them."""

import time
from pathlib import Path
from typing import Any

_LONGEST = 120.0  # seconds; a machine that does much else at the same time is slow to start Python


class Author:
    """One browser profile with the page open in it."""

    def __init__(self, context: Any, address: str, now: str) -> None:
        self.context, self.address, self.now = context, address, now
        self.requests: list[str] = []
        self.troubles: list[str] = []
        self.page = self.open()

    def open(self, hash: str = "") -> Any:
        """A tab with the page."""
        page = self.context.new_page()
        page.clock.install(time=self.now)
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda error: self.troubles.append(str(error)))
        page.on("console", self._heard)
        page.on("dialog", lambda dialog: dialog.accept())
        page.goto(self.address + hash)
        return page

    def _heard(self, message: Any) -> None:
        if message.type == "error":
            self.troubles.append(message.text)

    def fresh(self) -> None:
        """Back to the beginning, on a computer that remembers nothing."""
        if self.page.is_visible("#home"):
            self.page.click("#home")
        self.page.evaluate('document.getElementById("forget").click()')
        self.until(lambda: self.page.evaluate("localStorage.length") == 0)

    def leave(self) -> None:
        self.context.close()

    def begin(self, way: str = "post") -> None:
        self.page.click(f'[data-begin="{way}"]')

    def fill(self, control: str, words: str) -> None:
        self.page.fill(f"#{control}", words)

    def choose(self, group: str, value: str) -> None:
        self.page.check(f'[name="{group}"][value="{value}"]')

    def open_file(self, way: str, *files: Path) -> None:
        """Choose files at one of the ways to begin."""
        with self.page.expect_file_chooser() as chooser:
            self.begin(way)
            if way != "open":
                self.page.click("#from-file")
        chooser.value.set_files([str(file) for file in files])

    def add_pictures(self, *files: Path, taken: bool = True) -> None:
        """Choose pictures; unless they are refused, wait until the page shows them."""
        before = len(self.pictures())
        with self.page.expect_file_chooser() as chooser:
            self.page.click('[data-name="images"] > .add')
        chooser.value.set_files([str(file) for file in files])
        if taken:
            self.until(lambda: len(self.pictures()) == before + len(files))

    def pictures(self) -> list[Any]:
        """The pictures that the form shows."""
        return list(self.page.query_selector_all("#writing:not([hidden]) form:not([hidden]) .picture img"))

    def until(self, holds: Any, why: str = "") -> None:
        """Wait for something of the page; its policy forbids Playwright's own waiting."""
        end = time.monotonic() + _LONGEST
        while not holds():
            assert time.monotonic() < end, why or self.page.inner_text("#verdict")
            self.page.wait_for_timeout(20)

    def judged(self) -> str:
        """The verdict on what stands in the form now."""
        self.until(lambda: self.page.get_attribute("#check", "aria-busy") == "false")
        return self.page.inner_text("#verdict")

    def findings(self) -> list[str]:
        """The summary, line by line."""
        return [item.inner_text() for item in self.page.query_selector_all("#summary li")]

    def saved(self, folder: Path) -> dict[str, Path]:
        """Press 「一式を保存」 where no folder can be chosen: every file by its name."""
        self.page.evaluate("delete window.showDirectoryPicker")
        downloads: list[Any] = []
        self.page.on("download", lambda download: downloads.append(download))
        count = 1 + len(self.pictures())
        self.page.click("#save")
        self.until(lambda: len(downloads) == count, f"{len(downloads)} of {count} files were saved")
        files = {}
        for download in downloads:
            files[download.suggested_filename] = folder / download.suggested_filename
            download.save_as(folder / download.suggested_filename)
        return files
