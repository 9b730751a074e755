"""The judge of approvals, for posts and replies. It looks at a snapshot and at nothing else, and nothing else decides."""

from collections.abc import Iterable, Iterator

from scripts.approvals.advice import AFTER_MERGE, OF_A_REPLY, AdviceContext, advised
from scripts.approvals.evidence import evidence_of
from scripts.approvals.github_record import Unavailable
from scripts.approvals.merge import (
    author_is_the_rosters,
    config_is_readable,
    merged_by_github,
    only_what_was_approved,
)
from scripts.approvals.needs import Need
from scripts.approvals.opinions import no_open_objection
from scripts.approvals.required import needs_of
from scripts.approvals.snapshot import MergeRecord, Snapshot
from scripts.approvals.tally import Tally, every_role_approved, tally_of
from scripts.approvals.verdict import Reason, Verdict, outcome_of
from scripts.text.dates import JAPAN


def judge(snapshot: Snapshot) -> Verdict:
    """Approved only if every merge that touched the post meets every condition; in doubt held, never a yes."""
    tallies = [tally_of(merge, needs_of(merge)) for merge in snapshot.merges]
    last = tallies[-1] if tallies else None
    reasons = _advised(_history(snapshot), snapshot, *((snapshot.merges[-1], last.needs) if last else ()))
    for merge, tally in zip(snapshot.merges, tallies, strict=True):
        reasons += _advised(_conditions(merge, snapshot, tally), snapshot, merge, tally.needs)
    return Verdict(
        outcome=outcome_of(reasons),
        reasons=tuple(dict.fromkeys(reasons)),
        approvals=tuple(approval for tally in tallies for approval in tally.approvals),
        passed_over=tuple(passed for tally in tallies for passed in tally.passed_over),
        approved_at=min((approval.submitted_at for approval in last.approvals), default=None)
        if last
        else None,
        evidence=evidence_of(snapshot, tallies),
    )


def _conditions(merge: MergeRecord, snapshot: Snapshot, tally: Tally) -> Iterator[Reason]:
    if isinstance(merge.github, Unavailable):
        message = f"承認の記録をGitHubから読めませんでした({merge.github.what})。"
        yield Reason("evidence_unavailable", message, True, merge.github.technical)
    yield from merged_by_github(merge, snapshot)
    yield from only_what_was_approved(merge, snapshot)
    yield from config_is_readable(merge)
    yield from author_is_the_rosters(merge, snapshot)
    yield from every_role_approved(merge, tally)
    yield from no_open_objection(merge, snapshot)


def _history(snapshot: Snapshot) -> Iterator[Reason]:
    if snapshot.missing or not snapshot.merges:
        what = snapshot.missing or f"main の履歴にあるこの{snapshot.noun}の記録"
        yield Reason("evidence_unavailable", f"{what}が読めません。", holds=True)
    if snapshot.elsewhere or snapshot.withdrawn:
        post = "この投稿の名前(post_id)は、前に別の場所で使われたか、一度取り下げられています。"
        reply = "この返信のファイルの名前は、前に使われていて、一度消されています。"
        yield Reason("post_id_reused", reply if snapshot.is_reply else post)


def _advised(
    reasons: Iterable[Reason],
    snapshot: Snapshot,
    merge: MergeRecord | None = None,
    needs: tuple[Need, ...] = (),
) -> list[Reason]:
    """After a merge the post has to be written anew, so that only its author is sure to be no approver."""
    author = merge.author if merge else None
    wrote = [author.github_id] if author else []
    day = snapshot.now.astimezone(JAPAN).date()
    context = AdviceContext(snapshot.today, day, author, needs, wrote)
    advice = OF_A_REPLY if snapshot.is_reply else AFTER_MERGE
    return [advised(reason, advice, context) for reason in reasons]
