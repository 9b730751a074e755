"""Widths by which lines are counted: in full-width letters."""

import pytest

from scripts.text.width import columns


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 0),
        ("雪かき", 3),
        ("ab", 1.1),
        ("…①", 2),
        ("か\u3099", 1),
        ("👩‍🌾", 1),
        ("👩‍👩‍👧さん", 3),
        ("☃️", 0.55),
    ],
)
def test_columns(text, width):
    assert columns(text) == pytest.approx(width)
