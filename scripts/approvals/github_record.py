"""GitHub's data on one merge or one open pull request: the half of the evidence that is not in git.

Everybody is known by the number of the account. A login is only for reading: it can be renamed and taken again.
"""

from dataclasses import dataclass
from datetime import datetime

WEB_FLOW = 19864447  # GitHub's own account, the committer of what its buttons and editor write


@dataclass(frozen=True)
class Actor:
    """An account on GitHub."""

    id: int
    login: str
    type: str


@dataclass(frozen=True)
class Commit:
    """A commit and the accounts behind it; None where GitHub knows nobody. Co-authors are account numbers."""

    sha: str
    author: Actor | None
    committer: Actor | None
    verified: bool
    co_authors: tuple[int | None, ...]


@dataclass(frozen=True)
class PullRequest:
    """A pull request. Repositories are their numbers (or names); `head_repository` is "" once a fork is deleted.

    `requested` are the account numbers of those whose review is asked for and not yet given. Of its text (報告) only
    the SHA-256 is kept.
    """

    number: int
    author: Actor | None
    opened_at: datetime
    merged_at: datetime | None
    merge_commit: str
    base: str
    base_repository: str
    head: str
    head_branch: str
    head_repository: str
    commits: int
    open: bool
    requested: tuple[int, ...]
    merged_by: Actor | None = None
    body_sha256: str = ""

    @property
    def at_home(self) -> bool:
        """True if its branch lies in the repository itself, and not in a fork."""
        return self.head_repository == self.base_repository


@dataclass(frozen=True)
class Review:
    """A review that was submitted; `user` is None for a deleted account. Of its text only the SHA-256 is kept."""

    id: int
    user: Actor | None
    state: str
    commit: str
    submitted_at: datetime
    body_sha256: str = ""


@dataclass(frozen=True)
class Dismissal:
    """A review that somebody dismissed: `state` is what the review said before, in lower case."""

    review: int
    state: str
    at: datetime
    actor: Actor | None
    message_sha256: str = ""


@dataclass(frozen=True)
class Push:
    """One movement of the head branch, by the server's own clock."""

    kind: str
    after: str
    at: datetime
    actor: Actor | None


@dataclass(frozen=True)
class GitHubRecord:
    """All of it. `candidates` are the merged pull requests that GitHub connects with the commit.

    `pull_request` is the one among them that is judged; what follows it is empty without one. `dismissals` are None
    in records of earlier versions, which did not keep them.
    """

    merge: Commit | None = None
    candidates: tuple[PullRequest, ...] = ()
    pull_request: PullRequest | None = None
    reviews: tuple[Review, ...] = ()
    commits: tuple[Commit, ...] = ()
    pushes: tuple[Push, ...] = ()
    base_changes: tuple[datetime, ...] = ()
    dismissals: tuple[Dismissal, ...] | None = None


@dataclass(frozen=True)
class Unavailable:
    """GitHub could not be asked, or its answer could not be read; `what` says why, for people, `technical` as the machine said it."""

    what: str
    technical: str = ""
