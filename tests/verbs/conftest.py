"""What several verbs are asked from."""

from pathlib import Path

import pytest

from tests.approvals.cafe import Cafe
from tests.publishing.staged import calm, due, outcomes, own, run, stage
from tests.verbs.desk import sit_down

__all__ = ["calm", "due", "outcomes", "own", "run", "stage"]


@pytest.fixture
def desk(cafe: Cafe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cafe:
    return sit_down(cafe, tmp_path, monkeypatch)
