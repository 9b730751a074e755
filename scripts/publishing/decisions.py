"""A person's decision about a post that LINE refused, or of which nobody knows whether it arrived."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

from scripts.content.roster import Roster
from scripts.delivery.ledger import Entry, IllegalEvent, fold, since_claim
from scripts.effects.git.ledger_branch import Ledger, append_if_unmoved
from scripts.effects.line.client import LineClient, LineUnavailable
from scripts.effects.local.cli import UsageError
from scripts.text.dates import JAPAN

_NEEDED = {"settled": "uncertain", "reopened": "refused"}
_STATES = {
    "new": "まだ配信していません",
    "claimed": "配信の途中です",
    "sent": "配信済みです",
    "refused": "LINEに断られています",
    "uncertain": "届いたか分かっていません",
}
_COUNTS = "/v2/bot/message/delivery/broadcast"


def decidable(ledger: Ledger, post_id: str, event: str) -> tuple[Entry, ...]:
    """The attempt that is decided about. Raises UsageError where there is nothing to decide."""
    lines = ledger.of(post_id)
    try:
        state = fold(lines)
    except IllegalEvent as illegal:
        raise UsageError(
            f"{post_id} の配信の記録が読めません。保守担当者に知らせてください。({illegal})"
        ) from illegal
    if state != _NEEDED[event]:
        raise UsageError(f"{post_id} は{_STATES[state]}。いま決めることはありません。")
    return since_claim(lines)


def in_office(roster: Roster, person_id: str, today: date) -> None:
    """Only a person on the roster decides. Raises UsageError."""
    if not any(person.id == person_id and person.in_office(today) for person in roster.people):
        raise UsageError(f"--by の「{person_id}」は、きょうの名簿(content/roster.yml)にいません。")


def counts_of(line: LineClient, attempt: tuple[Entry, ...], today: date) -> Iterator[str]:
    """What LINE itself counted on the days of the attempt, for the person who decides."""
    first = attempt[0].at.astimezone(JAPAN).date()
    for days in range((attempt[-1].at.astimezone(JAPAN).date() - first).days + 1):
        day = first + timedelta(days)
        try:
            counted = line.counts(_COUNTS, day)
        except LineUnavailable as silent:
            yield f"{day:%Y年%-m月%-d日}: LINEに確かめられません({silent.error})。"
            continue
        if counted.get("status") == "ready":
            yield f"{day:%Y年%-m月%-d日}: LINEの記録では、この仕組みから{counted.get('success', 0)}人に届いています。"
        else:
            again = "あす以降にもう一度確かめてください。" if day >= today - timedelta(1) else ""
            yield f"{day:%Y年%-m月%-d日}: LINEの集計がまだ出ていません。{again}"


def decide(root: Path, ledger: Ledger, post_id: str, entry: Entry) -> None:
    """Write the decision down; somebody else's line in between is read first. Raises GitFailed, UsageError."""
    append_if_unmoved(root, ledger, post_id, entry, lambda now: bool(decidable(now, post_id, entry.event)))


def decision(event: str, at: datetime, run: str, by: str, note: str, found: str = "") -> Entry:
    """The line of a decision: who, why, and what was found."""
    carried = {"by": by, "note": note}
    return Entry(event, at, run, {"found": found, **carried} if event == "settled" else carried)
