"""What a lock screen and the list of chats say of a card (`altText`).

A phone cuts it after some 60 letters. What stands before the cut must be true alone: no number is cut in two.
"""

import re
from collections.abc import Sequence
from datetime import datetime

from scripts.content.post import Post
from scripts.messages.facts import CORRECTION
from scripts.messages.passages import Passage
from scripts.reading.body import Paragraph, plain, runs_of
from scripts.text.dates import JAPAN, short_day

MOST, CUT = 400, 60  # letters
_ENDS = "。！？!?"
_OPENS, _CLOSES = "「『（(【〈《［[", "」』）)】〉》］]"
_NUMBER = re.compile(
    r"[0-9０-９][0-9０-９,.:：/〜~年月日時分秒円人名組件回歳%％万千百（）()月火水木金土日\-]*"
)


def notice_of(post: Post, passages: Sequence[Passage]) -> str:
    """At most 400 letters. Event: title, date, place, deadline; correction: 「訂正」, title, what is right; else title and first sentence."""
    if post.corrects:
        marked = post.title.startswith((CORRECTION, f"【{CORRECTION}"))
        title = post.title if marked else f"{CORRECTION}：{post.title}"
        right = "、".join(f"「{pair.right}」" for pair in post.correction)
        return _safe([_lines(title, f"正しくは{right}です。" if right else first_sentence(passages))])
    if post.event and post.event.starts:
        place = post.event.venue.replace("\n", " ")
        deadline = f"締切 {short_day(post.event.deadline)}" if post.event.deadline else ""
        start = _lines(post.title, _when(post.title, post.event.starts, post.event.ends))
        return _safe([
            _lines(start, place, deadline), _lines(start, deadline, place),
            _lines(_lines(start, place).ljust(CUT, "　"), deadline),
        ])  # fmt: skip
    return _safe([_lines(post.title, first_sentence(passages))])


def _lines(*parts: str) -> str:
    return "\n".join(filter(None, parts))


def _safe(ways: Sequence[str]) -> str:
    """The first way of saying it that no cut makes misleading; else the last one, ended before the number."""
    text = next((way for way in ways if not _split(way)), ways[-1])
    if number := _split(text):
        text = text[: number.start()].rstrip("、 　\n") + "…"
    return text if len(text) <= MOST else text[: MOST - 1] + "…"


def _split(text: str) -> re.Match[str] | None:
    """The number that a cut would leave half."""
    return next((match for match in _NUMBER.finditer(text) if match.start() < CUT < match.end()), None)


def _when(title: str, starts: datetime, ends: datetime | None) -> str:
    """As much of the time as stands whole before the cut: with the hours, else the days alone."""
    first, last = (moment.astimezone(JAPAN) for moment in (starts, ends or starts))
    if first.date() == last.date():
        hours = f"{first:%H:%M}〜{last:%H:%M}" if ends else f"{first:%H:%M}から"
        ways = [f"{short_day(first)}{hours}", f"{short_day(first)}{first:%H:%M}〜"]
    else:
        ways = [
            f"{short_day(first)}{first:%H:%M}〜{short_day(last)}{last:%H:%M}",
            f"{short_day(first)}〜{short_day(last)}",
        ]
    return next((way for way in ways if len(_lines(title, way)) <= CUT), short_day(first))


def first_sentence(passages: Sequence[Passage]) -> str:
    """The first sentence of the body: up to its full stop outside brackets, or the end of its line."""
    blocks = [passage.block for passage in passages]
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)] or blocks
    words = next(filter(None, (plain(tuple(runs_of(block))).strip() for block in paragraphs)), "")
    depth = 0
    for index, letter in enumerate(words):
        depth += (letter in _OPENS) - (letter in _CLOSES)
        ends = letter in _ENDS and words[index + 1 : index + 2] not in tuple(_ENDS)
        if depth <= 0 and (ends or letter == "\n"):
            return words[: index + 1].strip()
    return words
