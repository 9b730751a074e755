"""The judge of approvals. It looks at a snapshot and at nothing else, and nothing else decides."""

from collections.abc import Callable, Iterator

from scripts.approvals.advice import AFTER_MERGE, AdviceContext, advised
from scripts.approvals.author import author_is_the_rosters
from scripts.approvals.evidence import evidence_of
from scripts.approvals.github_record import Unavailable
from scripts.approvals.merge import merged_by_github, one_post_as_approved, registers_before_the_merge
from scripts.approvals.opinions import no_open_objection
from scripts.approvals.post_needs import needs_of
from scripts.approvals.snapshot import MergeRecord, Snapshot
from scripts.approvals.tally import count, every_role_approved
from scripts.approvals.verdict import Reason, Verdict
from scripts.text.dates import JAPAN

Condition = Callable[[MergeRecord, Snapshot], Iterator[Reason]]

CONDITIONS: tuple[Condition, ...] = (
    merged_by_github,
    one_post_as_approved,
    registers_before_the_merge,
    author_is_the_rosters,
    every_role_approved,
    no_open_objection,
)


def judge(snapshot: Snapshot) -> Verdict:
    """Approved only if every merge that touched the post meets every condition; in doubt held, never a yes."""
    reasons = [*_history(snapshot)]
    for landing in snapshot.landings:
        found = [reason for condition in CONDITIONS for reason in condition(landing, snapshot)]
        reasons += [
            advised(reason, AFTER_MERGE, _around(snapshot, landing))
            for reason in (*unanswered(landing), *found)
        ]
    tallies = [count(landing, needs_of(landing)) for landing in snapshot.landings]
    approvals = tuple(approval for tally in tallies for approval in tally.approvals)
    last = tallies[-1].approvals if tallies else ()
    return Verdict(
        outcome="approved" if not reasons else "held" if all(each.holds for each in reasons) else "rejected",
        reasons=tuple(dict.fromkeys(reasons)),
        approvals=approvals,
        passed_over=tuple(each for tally in tallies for each in tally.passed_over),
        approved_at=min((approval.submitted_at for approval in last), default=None),
        evidence=evidence_of(snapshot),
    )


def _history(snapshot: Snapshot) -> Iterator[Reason]:
    around = _around(snapshot, snapshot.landings[-1] if snapshot.landings else None)
    if snapshot.missing or not snapshot.landings:
        say = f"{snapshot.missing or 'main の履歴にあるこの投稿の記録'}が読めません。"
        yield advised(Reason("evidence_unavailable", say, holds=True), AFTER_MERGE, around)
    if snapshot.elsewhere or snapshot.withdrawn:
        say = "この投稿の名前(post_id)は、前に別の場所で使われたか、一度取り下げられています。"
        yield advised(Reason("post_id_reused", say), AFTER_MERGE, around)


def unanswered(landing: MergeRecord) -> Iterator[Reason]:
    """The reason to hold where GitHub could not be asked."""
    if isinstance(landing.testimony, Unavailable):
        say = f"承認の記録をGitHubから読めませんでした({landing.testimony.what})。"
        yield Reason("evidence_unavailable", say, holds=True)


def _around(snapshot: Snapshot, landing: MergeRecord | None) -> AdviceContext:
    """After a merge the post has to be written anew, so that only its author is sure to be no approver."""
    day = snapshot.now.astimezone(JAPAN).date()
    author = landing.author if landing else None
    wrote = [author.github_id] if author else []
    return AdviceContext(snapshot.today, day, author, needs_of(landing) if landing else (), wrote)
