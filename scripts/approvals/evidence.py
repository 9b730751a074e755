"""Evidence of a verdict, for the ledger and its auditors: enough to repeat it offline. The sender never trusts it.

Every field stands here once. `warnings` is added at the claim, by whoever asked the rules (`with_warnings`).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from scripts.approvals.github_record import Actor, GitHubRecord, PullRequest
from scripts.approvals.serialise import plain
from scripts.approvals.snapshot import MergeRecord, Snapshot
from scripts.approvals.tally import Tally
from scripts.approvals.verdict import Reason
from scripts.checking.finding import Finding
from scripts.content.post import Post
from scripts.content.roster import Person, Roster
from scripts.reading.fields import mapping, sequence, text
from scripts.text.dates import JAPAN

RECORD = "testimony"  # GitHub's record of one merge, under the name that ledgers have had from the first


def evidence_of(snapshot: Snapshot, tallies: Sequence[Tally]) -> Mapping[str, Any]:
    """All merges with what git and GitHub said of each; the last one's main facts stand at the top."""
    if not snapshot.merges:
        return {}
    last = snapshot.merges[-1]
    return {
        "rules_version": last.config.account.rules_version,
        "folder": snapshot.path,
        "main": snapshot.main,
        "judged_at": plain(snapshot.now.replace(microsecond=0)),
        **_pull_request(last.pull_request, last.config.roster),
        "merge": last.sha,
        "merged_at": plain(last.merged_at),
        "content_sha": last.tree,
        "roster_blob": last.config.roster_blob,
        "account_blob": last.config.account_blob,
        "author": _account(last.author, last.author.github_id, last.author.login) if last.author else None,
        "declarations": _declarations(last),
        "approvals": _approvals(last, tallies[-1]),
        "course": _course(last),
        "merges": [_merge(merge, tally) for merge, tally in zip(snapshot.merges, tallies, strict=True)],
    }


def with_warnings(evidence: Mapping[str, Any], findings: Iterable[Finding]) -> dict[str, Any]:
    """The evidence with the warnings that the approver was shown."""
    shown = [vars(finding) for finding in findings if finding.level == "warning"]
    return {**evidence, "warnings": shown}


def repeatable(evidence: Mapping[str, Any]) -> dict[str, Any]:
    """What the judge can repeat of recorded evidence."""
    return {name: value for name, value in evidence.items() if name != "warnings"}


def _pull_request(pull: PullRequest | None, roster: Roster) -> dict[str, Any]:
    """When it was opened is the day of the report (報告)."""
    return {
        "pull_request": pull.number if pull else None,
        "opened_at": plain(pull.opened_at) if pull else None,
        "opened_by": _actor(pull.author, roster, pull.opened_at) if pull else None,
        "report_sha256": pull.body_sha256 if pull else None,
        "head": pull.head if pull else None,
        "merged_by": _actor(pull.merged_by, roster, pull.merged_at or pull.opened_at) if pull else None,
    }


def _declarations(merge: MergeRecord) -> dict[str, bool]:
    """The author's own statements (第3)."""
    stated = merge.content.declarations if isinstance(merge.content, Post) else {}
    return {str(name): value is True for name, value in stated.items()}


def _course(merge: MergeRecord) -> list[dict[str, Any]]:
    """Every review and every dismissal with its text's SHA-256, in the order of their times."""
    if not isinstance(merge.github, GitHubRecord):
        return []
    roster = merge.config.roster
    reviews = [
        {"at": plain(review.submitted_at), "review": review.id, "state": review.state, "commit": review.commit,
         "by": _actor(review.user, roster, review.submitted_at), "body_sha256": review.body_sha256}
        for review in merge.github.reviews
    ]  # fmt: skip
    dismissals = [
        {"at": plain(dismissal.at), "dismissed": dismissal.review, "state": dismissal.state,
         "by": _actor(dismissal.actor, roster, dismissal.at), "body_sha256": dismissal.message_sha256}
        for dismissal in merge.github.dismissals or ()
    ]  # fmt: skip
    return sorted([*reviews, *dismissals], key=lambda step: str(step["at"]))


def _merge(merge: MergeRecord, tally: Tally) -> dict[str, Any]:
    return {
        "merge": merge.sha,
        "parents": list(merge.parents),
        "content_sha": merge.tree,
        "files": {path: file.blob for path, file in sorted(merge.files.items())},
        "roster_blob": merge.config.roster_blob,
        "account_blob": merge.config.account_blob,
        "needs": [
            {"role": need.role, "contractor": need.contractor, "article": need.article}
            for need in tally.needs
        ],
        "approvals": _approvals(merge, tally),
        "passed_over": [plain(passed) for passed in tally.passed_over],
        RECORD: plain(merge.github) if isinstance(merge.github, GitHubRecord) else None,
    }


def _approvals(merge: MergeRecord, tally: Tally) -> list[dict[str, Any]]:
    roster = merge.config.roster
    return [
        {**plain(approval), "login": roster.by_github(approval.github_id)[0].login}
        for approval in tally.approvals
    ]


def _actor(actor: Actor | None, roster: Roster, at: datetime) -> dict[str, Any] | None:
    """An account, and whom the roster knows behind it: in the office that was held when it acted."""
    day = at.astimezone(JAPAN).date()
    return _account(roster.appointment(actor.id, day), actor.id, actor.login) if actor else None


def _account(person: Person | None, github_id: int, login: str) -> dict[str, Any]:
    known = (person.id, person.title) if person else ("", "")
    return {"person": known[0], "title": known[1], "github_id": github_id, "login": login}


def history_rewritten(evidence: Mapping[str, Any], first_parents: Collection[str]) -> Reason | None:
    """The reason to hold a claimed post: a merge that its claim names is no first-parent commit of `main` any more."""
    claimed = [text(mapping(merge).get("merge")) for merge in sequence(evidence.get("merges"))]
    claimed = claimed or [text(evidence.get("merge"))]
    lost = [sha for sha in claimed if sha not in first_parents]
    if not lost:
        return None
    message = (
        f"承認のもとになったマージ({lost[0][:7] or '記録なし'})が main の履歴にありません。main が書き換えられています。"
        "保守担当者は、だれが main を書き換えたかを確かめ、もとの履歴に戻してください。"
    )
    return Reason("history_rewritten", message, holds=True)
