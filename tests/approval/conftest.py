"""Every test has its own copy of the repository and its own GitHub."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.approval.cafe import Cafe, copied, template


@pytest.fixture(scope="session")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return template(tmp_path_factory.mktemp("template"))


@pytest.fixture
def cafe(papers: Path, tmp_path: Path) -> Iterator[Cafe]:
    made = copied(papers, tmp_path)
    with made.github:
        yield made
