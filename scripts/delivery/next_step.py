"""What to do next for one post: a value, from its ledger lines and the clock alone."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from scripts.delivery.ledger import Entry, IllegalEvent, fold, since_claim
from scripts.delivery.reasons import Stop, stop
from scripts.text.dates import format_datetime

LEFT_ALONE = timedelta(minutes=10)  # another run may still be at it
KEY_LIVES = timedelta(hours=23)  # LINE forgets a retry key after 24 hours and would then send again
TRIES = 3  # in one run


@dataclass(frozen=True)
class Rest:
    """The post is sent, for ever."""

    request_id: str | None


@dataclass(frozen=True)
class Consider:
    """The post is new: everything that has to hold before a first send is looked at, then it is claimed."""


@dataclass(frozen=True)
class Claim:
    """Everything before a first send holds: write this claim."""

    entry: Entry


@dataclass(frozen=True)
class Ask:
    """Ask LINE under the claim's key: the first time, or again; it is the same send."""

    claim: Entry


@dataclass(frozen=True)
class Broadcast:
    """Ask LINE with exactly these bytes, which are the claimed ones."""

    claim: Entry
    body: bytes


@dataclass(frozen=True)
class Expire:
    """The key is too old to be asked again."""


def next_step(
    lines: Sequence[Entry], now: datetime, own_keys: Collection[str], tried: int, paused: bool
) -> Rest | Consider | Ask | Expire | Stop:
    """The next step of a post. `own_keys` are the retry keys that this run has drawn, `tried` its tries so far."""
    try:
        state = fold(lines)
    except IllegalEvent as illegal:
        return stop("ledger_unreadable", number=illegal.number, error=illegal)
    if state == "new":
        return Consider()
    attempt = since_claim(lines)
    if final := is_final(lines):
        return final
    if state == "uncertain":
        return stop("unknown_delivery")
    if state == "refused":
        return _refused(attempt)
    age = now - attempt[0].at
    if age >= KEY_LIVES:
        return Expire()
    if age < -LEFT_ALONE:
        return stop("clock_wrong", at=format_datetime(attempt[0].at))
    if paused:
        return stop("paused")
    if attempt[0].carries["retry_key"] not in own_keys and age < LEFT_ALONE:
        return stop("claimed_elsewhere", at=format_datetime(attempt[0].at))
    if tried >= TRIES:
        return stop("unanswered", error=attempt[-1].carries.get("error"))
    return Ask(attempt[0])


def expected(step: Claim | Broadcast | Expire, at: datetime, run: str) -> tuple[Entry, ...]:
    """The lines that a step comes to, if LINE takes it."""
    if isinstance(step, Expire):
        return (Entry("expired", at, run),)
    accepted = Entry("accepted", at, run, {"request_id": None})
    return (step.entry, accepted) if isinstance(step, Claim) else (accepted,)


def is_final(lines: Sequence[Entry]) -> Rest | None:
    """The end of a post that is sent; None while it is not. Raises IllegalEvent."""
    if fold(lines) != "sent":
        return None
    accepted = [line for line in since_claim(lines) if line.event == "accepted"]
    return Rest(accepted[-1].carries.get("request_id") if accepted else None)


def _refused(attempt: Sequence[Entry]) -> Stop:
    """After a try whose end nobody knows, a refusal says nothing about that try."""
    refusal = attempt[-1]
    unsure = len(attempt) > 2 or refusal.at - attempt[0].at >= LEFT_ALONE
    care = "その前の送信が届いたおそれがあるので、LINEの管理画面でも確かめてください。" if unsure else ""
    status, error = refusal.carries.get("status"), refusal.carries.get("message")
    return stop("refused_by_line", status=status, error=error, care=care)
