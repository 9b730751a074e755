"""A body is read as GitHub shows it to its author; what may not stand in it is refused by its name."""

import pytest

from scripts.reading.body import Paragraph, Points, lines_of, plain, sentences_of
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
        # paragraphs in a point, and all three kinds of hard breaks
        (
            "- 申込書を書きます。\n\n  住所も書きます。\n- c",
            [[(0, "・申込書を書きます。\n住所も書きます。"), (0, "・c")]],
        ),
        ("一  \n二\\\n三\n四", ["一\n二\n三\n四"]),
        # text that only looks like mark-up
        ("#移住の話", ["#移住の話"]),
        ("5 * 3 * 2 = 30", ["5 * 3 * 2 = 30"]),
        ("a_b_c", ["a_b_c"]),
        ("100\\% と \\*印\\*", ["100% と *印*"]),
        # bold beside Japanese brackets, as no reader of CommonMark does it
        ("これは**「冬の相談会」**を", ["これは「冬の相談会」を"]),
        ("**100%**の", ["100%の"]),
        # the blank that indents a paragraph stays on every line
        ("　雪の朝です。\n　冬です。", ["　雪の朝です。\n　冬です。"]),
        # numbers as GitHub counts them
        ("1. a\n1. b", [[(0, "1.a"), (0, "2.b")]]),
        ("3) a\n4) b", [[(0, "3)a"), (0, "4)b")]]),
        (" - a\n - b", [[(0, "・a"), (0, "・b")]]),
        ("- a\n - b", [[(0, "・a"), (0, "・b")]]),
    ],
)
def test_a_body(text, blocks):
    assert read(text) == blocks


def test_points_keep_their_lines():
    (_, points) = read_body("方法：\n- a\n  - b\n- c", 10).blocks
    assert [item.line_no for item in points.items] == [11, 12, 13]


def test_each_line_that_is_sent_knows_where_it_stands():
    body = read_body("# 一\n\n二\n**三\n四** 五\n\n- 六\n\n  七\n- [八](https://a.example/)\n", 10)
    lines = [line for block in body.blocks for runs in sentences_of(block) for line in lines_of(runs)]
    assert lines == [(10, "一"), (12, "二"), (13, "三"), (14, "四 五"), (16, "六"), (18, "七"), (19, "八")]


REFUSED = {
    "> 引用": (1, "引用"),
    "文\n\n    字下げ": (3, "行頭の空白を消してください"),
    "```\n文\n```": (1, "コード"),
    "`文`": (1, "「`」を消して"),
    "文\n*斜体*": (2, "斜体"),
    "~~旧料金 500円~~": (1, "「旧料金 500円」は、本文に使えない書き方(取り消し線"),
    "|a|b|\n|-|-|\n|c|d|": (1, "表"),
    "文<br>文": (1, "「<br>」は、本文に使えない書き方(HTMLの記号)"),
    "<div>\n文\n</div>": (1, "HTML"),
    "A&amp;B": (1, "「&amp;」は"),
    "#### 小見出し": (1, "「#」を3つまで"),
    "文\n===": (2, "「===」は、本文に使えない書き方(上の文を見出しにする行"),
    '[名前](https://a.example/ "説明")': (1, "リンクの説明"),
    '![](a.jpg "写真提供:村")': (1, "画像の説明"),
    "[**名前**](https://a.example/)": (1, "リンクの名前の中に"),
    "- 点\n\n  > 引用": (3, "箇条書きの中には"),
    "- ![](a.jpg)": (1, "箇条書きの中に画像は"),
    "- 外\n  - 内\n\n  外の続き": (4, "外側の点の文は続けられません"),
    "5. 体験会\n7. 相談会": (2, "番号「7.」は、6番目の点として「6.」に変わります"),
    "文" * 30_001: (1, "30,001文字あり、長すぎて読めません"),
}


@pytest.mark.parametrize("text", REFUSED, ids=lambda text: text[:12])
def test_what_is_not_allowed_is_refused_by_its_name_on_its_line(text):
    line_no, words = REFUSED[text]
    (problem,) = read_body(text, 1).mistakes
    assert (problem.line_no, problem.rule) == (line_no, "markdown")
    assert words in problem.message
