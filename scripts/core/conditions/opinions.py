"""Everybody's opinion of a pull request: the latest that says yes, no, or was taken back. Comments are none."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from scripts.core.testimony import Actor, Review

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
