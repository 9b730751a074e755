"""What many rooms need: a browser, and a copy of the repository with a GitHub of its own."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.effects.local.browser import find_browser
from tests.approvals.cafe import Cafe, copied, template

# Who sits at this machine, and how they like their git, is no part of a test.
os.environ |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}


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


@pytest.fixture(scope="session")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return template(tmp_path_factory.mktemp("template"))


@pytest.fixture
def cafe(papers: Path, tmp_path: Path) -> Iterator[Cafe]:
    made = copied(papers, tmp_path)
    with made.github:
        yield made
