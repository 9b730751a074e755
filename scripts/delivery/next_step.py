"""What to do next for one post: a value, from its ledger lines and the clock alone."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from scripts.delivery.damage import KEY_LIVES, line_damage
from scripts.delivery.entry import Entry
from scripts.delivery.ledger import LEFT_ALONE, fold, since_claim, state_of
from scripts.delivery.reasons import Stop, damaged, kept_by_pause, refused, stop
from scripts.reading.fields import number, text
from scripts.text.dates import format_datetime

TRIES = 3  # in one run
KEY_TOO_OLD = "結果が返らないまま23時間たちました"


@dataclass(frozen=True)
class Rest:
    """The post is sent, for ever."""

    request_id: str | None


@dataclass(frozen=True)
class Consider:
    """Look at everything that has to hold before a first send.

    `ended` is the line that ended an earlier attempt: then `unless` keeps the post unless a merge since then,
    approved like any other, asks for it to be sent again.
    """

    ended: Entry | None = None
    unless: Stop | None = None


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
    """Ask LINE with exactly these bytes, which are the claimed ones. `first`: nobody has asked under this key."""

    claim: Entry
    body: bytes
    first: bool


@dataclass(frozen=True)
class Expire:
    """The key is too old to be asked again."""


def next_step(
    lines: Sequence[Entry], now: datetime, own: Collection[str], tried: int, paused: bool
) -> Rest | Consider | Ask | Expire | Stop:
    """The next step of a post. `own` are the nonces of this run's own claims, `tried` its tries so far."""
    if final := is_final(lines):
        return final
    if damage := line_damage(lines, now):
        return damaged(damage)
    state = fold(lines)
    if state == "new":
        return Consider()
    if state != "claimed":
        return Consider(lines[-1], _ended(state, lines))
    attempt = since_claim(lines)
    age = now - attempt[0].at
    if age >= KEY_LIVES:
        return Expire()
    if paused:
        return kept_by_pause(midway=True)
    if not is_own(attempt[0], own) and age < LEFT_ALONE:
        return stop("claimed_elsewhere", at=format_datetime(attempt[0].at))
    if tried >= TRIES:
        return stop("unanswered", text(attempt[-1].carries.get("error")))
    return Ask(attempt[0])


def is_own(claim: Entry, own: Collection[str]) -> bool:
    """True for a claim that this very run wrote. Retry keys do not tell: two runs work out the same."""
    return claim.carries.get("nonce") in own


def expected(step: Claim | Broadcast | Expire, at: datetime, run: str) -> tuple[Entry, ...]:
    """The lines that a step comes to, if LINE takes it."""
    if isinstance(step, Expire):
        return (Entry("expired", at, run),)
    claim = step.entry if isinstance(step, Claim) else step.claim
    accepted = Entry("accepted", at, run, {"request_id": None, "retry_key": claim.carries["retry_key"]})
    return (claim, accepted) if isinstance(step, Claim) else (accepted,)


def is_final(lines: Sequence[Entry]) -> Rest | None:
    """The end of a post whose lines make sense and say that it is sent; else None."""
    if state_of(lines) != "sent":
        return None
    accepted = [entry for entry in lines if entry.event == "accepted"]
    return Rest(accepted[-1].carries.get("request_id") if accepted else None)


def _ended(state: str, lines: Sequence[Entry]) -> Stop:
    """Why a post that was refused, stopped, or is uncertain stays as it is."""
    end = [entry for entry in lines if entry.event in ("refused", "expired", "stopped")][-1]
    last = end.carries
    if state == "stopped":
        return stop("stopped", by=text(last.get("by")), note=text(last.get("note")))
    if state == "refused":
        return refused("refused_by_line", number(last.get("status"), 0), text(last.get("message")))
    causes = {"refused": "送り直したところ、LINEに断られました", "stopped": "配信の途中で人が止めました"}
    return stop("unknown_delivery", why=causes.get(end.event, KEY_TOO_OLD))
