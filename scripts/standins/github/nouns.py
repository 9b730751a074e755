"""What GitHub's server keeps of one repository, beside the git objects."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class User:
    """An account. `emails` are those that it has proved to be its own."""

    login: str
    id: int
    type: str = "User"
    emails: tuple[str, ...] = ()


BOT = User("github-actions[bot]", 41898282, "Bot")
WEB_FLOW = User("web-flow", 19864447, "User", ("noreply@github.com",))


@dataclass
class PullRequest:
    """A pull request. `head_repository` is None once a fork is deleted."""

    number: int
    title: str
    author: User | None
    head_branch: str
    head: str
    base: str
    head_repository: str | None
    opened_at: datetime
    closed_at: datetime | None = None
    merged_at: datetime | None = None
    merged_by: User | None = None
    merge_commit: str | None = None
    base_before: str = ""
    body: str = ""
    requested: list[User] = field(default_factory=list)
    events: list[dict[str, Any]] = field(default_factory=list)

    @property
    def state(self) -> str:
        """`open`, or `closed` (merged ones included)."""
        return "closed" if self.closed_at else "open"


@dataclass
class Review:
    """One review. `user` is None for a deleted account, `at` None while it is pending."""

    id: int
    number: int
    user: User | None
    state: str
    commit: str | None
    at: datetime | None
    body: str = ""


@dataclass(frozen=True)
class Activity:
    """One movement of a branch, as the server saw it."""

    id: int
    ref: str
    kind: str
    before: str
    after: str
    at: datetime
    actor: User | None


@dataclass
class Issue:
    """An issue; the comments of pull requests lie beside it under their number."""

    number: int
    title: str
    body: str
    labels: Sequence[str]
    opened_at: datetime
    state: str = "open"
    user: User = BOT


@dataclass
class Comment:
    """A comment on an issue or a pull request."""

    id: int
    number: int
    body: str
    at: datetime
    user: User
    edited_at: datetime | None = None


@dataclass(frozen=True)
class Status:
    """A commit status that somebody has set."""

    sha: str
    context: str
    state: str
    description: str
    target_url: str
