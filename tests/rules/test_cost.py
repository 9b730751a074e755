"""What a hostile line costs: whatever a file holds, a check of it is done within seconds."""

import time

import pytest

from scripts.effects.content.load import setting_in
from scripts.effects.content.subjects import subjects_in
from scripts.reading.fields import moment
from scripts.rules.book import ask
from tests.rules.good_world import POSTS, MemoryTree, good_files

POST = f"{POSTS['division']}/post.md"
REPLY = "content/replies/contractor/20261130-otameshi.md"
READ, LARGEST = 29_000, 90_000  # bytes: what Markdown is still read of, and nearly the largest file
MOST = 10  # seconds of computing, however much else the machine does
PIECES = [
    "a", "a.", "a@", "0-", "090", "1月1日", "1月1日(", "令和", "((", "{{", "【", "#", "_", "**", "~~", "[", "[a](", "!\\[", "`", "<a", "&",
    "\\", "|", "://", "ttps:/", "https://a.jp/", "誤", "○", "YY", "ここに", "ｶﾞ", " ", "- ", "1. ", "> ", "eyJ", "f0", "\u200b", "𠮷",
]  # fmt: skip


def line_of(piece: str, length: int) -> str:
    """A line of about that many bytes."""
    return piece * (length // len(piece.encode()))


def seconds(path: str, text: str) -> float:
    """Seconds of computing for a check of one file of the good world with another text."""
    now = moment("2026-12-04T10:00+09:00")
    assert now
    tree = MemoryTree({**good_files(), path: text.encode()})
    context = setting_in(tree, now, frozenset(), None)
    begun = time.process_time()
    for subject in subjects_in(tree, [path]):
        ask(subject, context)
    return time.process_time() - begun


@pytest.mark.parametrize("piece", PIECES, ids=ascii)
def test_a_hostile_body(piece: str) -> None:
    head = good_files()[POST].decode().rpartition("\n---\n")[0]
    assert seconds(POST, f"{head}\n---\n{line_of(piece, READ)}\n") < MOST


@pytest.mark.parametrize("piece", PIECES[::3], ids=ascii)
def test_the_longest_line(piece: str) -> None:
    head = good_files()[POST].decode().rpartition("\n---\n")[0]
    assert seconds(POST, f"{head}\n---\n{line_of(piece, LARGEST)}\n") < MOST


@pytest.mark.parametrize("piece", PIECES[1::3], ids=ascii)
def test_a_hostile_reply(piece: str) -> None:
    head = good_files()[REPLY].decode().partition("sent_on:")[0]
    assert seconds(REPLY, f"{head}---\n{line_of(piece, LARGEST)}\n") < MOST


@pytest.mark.parametrize("piece", PIECES[2::3], ids=ascii)
def test_a_hostile_field(piece: str) -> None:
    words = line_of(piece.replace("\\", "a").replace('"', "a"), LARGEST)
    text = good_files()[POST].decode().replace("\nimages:", f'\nreason: "{words}"\nimages:', 1)
    assert seconds(POST, text) < MOST
