"""Each golden case becomes what it became when somebody looked at it last."""

import pytest

from tests.accept import COMMAND
from tests.goldens.golden import CASES, NAMES, drawn


@pytest.mark.parametrize("name", NAMES)
def test_case(name):
    for file, now in drawn(name).items():
        then = (CASES / name / file).read_text("utf-8")
        assert now == then, f"{name}/{file} is another than before. If that is meant: {COMMAND}"


def test_the_cases_are_there():
    assert {"everything", "text", "correction", "hostile", "unreadable", "two-days"} <= set(NAMES)
