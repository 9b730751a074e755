"""The forms that people fill in: nothing is ticked for them, and each side finds its own duties."""

import re

import pytest

from tests.handbooks.workflows import ROOT

FORM = (ROOT / ".github/PULL_REQUEST_TEMPLATE.md").read_text("utf-8")


def test_nothing_is_ticked_beforehand() -> None:
    boxes = re.findall(r"^- \[(.)\]", FORM, re.MULTILINE)
    assert len(boxes) > 10
    assert set(boxes) == {" "}


@pytest.mark.parametrize("side", ["第4第1項", "第4第4項"])
def test_each_duty_of_a_side_has_its_box(side: str) -> None:
    section = next(part for part in re.split(r"^## ", FORM, flags=re.MULTILINE) if f"({side})" in part)
    for item in ("第1号", "第2号", "第3号ア", "第3号イ", "第3号ウ"):
        assert re.search(rf"^- \[ \].*{item}\)", section, re.MULTILINE), item


@pytest.mark.parametrize("page", ["README.md", ".github/APPROVERS.md"])
def test_the_reading_that_the_division_must_confirm_is_not_hidden(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    assert "第4第1項第1号" in text
    assert "職場のタブレット等からログインし投稿すること" in text
