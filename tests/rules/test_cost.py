"""What a rule costs on a hostile line: it grows with the line's length, and no file takes a check long."""

import time
from collections.abc import Callable

import pytest

from scripts.effects.content.load import setting_in
from scripts.effects.content.subjects import subjects_in
from scripts.reading.fields import moment
from scripts.rules.book import _about, ask
from tests.rules.good_world import POSTS, MemoryTree, good_files

POST = f"{POSTS['division']}/post.md"
REPLY = "content/replies/contractor/20261130-otameshi.md"
PIECES = [
    "a", "a.", "a@", "0", "0-", "090", "1月1日", "1月1日(", "令和", "・1日", "(", "((", "{", "{{", "【", "#", "##", "_", "*", "**", "~~",
    "[", "[a](", "](", "!", "!\\[", "`", "<", "<a", "&", "\\", "|", ":", "://", "https://", "ttps:/", "https://a.jp/", "あ", "。", "誤", "○", "○○",
    "XX", "YY", "ここに", "テスト", "ｶﾞ", "が", " ", "　", "\t", "-", "- ", "1. ", "> ", "%", "eyJ", "f0", "A1", "\u200b", "\ufffd", "𠮷",
]  # fmt: skip
LONG, SECONDS = 90_000, 10
ENOUGH = 2.0  # seconds for one rule on a quarter of that: far more than a linear one takes


def judged(files: dict[str, bytes], path: str) -> float:
    """Seconds for a check of one file."""
    now = moment("2026-12-04T10:00+09:00")
    assert now
    tree = MemoryTree({**good_files(), **files})
    context = setting_in(tree, now, frozenset(), None)
    begun = time.perf_counter()
    for subject in subjects_in(tree, [path]):
        ask(subject, context)
    return time.perf_counter() - begun


def line_of(piece: str, length: int = LONG) -> str:
    """A line of about that many bytes."""
    return piece * (length // len(piece.encode()))


def body(piece: str) -> tuple[str, bytes]:
    """A post whose body is such a line."""
    head = good_files()[POST].decode().rpartition("\n---\n")[0]
    return POST, f"{head}\n---\n{line_of(piece)}\n".encode()


def title(piece: str) -> tuple[str, bytes]:
    """A post whose title is such a line."""
    text = good_files()[POST].decode()
    return POST, text.replace("title: 冬", "title: '" + line_of(piece).replace("'", "") + "'\nlayout: card #", 1).encode()


def reply(piece: str) -> tuple[str, bytes]:
    """A reply that is such a line."""
    head = good_files()[REPLY].decode().partition("sent_on:")[0]
    return REPLY, f"{head}---\n{line_of(piece)}\n".encode()


@pytest.mark.parametrize("shape", [body, title, reply], ids=lambda shape: shape.__name__)
@pytest.mark.parametrize("piece", PIECES, ids=ascii)
def test_a_hostile_line_is_judged_in_time(piece: str, shape: Callable[[str], tuple[str, bytes]]) -> None:
    path, raw = shape(piece)
    assert judged({path: raw}, path) < SECONDS
