"""What several verbs are asked from."""

from pathlib import Path

import pytest

from tests.approvals.cafe import Cafe
from tests.verbs.desk import sit_down


@pytest.fixture
def desk(cafe: Cafe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cafe:
    return sit_down(cafe, tmp_path, monkeypatch)
