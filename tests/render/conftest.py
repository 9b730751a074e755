"""A real browser for the tests of pages: the Chromium or Chrome that is installed."""

import os
from collections.abc import Iterator

import pytest

from scripts.effects.local.browser import find_browser


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """The installed browser, driven by Playwright."""
    command = find_browser()
    if command is None:
        pytest.skip("neither Chromium nor Chrome is installed")
    from playwright.sync_api import sync_playwright

    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=command, args=as_root)
        yield opened
        opened.close()
