"""The stand-in's memory, and what GitHub works out from it."""

import re
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

from scripts.standins.github import git as plumbing
from scripts.standins.github.nouns import (
    WEB_FLOW,
    Activity,
    Comment,
    Issue,
    PullRequest,
    Review,
    Status,
    User,
)
from scripts.standins.github.settings import Settings

_NOREPLY = re.compile(r"(\d+)\+[^@]*@users\.noreply\.github\.com", re.ASCII)


class State:
    """One repository on GitHub. `signed` are the commits whose signature GitHub can verify."""

    def __init__(
        self, repository: Path, name: str, accounts: Iterable[User], clock: Callable[[], datetime]
    ) -> None:
        self.repository = repository
        self.name = name
        self.clock = clock
        self.accounts = {account.login: account for account in (WEB_FLOW, *accounts)}
        self.index_lag = timedelta(0)
        self.signed: set[str] = set()
        self.pull_requests: dict[int, PullRequest] = {}
        self.reviews: list[Review] = []
        self.activities: list[Activity] = []
        self.issues: dict[int, Issue] = {}
        self.comments: list[Comment] = []
        self.statuses: list[Status] = []
        self.settings = Settings()
        self.numbers = count(1)
        self.ids = count(9001)
        self._commits: dict[tuple[str, str], list[str]] = {}

    def behind(self, email: str) -> User | None:
        """The account that an e-mail address belongs to."""
        noreply = _NOREPLY.fullmatch(email)
        for account in self.accounts.values():
            if email in account.emails or (noreply and int(noreply[1]) == account.id):
                return account
        return None

    def repository_id(self, name: str) -> int:
        """The number of a repository: this one, or some fork."""
        return 700 if name == self.name else 701

    def tip(self, branch: str) -> str:
        """The commit at which a branch stands."""
        return plumbing.tip(self.repository, branch)

    def has(self, sha: str) -> bool:
        """True for a commit of the repository."""
        if not re.fullmatch(r"[0-9a-f]{40}", sha):
            return False
        answer = plumbing.git(self.repository, "cat-file", "--batch-check", given=sha)
        return " commit " in answer

    def find(self, number: str) -> PullRequest | None:
        """The pull request of that number."""
        return self.pull_requests.get(int(number)) if number.isdecimal() else None

    def is_indexed(self, pull_request: PullRequest) -> bool:
        """False for a while after the merge: the index behind `commits/{sha}/pulls` lags."""
        merged = pull_request.merged_at
        return merged is None or self.clock() >= merged + self.index_lag

    def base_of(self, pull_request: PullRequest) -> str:
        """The base branch's commit, as it is now or as it was just before the merge."""
        return pull_request.base_before or self.tip(pull_request.base)

    def commits_of(self, pull_request: PullRequest) -> list[str]:
        """The commits that a pull request brings, oldest first."""
        span = (self.base_of(pull_request), pull_request.head)
        if span not in self._commits:
            listing = plumbing.git(self.repository, "rev-list", "--reverse", f"{span[0]}..{span[1]}")
            self._commits[span] = listing.split()
        return self._commits[span]

    def record(self, branch: str, kind: str, before: str, after: str, actor: User | None) -> None:
        """Write a movement of a branch into the server's activity log."""
        ref = f"refs/heads/{branch}"
        self.activities.append(Activity(next(self.ids), ref, kind, before, after, self.clock(), actor))

    def forget(self, branch: str) -> None:
        """Everything that was seen of a branch never was."""
        ref = f"refs/heads/{branch}"
        self.activities = [entry for entry in self.activities if entry.ref != ref]
