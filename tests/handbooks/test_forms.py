"""The forms that people fill in: nothing is ticked for them, and each side finds its own duties."""

import re

import pytest

from scripts.effects.content.load import schemas
from tests.handbooks.workflows import ROOT

DECLARATIONS = schemas()["post"].data["properties"]["declarations"]["properties"]
FORM = (ROOT / ".github/PULL_REQUEST_TEMPLATE.md").read_text("utf-8")


def test_nothing_is_ticked_beforehand() -> None:
    boxes = re.findall(r"^- \[(.)\]", FORM, re.MULTILINE)
    assert boxes == [" ", " "]


def test_each_side_finds_what_only_the_request_can_hold() -> None:
    for article in ("第4第1項第1号", "第4第4項第1号"):
        assert article in FORM


@pytest.mark.parametrize("name", DECLARATIONS)
def test_no_declaration_is_asked_for_twice(name: str) -> None:
    """The four declarations stand in the file alone."""
    assert DECLARATIONS[name]["title"] not in FORM


@pytest.mark.parametrize("page", ["README.md", ".github/APPROVERS.md"])
def test_the_reading_that_the_division_must_confirm_is_not_hidden(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    assert "第4第1項第1号" in text
    assert "職場のタブレット等からログインし投稿すること" in text
