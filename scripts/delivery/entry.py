"""One line of the ledger: its fields, read strictly and written in one place.

A line that cannot be read is kept as the event `unreadable`, which no state allows: whoever folds such a ledger
is told so, and the post is held instead of sent. The ledger is hostile input: whoever can push to its branch can
write anything, so sizes, depths, numbers and letters are bounded before anybody works with them.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from typing import Any

from scripts.reading.fields import moment
from scripts.text.dates import JAPAN

MOST_BYTES, MOST_LINES = 4_000_000, 5_000  # of one file; a claim's evidence has about 20,000 bytes
_MOST_DEPTH, _MOST_NUMBER = 40, 2**63
_UNBEARABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True)
class Entry:
    """One event: when (Japan's time), in which run, and what it carries."""

    event: str
    at: datetime
    run: str
    carries: Mapping[str, Any] = field(default_factory=dict)


Field = Callable[[object], bool]


def _matches(pattern: str) -> Field:
    compiled = re.compile(pattern, re.ASCII)
    return lambda value: isinstance(value, str) and compiled.fullmatch(value) is not None


def _text(value: object) -> bool:
    return isinstance(value, str)


def _text_or_nothing(value: object) -> bool:
    return value is None or isinstance(value, str)


def _count_or_nothing(value: object) -> bool:
    return value is None or (isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**10)


def _flag(value: object) -> bool:
    return isinstance(value, bool)


def _mapping(value: object) -> bool:
    return isinstance(value, dict)


_UUID = _matches(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")

# Event → what it has to carry, and what it may carry but not otherwise. Lines of earlier versions lack the latter;
# what stands in neither is kept as it is.
FIELDS: Mapping[str, tuple[Mapping[str, Field], Mapping[str, Field]]] = {
    "claimed": (
        {
            "content_sha": _matches("[0-9a-f]{40}|[0-9a-f]{64}"),
            "retry_key": _UUID,
            "body_sha256": _matches("[0-9a-f]{64}"),
        },
        {"evidence": _mapping, "nonce": _text, "audience_estimate": _count_or_nothing, "quota": _mapping},
    ),
    "accepted": ({}, {"request_id": _text_or_nothing, "retry_key": _UUID}),
    "refused": ({}, {"status": _count_or_nothing, "message": _text, "first": _flag}),
    "unanswered": ({}, {"error": _text}),
    "expired": ({}, {}),
    "settled": (
        {"found": lambda value: value in ("sent", "unsent")},
        {"by": _text, "actor": _text, "note": _text},
    ),
    "stopped": ({}, {"by": _text, "actor": _text, "note": _text}),
    "measured": ({}, {}),
    "resumed": ({}, {}),  # this and the next: of earlier ledgers; they change nothing
    "reopened": ({}, {}),
}
EVENT_NAMES: Mapping[str, str] = {
    "claimed": "配信を始める",
    "accepted": "LINEが受け付けた",
    "refused": "LINEが断った",
    "unanswered": "返事がない",
    "expired": "23時間たち、届いたか不明",
    "settled": "人が確かめた",
    "stopped": "人が止めた",
    "measured": "LINEの集計",
    "resumed": "人が再開した",
    "reopened": "人が再開した",
    "unreadable": "読めない行",
}


def write_line(entry: Entry) -> bytes:
    """One line of the file, its line end included."""
    head = {
        "event": entry.event,
        "at": entry.at.astimezone(JAPAN).isoformat(timespec="seconds"),
        "run": entry.run,
    }
    return (json.dumps({**head, **entry.carries}, ensure_ascii=False) + "\n").encode()


def read_lines(raw: bytes) -> tuple[Entry, ...]:
    """Every line of a ledger file. Never raises: what cannot be read is the event `unreadable`."""
    if len(raw) > MOST_BYTES or raw.count(b"\n") > MOST_LINES:
        return (unreadable(f"more than {MOST_BYTES} bytes or {MOST_LINES} lines"),)
    rows = raw.split(b"\n")
    if rows[-1] == b"":
        rows.pop()
    return tuple(_read(row) for row in rows)


def _read(row: bytes) -> Entry:
    try:
        data = _decoder().decode(row.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        return unreadable(f"not JSON ({type(error).__name__})")
    if not isinstance(data, dict) or not _bearable(data, _MOST_DEPTH):
        return unreadable("not an object, or a value that nobody writes")
    event, at, run = data.pop("event", None), moment(data.pop("at", None)), data.pop("run", None)
    if not isinstance(event, str) or event not in FIELDS or at is None or not isinstance(run, str):
        return unreadable("event, at or run is missing or wrong")
    needed, optional = FIELDS[event]
    wrong = [name for name, fits in needed.items() if name not in data or not fits(data[name])]
    wrong += [name for name, fits in optional.items() if name in data and not fits(data[name])]
    if wrong:
        return unreadable(f"{event}: {wrong[0]} is missing or wrong")
    return Entry(event, at, run, data)


def _bearable(value: object, depth: int) -> bool:
    """True for what can be printed, compared and handed to git: no NUL, no half letter, no number without end."""
    if isinstance(value, str):
        return _UNBEARABLE.search(value) is None
    if isinstance(value, float):
        return abs(value) < _MOST_NUMBER
    if isinstance(value, int):
        return -_MOST_NUMBER < value < _MOST_NUMBER
    if depth and isinstance(value, dict):
        return all(_bearable(name, 0) and _bearable(inner, depth - 1) for name, inner in value.items())
    if depth and isinstance(value, list):
        return all(_bearable(inner, depth - 1) for inner in value)
    return value is None


def unreadable(why: str) -> Entry:
    """A line that nobody can read, and why."""
    return Entry("unreadable", datetime(1970, 1, 1, tzinfo=UTC), "", {"why": why})


def _without_repetition(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) != len(pairs):
        raise ValueError("a name stands twice")
    return data


@cache
def _decoder() -> json.JSONDecoder:
    return json.JSONDecoder(object_pairs_hook=_without_repetition)
