"""Which broadcasts LINE should be asked about today. It counts for 14 days; four looks at it are kept."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from scripts.delivery.entry import Entry
from scripts.delivery.ledger import ever_sent
from scripts.reading.fields import mapping

_LOOKS = tuple(timedelta(days=days) for days in (1, 3, 7, 13))
_KEPT = timedelta(days=14)  # insight.yml: statistics are updated for 14 days
_CONFIRMED = (
    3,
    4,
    7,
    10,
    13,
)  # days after the send: LINE has counted, and its limit of questions is not used up
_KEPT_PARTS = ("overview", "messages", "clicks")


def to_measure(lines: Sequence[Entry], now: datetime) -> str | None:
    """LINE's number of the broadcast, if one of the four looks is due and has not been taken."""
    accepted = next((line for line in reversed(lines) if line.event == "accepted"), None)
    if accepted is None or not ever_sent(lines) or not isinstance(accepted.carries.get("request_id"), str):
        return None
    age = now - accepted.at
    due = [look for look in _LOOKS if look <= age]
    if not due or age > _KEPT:
        return None
    taken = [line.at - accepted.at for line in lines if line.event == "measured"]
    return None if any(at >= due[-1] for at in taken) else str(accepted.carries["request_id"])


def measured(answer: Mapping[str, Any], at: datetime, run: str) -> Entry | None:
    """The line of one look; None while LINE is still delivering."""
    if not isinstance(mapping(answer.get("overview")).get("delivered"), int):
        return None
    return Entry("measured", at, run, {name: answer[name] for name in _KEPT_PARTS if name in answer})


def to_confirm(posts: Mapping[str, Sequence[Entry]], now: datetime) -> dict[str, Entry]:
    """post_id → the line that says that LINE accepted it, of sends that LINE should know today.

    A made-up `accepted` is a post that nobody got and that everybody takes for sent. What a `measured` says is no
    answer: whoever makes up the one makes up the other.
    """
    accepted = {
        post_id: next((entry for entry in reversed(lines) if entry.event == "accepted"), None)
        for post_id, lines in posts.items()
        if ever_sent(lines)
    }
    return {
        post_id: entry for post_id, entry in accepted.items() if entry and (now - entry.at).days in _CONFIRMED
    }
