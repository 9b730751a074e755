"""When somebody last looked at a pull request, and at which version: their reviews and their comments."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from scripts.approvals.github_record import Push, Review


@dataclass(frozen=True)
class Remark:
    """A comment below a pull request: by which account, and when. It names no version."""

    user: int
    at: datetime


@dataclass(frozen=True)
class Seen:
    """The version that somebody had before their eyes, and when; `approved_at`: when they approved the newest one."""

    head: str
    at: datetime
    approved_at: datetime | None = None


@dataclass(frozen=True)
class Looks:
    """Who has seen what, by account; `as_of`: nothing newer was known of the pull request (a push, a review, a comment)."""

    by_account: Mapping[int, Seen]
    as_of: datetime | None


def last_seen(
    reviews: Iterable[Review], remarks: Iterable[Remark], pushes: Iterable[Push]
) -> Mapping[int, Seen]:
    """Account → the last version that it reviewed or commented on; a comment is on what the branch then held."""
    heads = sorted((push.at, push.after) for push in pushes)
    looks = [(review.submitted_at, review.user.id, review.commit) for review in reviews if review.user]
    looks += [(remark.at, remark.user, _head_at(heads, remark.at)) for remark in remarks]
    return {user: Seen(head, at) for at, user, head in sorted(looks) if head}


def _head_at(heads: Iterable[tuple[datetime, str]], at: datetime) -> str:
    return next((head for moved, head in reversed([*heads]) if moved <= at), "")
