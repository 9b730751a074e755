"""The ledger of one post: the lines, the one table of what may follow what, and the state that they fold to.

A line that cannot be read is kept as the event `unreadable`, which no state allows: whoever folds such a ledger
is told so, and the post is held instead of sent.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from typing import Any, Literal

from scripts.reading.fields import moment
from scripts.text.dates import JAPAN

State = Literal["new", "claimed", "sent", "refused", "uncertain"]

TRANSITIONS: Mapping[State, Mapping[str, State]] = {
    "new": {"claimed": "claimed"},
    "claimed": {
        "accepted": "sent",
        "refused": "refused",
        "unanswered": "claimed",
        "expired": "uncertain",
    },
    "refused": {"reopened": "new"},
    "uncertain": {"settled sent": "sent", "settled unsent": "new"},
    "sent": {"measured": "sent"},
}
_EVENTS = {event.partition(" ")[0] for row in TRANSITIONS.values() for event in row}
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII)
_TREE = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}", re.ASCII)
_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)
_OF_A_CLAIM = {"content_sha": _TREE, "retry_key": _UUID, "body_sha256": _SHA256}


@dataclass(frozen=True)
class Entry:
    """One event: when (Japan's time), in which run, and what it carries."""

    event: str
    at: datetime
    run: str
    carries: Mapping[str, Any] = field(default_factory=dict)

    @property
    def step(self) -> str:
        """The event as the table of transitions names it."""
        return f"settled {self.carries['found']}" if self.event == "settled" else self.event


class IllegalEvent(Exception):
    """A ledger in which an event stands where the state does not allow it. Nothing is sent from such a ledger."""

    def __init__(self, number: int, state: State, line: Entry) -> None:
        why = f": {line.carries['why']}" if line.event == "unreadable" else ""
        super().__init__(f"line {number}: the event {line.step} cannot follow the state {state}{why}")
        self.number, self.state, self.line = number, state, line


def fold(lines: Iterable[Entry]) -> State:
    """The state after all lines. Raises IllegalEvent, which names the state and the event."""
    state: State = "new"
    for number, line in enumerate(lines, start=1):
        following = TRANSITIONS[state].get(line.step)
        if following is None:
            raise IllegalEvent(number, state, line)
        state = following
    return state


def ever_sent(lines: Iterable[Entry]) -> bool:
    """True if the lines say, up to the first that makes no sense, that the post was sent."""
    known: list[Entry] = []
    for line in lines:
        known.append(line)
        try:
            if fold(known) == "sent":
                return True
        except IllegalEvent:
            return False
    return False


def sent_ones(posts: Mapping[str, Iterable[Entry]]) -> frozenset[str]:
    """The ids of those posts of a ledger that were sent."""
    return frozenset(post_id for post_id, lines in posts.items() if ever_sent(lines))


def since_claim(lines: Iterable[Entry]) -> tuple[Entry, ...]:
    """The latest claim and everything after it; nothing where none was made."""
    every = tuple(lines)
    claims = [place for place, line in enumerate(every) if line.event == "claimed"]
    return every[claims[-1] :] if claims else ()


def latest_claim(lines: Iterable[Entry]) -> Entry | None:
    """The claim under whose key the post was last asked for."""
    return next((line for line in reversed(tuple(lines)) if line.event == "claimed"), None)


def write_line(line: Entry) -> bytes:
    """One line of the file, its line end included."""
    head = {
        "event": line.event,
        "at": line.at.astimezone(JAPAN).isoformat(timespec="seconds"),
        "run": line.run,
    }
    return (json.dumps({**head, **line.carries}, ensure_ascii=False) + "\n").encode()


def read_lines(raw: bytes) -> tuple[Entry, ...]:
    """Every line of a ledger file. Never raises: what cannot be read is the event `unreadable`."""
    rows = raw.split(b"\n")
    if rows[-1] == b"":
        rows.pop()
    return tuple(_read(row) for row in rows)


def _read(row: bytes) -> Entry:
    try:
        data = _decoder().decode(row.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        return _unreadable(f"not JSON ({type(error).__name__})")
    if not isinstance(data, dict):
        return _unreadable("not an object")
    event, at, run = data.pop("event", None), moment(data.pop("at", None)), data.pop("run", None)
    if event not in _EVENTS or at is None or not isinstance(run, str):
        return _unreadable("event, at or run is missing or wrong")
    if not _carries_what_decides(event, data):
        return _unreadable(f"{event} lacks what it has to carry")
    return Entry(event, at, run, data)


def _unreadable(why: str) -> Entry:
    return Entry("unreadable", datetime(1970, 1, 1, tzinfo=UTC), "", {"why": why})


def _carries_what_decides(event: str, data: Mapping[str, Any]) -> bool:
    """Only what a decision rests on is demanded; the rest is the record of a moment that is past."""
    if event == "claimed":
        return all(
            isinstance(data.get(name), str) and pattern.fullmatch(data[name])
            for name, pattern in _OF_A_CLAIM.items()
        )
    if event == "accepted":
        return isinstance(data.get("request_id"), str | None)
    return event != "settled" or data.get("found") in ("sent", "unsent")


def _without_repetition(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) != len(pairs):
        raise ValueError("a name stands twice")
    return data


@cache
def _decoder() -> json.JSONDecoder:
    return json.JSONDecoder(object_pairs_hook=_without_repetition)
