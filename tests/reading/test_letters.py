"""The first law of a body: no letter vanishes or moves without a finding; GitHub's own reader is the yardstick."""

import html
import re
from collections.abc import Iterable
from dataclasses import replace

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it.tree import SyntaxTreeNode

from scripts.reading import body_reader
from scripts.reading.body import Body, Run, Text, joined, lines_of, plain, runs_of, sentences_of
from scripts.reading.body_reader import read_body
from scripts.reading.markdown import parse
from scripts.text.markup import left_over

# What people type: every line for itself is as harmless or as odd as real ones were.
LINES = st.sampled_from(
    [
        "冬の相談会のご案内です。", "#移住", "# 見出し", "## 見出し **強調** です ##", "- 申込書を書きます。", "  - 入れ子の点",
        "    - 深い点", "1. 一つめ", "2) 二つめ", "10. 十", "  続きの行", "    四つの空白", "　全角の字下げ", "**太字**の文", "a * b * c",
        "5 * 3 = 15", r"\*印", "行末の\\", "行末の空白  ", "---", "***", "* * *", "===", "", "", "", "😀 絵文字👨‍👩‍👧", "（全角）＊＊印＃",
        "+ プラスの点", "* 星の点", "1月23日(土)", "1. 1月", "-1度", "・中黒の点", "①まる一", "3. 三から", "https://a.example/b?c=d_e*f",
        "[名前](https://a.example/c)", "文。[名前](https://a.example/c)。", "\t タブ", "A_B_C", "1986. 素晴らしい年", "- ", "-", "#", "* * 二重",
        "**閉じない", r"\# 記号", r"\- 点ではない", r"100\%", "終わり。\\", "- 点\n\n  段落", "- 点\n\n    段落", "1. 点\n\n   段落", "~~消す~~",
        "*斜体*", "> 引用", "`文`", "|a|b|", "|-|-|", "<b>文</b>", "A&amp;B&B", "- [ ] 未", "[^1]", "[名前][1]", "[1]: https://a.example/",
        "![](a.jpg)", "文![説明](a.jpg)文", "長" * 3000, "<https://a.example/>", "http://a.example", "__太字__", "\u3000", "\xa0文", "終\u2028文",
    ]
)  # fmt: skip
BODIES = st.lists(LINES, min_size=1, max_size=9).map("\n".join)
ANY = st.text("あ漢#*_-+1.)(>[]\\`~|<&;!:/ \t\n　😀{}=", max_size=60)


def letters(body: Body) -> str:
    """Everything that is sent of a body, without white space."""
    return "".join("".join(plain(tuple(runs_of(block))) for block in body.blocks).split())


def github(text: str) -> str:
    """What GitHub shows of it, without white space; but 10~12時、13~15時 are no struck letters here."""
    shown = cmarkgfm.github_flavored_markdown_to_html(text, Options.CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE)
    return "".join(html.unescape(re.sub(r"<[^>]+>", "", shown)).split())


def spotless(body: Body) -> bool:
    """True for a body without a finding of this room: neither refused, nor with mark-up left in it."""
    lines = (line for block in body.blocks for runs in sentences_of(block) for _, line in lines_of(runs))
    return not body.mistakes and not any(any(left_over(line)) for line in lines)


@settings(max_examples=400, deadline=None)
@given(BODIES | ANY)
def test_what_has_no_finding_reads_as_on_github(text: str) -> None:
    body = read_body(text, 1)
    if spotless(body) and "**" not in github(text):  # GitHub makes nothing bold beside Japanese brackets
        assert letters(body) == github(text)


@settings(max_examples=150, deadline=None)
@given(BODIES | ANY, st.integers(0, 20))
def test_a_reader_that_loses_one_letter_is_found_out_on_its_line(text: str, which: int) -> None:
    whole = read_body(text, 1)
    lost = []

    def lossy(source: str) -> SyntaxTreeNode:
        tree = parse(source)
        words = [
            node for node in tree.walk(include_self=False) if node.type == "text" and node.content.strip()
        ]
        for node in words[which : which + 1]:
            lost.append(node.content.strip()[0])
            node.token.content = node.content.replace(lost[0], "", 1)
        return tree

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(body_reader, "parse", lossy)
        broken = read_body(text, 1)
    assert bool(broken.mistakes) >= (letters(broken) != letters(whole))


@settings(max_examples=150, deadline=None)
@given(BODIES | ANY, st.integers(0, 20))
def test_letters_that_are_lost_on_the_way_to_the_blocks_are_found_out(text: str, which: int) -> None:
    whole = read_body(text, 1)

    def lossy(runs: Iterable[Run]) -> tuple[Run, ...]:
        return joined(
            replace(run, text=run.text.replace("の", "")) if isinstance(run, Text) else run for run in runs
        )

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(body_reader, "joined", lossy)
        broken = read_body(text, 1)
    assert bool(broken.mistakes) >= (letters(broken) != letters(whole))


def test_the_tests_above_lose_letters() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(body_reader, "parse", lambda text: parse(text.replace("冬", "")))
        (problem,) = read_body("春\n\n冬の**朝**\n", 4).mistakes
    assert (problem.line_no, problem.message[:7]) == (6, "「冬の**朝*"[:7])
