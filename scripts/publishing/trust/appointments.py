"""Was every change of the roster approved? Where nobody could approve, two administrators may have passed the check."""

from collections.abc import Collection, Iterator
from datetime import datetime
from pathlib import Path

from scripts.approvals.contributors import contributors
from scripts.approvals.github_record import Unavailable
from scripts.approvals.merge import merged_by_github
from scripts.approvals.needs import joined, needs_for
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
from scripts.tasks.approvers import CONFIRMED, KEY, UnapprovedRoster, unapproved_task
from scripts.tasks.issue_plan import CheckResult
from scripts.text.dates import JAPAN

_LOOKED_BACK = 20  # changes of the roster: GitHub is asked seven times about each


def unapproved_appointments(
    github: GitHub, root: Path, main: Main, ledger: Ledger, now: datetime
) -> CheckResult:
    """A task for each change of the roster since the first send that lacks its approval and a chief's confirmation.

    Before the first send the repository is being set up, and `main` is written to directly. Raises GitFailed, Unanswered.
    """
    shas = _since_the_first_send(main, ledger, touching(root, main.commit, [ROSTER]))[-_LOOKED_BACK:]
    today = config_at(root, main.commit)
    api, tasks, known = Api(github), [], set()
    for merge in merges_of_file(api, root, ROSTER, shas):
        snapshot = Snapshot(ROSTER, main.commit, now, (merge,), today)
        reasons = (*_reasons(root, merge, snapshot),)
        if outcome_of(reasons) == "held":
            continue
        known.add(f"{KEY}{merge.sha}")
        if reasons and not _confirmed(github, api, merge, today.roster):
            chiefs = today.roster.holders("section_chief", now.astimezone(JAPAN).date())
            tasks.append(unapproved_task(_named(merge, reasons), chiefs))
    return CheckResult(tuple(tasks), lambda key: key.startswith(KEY) and key not in known)


def _since_the_first_send(main: Main, ledger: Ledger, shas: Collection[str]) -> list[str]:
    place = {commit: index for index, commit in enumerate(main.history)}  # newest first
    claims = [line for lines in ledger.posts.values() for line in lines if line.event == "claimed"]
    merges = [text(mapping(claim.carries.get("evidence")).get("merge")) for claim in claims]
    first = max((place[merge] for merge in merges if merge in place), default=-1)
    return [sha for sha in shas if place.get(sha, first) < first]


def _reasons(root: Path, merge: MergeRecord, snapshot: Snapshot) -> Iterator[Reason]:
    """What speaks against it: a chief approves every change, a contractor's manager that of his posters as well."""
    before, after = (f"{commit}:{ROSTER}" for commit in ((*merge.parents, merge.sha)[0], merge.sha))
    blobs = objects(root, [before, after])
    needs = joined(needs_for("config"), roster_needs(blobs[before].raw, blobs[after].raw))
    if isinstance(merge.github, Unavailable):
        yield Reason("evidence_unavailable", merge.github.what, holds=True)
    yield from merged_by_github(merge, snapshot)
    yield from every_role_approved(merge, tally_of(merge, needs))


def _confirmed(github: GitHub, api: Api, merge: MergeRecord, roster: Roster) -> bool:
    """True where a section chief of that day, who had no part in the change, has said so below its issue."""
    pull = merge.pull_request
    merger = pull.merged_by.id if pull and pull.merged_by else 0
    took_part = {merger, *contributors(merge)}
    numbers = [issue.number for issue in issues_of(github) if issue.key == f"{KEY}{merge.sha}"]
    for comment in (comment for issue in numbers for comment in api.pages(f"issues/{issue}/comments")):
        written, at = mapping(comment), instant(mapping(comment).get("created_at"))
        if at is None or CONFIRMED not in text(written.get("body")):
            continue
        by = number(mapping(written.get("user")).get("id"), 0)
        chiefs = roster.holders("section_chief", at.astimezone(JAPAN).date())
        if by not in took_part and any(chief.github_id == by for chief in chiefs):
            return True
    return False


def _named(merge: MergeRecord, reasons: tuple[Reason, ...]) -> UnapprovedRoster:
    pull = merge.pull_request
    opened, merged = (pull.author, pull.merged_by) if pull else (None, None)
    return UnapprovedRoster(
        merge.sha,
        pull.number if pull else None,
        f"@{opened.login}" if opened else "",
        f"@{merged.login}" if merged else "",
        reasons,
    )
