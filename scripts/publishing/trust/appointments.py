"""Was every change of what the sender does not judge approved? Two administrators may have passed the check.

The roster first: where nobody could approve it, the handbook itself has them do so.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from pathlib import Path

from scripts.approvals.contributors import contributors
from scripts.approvals.github_record import Unavailable
from scripts.approvals.merge import merged_by_github
from scripts.approvals.needs import Need, joined, needs_for
from scripts.approvals.snapshot import MergeRecord, Snapshot
from scripts.approvals.tally import every_role_approved, tally_of
from scripts.approvals.verdict import Reason, outcome_of
from scripts.content.roster import Roster
from scripts.effects.content.load import ROSTER
from scripts.effects.git.commands import objects
from scripts.effects.git.ledger_branch import Ledger
from scripts.effects.git.main_branch import Main
from scripts.effects.github.api import Api
from scripts.effects.github.merges import config_at, touching
from scripts.effects.github.snapshot import merges_of_file
from scripts.effects.github.writes import issues_of
from scripts.effects.local.environment import GitHub
from scripts.pull_requests.change_needs import roster_needs
from scripts.reading.fields import instant, mapping, number, text
from scripts.tasks.approvers import (
    CONFIRMED,
    KEPT_PROGRAM,
    KEPT_REGISTERS,
    KEPT_ROSTER,
    Kept,
    Unapproved,
    unapproved_task,
)
from scripts.tasks.issue_plan import CheckResult, Task
from scripts.text.dates import JAPAN

_LOOKED_BACK: Mapping[Kept, int] = {KEPT_ROSTER: 20, KEPT_REGISTERS: 8, KEPT_PROGRAM: 8}
# the newest changes of each: GitHub is asked seven times about each


def unapproved_changes(github: GitHub, root: Path, main: Main, ledger: Ledger, now: datetime) -> CheckResult:
    """A task for each change since the first send, of what the sender judges no approval of, that lacks it and a confirmation.

    Before the first send the repository is being set up, and `main` is written to directly. Raises GitFailed, Unanswered.
    """
    today, api = config_at(root, main.commit), Api(github)
    tasks: list[Task] = []
    known: set[str] = set()
    for kept, most in _LOOKED_BACK.items():
        shas = _since_the_first_send(main, ledger, touching(root, main.commit, kept.paths))[-most:]
        for merge in merges_of_file(api, root, kept.paths[0], shas):
            reasons = (*_reasons(root, kept, merge, Snapshot(ROSTER, main.commit, now, (merge,), today)),)
            if outcome_of(reasons) == "held":
                continue
            known.add(f"{kept.key}{merge.sha}")
            if reasons and not _confirmed(github, api, kept, merge, today.roster):
                able = today.roster.holders(kept.role, now.astimezone(JAPAN).date())
                tasks.append(unapproved_task(_named(kept, merge, reasons), able))
    keys = tuple(kept.key for kept in _LOOKED_BACK)
    return CheckResult(tuple(tasks), lambda key: key.startswith(keys) and key not in known)


def _since_the_first_send(main: Main, ledger: Ledger, shas: Collection[str]) -> list[str]:
    place = {commit: index for index, commit in enumerate(main.history)}  # newest first
    claims = [line for lines in ledger.posts.values() for line in lines if line.event == "claimed"]
    merges = [text(mapping(claim.carries.get("evidence")).get("merge")) for claim in claims]
    first = max((place[merge] for merge in merges if merge in place), default=-1)
    return [sha for sha in shas if place.get(sha, first) < first]


def _needs(root: Path, kept: Kept, merge: MergeRecord) -> tuple[Need, ...]:
    """A chief approves every change of the roster, a contractor's manager that of his posters as well."""
    if kept != KEPT_ROSTER:
        return needs_for("code" if kept == KEPT_PROGRAM else "config")
    before, after = (f"{commit}:{ROSTER}" for commit in ((*merge.parents, merge.sha)[0], merge.sha))
    blobs = objects(root, [before, after])
    return joined(needs_for("config"), roster_needs(blobs[before].raw, blobs[after].raw))


def _reasons(root: Path, kept: Kept, merge: MergeRecord, snapshot: Snapshot) -> Iterator[Reason]:
    """What speaks against it."""
    if isinstance(merge.github, Unavailable):
        yield Reason("evidence_unavailable", merge.github.what, holds=True)
    yield from merged_by_github(merge, snapshot)
    yield from every_role_approved(merge, tally_of(merge, _needs(root, kept, merge)))


def _confirmed(github: GitHub, api: Api, kept: Kept, merge: MergeRecord, roster: Roster) -> bool:
    """True where somebody of that role on that day, who had no part in the change, has said so below its issue.

    Of two maintainers one wrote it; the other may have merged it, and is the only one left to look at it. Whoever may
    write can change an issue's text and anybody's comment: what was said before the change was not said of it, and of a
    comment that was edited nobody knows whose words it holds.
    """
    pull = merge.pull_request
    merger = pull.merged_by.id if pull and pull.merged_by and kept != KEPT_PROGRAM else 0
    took_part = {merger, *contributors(merge)}
    numbers = [issue.number for issue in issues_of(github) if issue.key == f"{kept.key}{merge.sha}"]
    for comment in (comment for issue in numbers for comment in api.pages(f"issues/{issue}/comments")):
        written, at = mapping(comment), instant(mapping(comment).get("created_at"))
        if at is None or at <= merge.merged_at or CONFIRMED not in text(written.get("body")):
            continue
        if instant(written.get("updated_at")) != at:
            continue
        by = number(mapping(written.get("user")).get("id"), 0)
        able = roster.holders(kept.role, at.astimezone(JAPAN).date())
        if by not in took_part and any(person.github_id == by for person in able):
            return True
    return False


def _named(kept: Kept, merge: MergeRecord, reasons: tuple[Reason, ...]) -> Unapproved:
    pull = merge.pull_request
    opened, merged = (pull.author, pull.merged_by) if pull else (None, None)
    return Unapproved(
        kept,
        merge.sha,
        pull.number if pull else None,
        f"@{opened.login}" if opened else "",
        f"@{merged.login}" if merged else "",
        reasons,
    )
