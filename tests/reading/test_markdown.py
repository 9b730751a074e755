"""Lists are read as GitHub shows them to their author."""

import pytest

from scripts.reading.body import Paragraph, Points, plain
from scripts.reading.body_reader import read_body


def read(text):
    """What stands in a body: a paragraph as its words, a list as (depth, mark and words) of each point."""
    body = read_body(text, 1)
    assert body.mistakes == ()
    return [
        [(item.depth, item.mark + plain(item.runs)) for item in block.items]
        if isinstance(block, Points)
        else plain(block.runs)
        if isinstance(block, Paragraph)
        else type(block).__name__
        for block in body.blocks
    ]


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        # must be left alone
        ("- a\n- b", [[(0, "・a"), (0, "・b")]]),
        ("1. a\n2. b", [[(0, "1.a"), (0, "2.b")]]),
        ("文\n続き", ["文\n続き"]),
        ("2026年の\n12. 雪", ["2026年の\n12. 雪"]),
        ("文\n**太字**の行", ["文\n太字の行"]),
        ("文\n---\n続き", ["文", "Divider", "続き"]),
        ("文\n\n- - -\n\n続き", ["文", "Divider", "続き"]),
        ("文\n-5度\n続き", ["文\n-5度\n続き"]),
        ("- a\n    - b\n        - c\n- d", [[(0, "・a"), (1, "・b"), (2, "・c"), (0, "・d")]]),
        ("- a\n続き\n- b", [[(0, "・a\n続き"), (0, "・b")]]),
        # right below a sentence
        ("方法：\n- a\n- b\n\n次", ["方法：", [(0, "・a"), (0, "・b")], "次"]),
        ("方法：\n1. a\n2. b", ["方法：", [(0, "1.a"), (0, "2.b")]]),
        ("# 見出し\n- a", ["Heading", [(0, "・a")]]),
        ("一\n- a\n\n二\n- b", ["一", [(0, "・a")], "二", [(0, "・b")]]),
        # nested by two or three blanks
        ("- a\n  - b\n    - c\n  - d\n- e", [[(0, "・a"), (1, "・b"), (2, "・c"), (1, "・d"), (0, "・e")]]),
        ("1. a\n   - b\n2. c", [[(0, "1.a"), (1, "・b"), (0, "2.c")]]),
        (" - a\n - b", [[(0, "・a"), (0, "・b")]]),
        ("- a\n - b", [[(0, "・a"), (0, "・b")]]),
    ],
)
def test_a_body(text, blocks):
    assert read(text) == blocks


def test_points_keep_their_lines():
    (_, points) = read_body("方法：\n- a\n  - b\n- c", 10).blocks
    assert [item.line for item in points.items] == [11, 12, 13]
