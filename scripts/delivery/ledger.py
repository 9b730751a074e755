"""The state of one post: the one table of what may follow what, and the fold of its lines.

Rule 1: everything that affects the state machine lives in this file. No other file decides what a line does to
a post; nothing but a claim can come before a send, and a claim after an end needs an approval of its own.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Literal

from scripts.delivery.entry import Entry

State = Literal["new", "claimed", "sent", "refused", "uncertain", "stopped"]
STATE_NAMES: Mapping[str, str] = {
    "new": "未配信",
    "claimed": "配信中",
    "sent": "配信済み",
    "refused": "LINEが受け付けず",
    "uncertain": "届いたか不明",
    "stopped": "人が止めた",
    "unreadable": "記録が読めない",
}

# `accepted` is only ever that of a key that was claimed. `resumed`, `reopened` and `settled unsent` stand in ledgers
# of earlier versions, where they asked for another send; they change nothing now.
_KEPT = ("resumed", "reopened", "settled unsent")
TRANSITIONS: Mapping[State, Mapping[str, State]] = {
    "new": {"claimed": "claimed", "stopped": "stopped"},
    "claimed": {
        "accepted": "sent",
        "first refused": "refused",
        "refused": "uncertain",
        "unanswered": "claimed",
        "expired": "uncertain",
        "stopped": "uncertain",
    },
    "refused": {
        "claimed": "claimed",
        "accepted": "sent",
        "stopped": "stopped",
        **dict.fromkeys(_KEPT, "refused"),
    },
    "uncertain": {
        "claimed": "claimed",
        "accepted": "sent",
        "settled sent": "sent",
        "stopped": "stopped",
        **dict.fromkeys(_KEPT, "uncertain"),
    },
    "stopped": {"claimed": "claimed", "accepted": "sent", **dict.fromkeys(_KEPT, "stopped")},
    "sent": {"measured": "sent", "accepted": "sent"},
}
LEFT_ALONE = timedelta(minutes=10)  # a claim that young may still be in its own run's hands


class IllegalEvent(Exception):
    """A ledger in which an event stands where the state does not allow it. Nothing is sent from such a ledger."""

    def __init__(self, number: int, state: State, step: str, entry: Entry) -> None:
        why = f": {entry.carries['why']}" if entry.event == "unreadable" else ""
        super().__init__(f"line {number}: the event {step} cannot follow the state {state}{why}")
        self.number, self.state, self.entry = number, state, entry


def states(lines: Iterable[Entry]) -> Iterator[State]:
    """The state after each line. Raises IllegalEvent, which names the state and the event."""
    state: State = "new"
    claimed_keys: set[str | None] = set()
    before: Entry | None = None
    for number, entry in enumerate(lines, start=1):
        step = _step(entry, before, state, claimed_keys)
        following = TRANSITIONS[state].get(step)
        if following is None:
            raise IllegalEvent(number, state, step, entry)
        if entry.event == "claimed":
            claimed_keys.add(entry.carries.get("retry_key"))
        state, before = following, entry
        yield state


def _step(entry: Entry, before: Entry | None, state: State, claimed_keys: set[str | None]) -> str:
    """The event as the table names it."""
    if entry.event == "settled":
        return f"settled {entry.carries['found']}"
    if entry.event == "refused" and before and before.event == "claimed":
        # Lines of earlier versions do not say whether they answer the first try: within its run's time they do.
        return "first refused" if entry.carries.get("first", entry.at - before.at < LEFT_ALONE) else "refused"
    if entry.event == "accepted":
        key = entry.carries.get("retry_key")
        known = key in claimed_keys or (key is None and state == "claimed")  # earlier versions wrote no key
        return "accepted" if known else "accepted under a key that was never claimed"
    return entry.event


def fold(lines: Iterable[Entry]) -> State:
    """The state after all lines. Raises IllegalEvent, which names the state and the event."""
    state: State = "new"
    for state in states(lines):  # noqa: B007
        pass
    return state


def state_of(lines: Iterable[Entry]) -> str:
    """The folded state, or `unreadable`."""
    try:
        return fold(lines)
    except IllegalEvent:
        return "unreadable"


def sensible(lines: Iterable[Entry]) -> tuple[Entry, ...]:
    """The lines up to the first that makes no sense."""
    entries, count = tuple(lines), 0
    try:
        for _ in states(entries):
            count += 1
    except IllegalEvent:
        return entries[:count]
    return entries


def ever_sent(lines: Iterable[Entry]) -> bool:
    """True if the lines say, up to the first that makes no sense, that the post was sent."""
    try:
        return "sent" in states(lines)
    except IllegalEvent:
        return False


def sent_ones(posts: Mapping[str, Iterable[Entry]]) -> frozenset[str]:
    """The ids of those posts of a ledger that were sent."""
    return frozenset(post_id for post_id, lines in posts.items() if ever_sent(lines))


def doubtful_ones(posts: Mapping[str, Iterable[Entry]]) -> frozenset[str]:
    """The ids of those posts of which nobody knows yet whether they arrived: asked for, with no answer that says so."""
    return frozenset(
        post_id
        for post_id, lines in posts.items()
        if state_of(lines) in ("claimed", "uncertain", "unreadable") and not ever_sent(lines)
    )


def since_claim(lines: Iterable[Entry]) -> tuple[Entry, ...]:
    """The latest claim and everything after it; nothing where none was made."""
    entries = tuple(lines)
    claims = [index for index, entry in enumerate(entries) if entry.event == "claimed"]
    return entries[claims[-1] :] if claims else ()


def latest_claim(lines: Sequence[Entry]) -> Entry | None:
    """The claim under whose key the post was last asked for."""
    return next((entry for entry in reversed(lines) if entry.event == "claimed"), None)


def ended_by(lines: Sequence[Entry]) -> Entry | None:
    """The line that ended what was before the latest claim; of a first claim nothing."""
    claims = [index for index, entry in enumerate(lines) if entry.event == "claimed"]
    return lines[claims[-1] - 1] if claims and claims[-1] else None
