"""When GitHub saw a line of the ledger: the server's clock, which no writer of lines chooses."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from scripts.delivery.damage import CLOCKS_DIFFER
from scripts.delivery.entry import Entry
from scripts.text.dates import format_datetime


@dataclass(frozen=True)
class Push:
    """One push to the ledger's branch, as GitHub saw it."""

    before: str
    after: str
    at: datetime


def seen_at(commits: Iterable[str], pushes: Iterable[Push]) -> dict[str, datetime]:
    """Commit → when it was pushed. `commits` are the branch's, newest first; those of pushes not named are left out."""
    by_tip = {push.after: push for push in pushes}
    seen, push = {}, None
    for commit in commits:
        if commit in by_tip:
            push = by_tip[commit]
        elif push and commit == push.before:
            push = None
        if push:
            seen[commit] = push.at
    return seen


def untimely(lines: Sequence[Entry], brought_by: Sequence[str], seen: Mapping[str, datetime]) -> str:
    """The first line whose time does not fit the push that brought it; nothing where all fit or none is known."""
    for number, (entry, commit) in enumerate(zip(lines, brought_by, strict=False), start=1):
        pushed = seen.get(commit)
        if pushed and abs(pushed - entry.at) > CLOCKS_DIFFER:
            return f"{number}行目の日時({format_datetime(entry.at)})が、GitHubが受け取った日時({format_datetime(pushed)})と合いません"
    return ""
