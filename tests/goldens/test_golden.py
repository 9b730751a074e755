"""Each golden case becomes what it became when somebody looked at it last."""

import pytest

from tests.accept import COMMAND
from tests.goldens.golden import CARD_NAMES, HERE, NAMES, become

GOLDEN = become()


@pytest.mark.parametrize("file", GOLDEN, ids=lambda file: str(file.relative_to(HERE)))
def test_golden(file):
    message = f"{file.relative_to(HERE)} is another than before. If that is meant: {COMMAND}"
    assert file.read_text("utf-8") == GOLDEN[file], message


def test_the_cases_are_there():
    assert {"everything", "text", "correction", "hostile", "unreadable", "two-days"} <= set(NAMES)
    assert len(CARD_NAMES) == 10


def test_somebody_looked_at_each_card():
    """One sentence a card in README.md; whoever accepts another picture looks at it and writes what was seen."""
    said = [line for line in (HERE / "README.md").read_text("utf-8").splitlines() if line.startswith("- `")]
    assert [line.split("`")[1] for line in said] == CARD_NAMES
    assert all(len(line) > 60 for line in said)
