"""Everybody's opinion of a pull request: the latest that says yes, no, or was taken back. Comments are none."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from scripts.approvals.github_record import Actor, GitHubRecord, Review
from scripts.approvals.snapshot import MergeRecord, Snapshot
from scripts.approvals.verdict import Reason

OPINIONS = ("APPROVED", "CHANGES_REQUESTED", "DISMISSED")


@dataclass(frozen=True)
class Opinion:
    """One person's latest opinion, and the latest before the merge, which is the one that can approve."""

    user: Actor
    now: Review
    before_merge: Review | None


def opinions(reviews: Iterable[Review], merged_at: datetime) -> tuple[Opinion, ...]:
    """One opinion for each account, in the order in which they were first given."""
    by_account: dict[int, list[tuple[Actor, Review]]] = {}
    for review in sorted(reviews, key=lambda each: (each.submitted_at, each.id)):
        if review.user and review.state in OPINIONS:
            by_account.setdefault(review.user.id, []).append((review.user, review))
    found = []
    for given in by_account.values():
        before = [review for _, review in given if review.submitted_at < merged_at]
        user, latest = given[-1]
        found.append(Opinion(user, latest, before[-1] if before else None))
    return tuple(found)


def no_open_objection(landing: MergeRecord, snapshot: Snapshot) -> Iterator[Reason]:
    """A request for changes stands until its author approves or it is dismissed, even after the merge."""
    if not isinstance(landing.testimony, GitHubRecord) or not landing.pull_request:
        return
    for review in landing.testimony.reviews:
        if review.user is None and review.state == "CHANGES_REQUESTED":
            say = "退会したアカウントが変更を求めたままです(Request changes)。その人の意見が残るなら従い、残らないならGitHubで取り消して(Dismiss)ください。"
            yield Reason("open_objection", say)
    for opinion in opinions(landing.testimony.reviews, landing.merged_at):
        if opinion.now.state != "CHANGES_REQUESTED":
            continue
        persons = (
            *landing.registers.roster.by_github(opinion.user.id),
            *snapshot.today.roster.by_github(opinion.user.id),
        )
        if persons:
            who = f"「{persons[0].title}」(@{opinion.user.login})"
            yield Reason("open_objection", f"{who}が変更を求めたままです(Request changes)。")
