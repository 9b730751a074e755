"""The record of a verdict: enough for a stranger with a clone to repeat it offline.

It is a record and no authority: the sender judges every post afresh from git and GitHub, and never reads this.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from scripts.approvals.github_record import GitHubRecord
from scripts.approvals.opinions import OPINIONS
from scripts.approvals.post_needs import needs_of
from scripts.approvals.serialise import plain
from scripts.approvals.snapshot import MergeRecord, Snapshot
from scripts.approvals.tally import count
from scripts.approvals.verdict import Reason
from scripts.reading.fields import mapping, sequence, text


def evidence_of(snapshot: Snapshot) -> Mapping[str, Any]:
    """All merges with what git and GitHub said of each; the last one's main facts stand at the top."""
    if not snapshot.landings:
        return {}
    last = snapshot.landings[-1]
    pull = last.pull_request
    return {
        "rules_version": last.registers.account.rules_version,
        "folder": snapshot.folder,
        "main": snapshot.main,
        "judged_at": plain(snapshot.now.replace(microsecond=0)),
        "pull_request": pull.number if pull else None,
        "opened_at": plain(pull.opened_at) if pull else None,
        "head": pull.head if pull else None,
        "merge": last.sha,
        "merged_at": plain(last.merged_at),
        "content_sha": last.tree,
        "roster_blob": last.registers.roster_blob,
        "author": _person(last, last.author.github_id) if last.author else None,
        "approvals": _approvals(last),
        "merges": [_merge(landing) for landing in snapshot.landings],
    }


def _merge(landing: MergeRecord) -> dict[str, Any]:
    tally = count(landing, needs_of(landing))
    return {
        "merge": landing.sha,
        "parents": list(landing.parents),
        "content_sha": landing.tree,
        "files": {path: file.blob for path, file in sorted(landing.files.items())},
        "roster_blob": landing.registers.roster_blob,
        "account_blob": landing.registers.account_blob,
        "needs": [
            {"role": need.role, "contractor": need.contractor, "article": need.article}
            for need in needs_of(landing)
        ],
        "approvals": _approvals(landing),
        "passed_over": [plain(each) for each in tally.passed_over],
        "testimony": plain(_weighed(landing.testimony))
        if isinstance(landing.testimony, GitHubRecord)
        else None,
    }


def _weighed(testimony: GitHubRecord) -> GitHubRecord:
    """Without the comments, which weigh nothing."""
    return replace(
        testimony, reviews=tuple(review for review in testimony.reviews if review.state in OPINIONS)
    )


def _approvals(landing: MergeRecord) -> list[dict[str, Any]]:
    given = count(landing, needs_of(landing)).approvals
    return [{**plain(each), "login": _person(landing, each.github_id)["login"]} for each in given]


def _person(landing: MergeRecord, github_id: int) -> dict[str, Any]:
    person = landing.registers.roster.by_github(github_id)[0]
    return {"person": person.id, "title": person.title, "github_id": github_id, "login": person.login}


def history_rewritten(evidence: Mapping[str, Any], first_parents: Collection[str]) -> Reason | None:
    """The reason to hold a claimed post: a merge that its claim names is no first-parent commit of `main` any more."""
    claimed = [text(mapping(each).get("merge")) for each in sequence(evidence.get("merges"))]
    claimed = claimed or [text(evidence.get("merge"))]
    lost = [sha for sha in claimed if sha not in first_parents]
    if not lost:
        return None
    say = (
        f"承認のもとになったマージ({lost[0][:7] or '記録なし'})が main の履歴にありません。main が書き換えられています。"
        "保守担当者は、だれが main を書き換えたかを確かめ、もとの履歴に戻してください。"
    )
    return Reason("history_rewritten", say, holds=True)
