"""GitHub on loopback, over a real bare repository: people act by its methods, programs ask over HTTP.

with GitHub(bare, clock, accounts=[User("div-poster-01-example", 1001)]) as github:
    github.push("fuyu", by="div-poster-01-example")
    number = github.open_pull_request("fuyu", "div-poster-01-example", title="冬の相談会")
    github.review(number, "section-chief-01-example", "APPROVED")
    github.merge(number, by="div-poster-01-example")
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from scripts.standins.github import actions, answers, settings_answers, writes
from scripts.standins.github import git as plumbing
from scripts.standins.github.git import NOWHERE
from scripts.standins.github.http import MOVED, NOT_FOUND, ROUTES, Answer, Request, Server
from scripts.standins.github.nouns import PullRequest, Review, User
from scripts.standins.github.state import State

__all__ = ["GitHub", "User", "actions", "answers", "settings_answers", "writes"]  # modules that answer


class GitHub:
    """One repository on GitHub. All times come from `clock`; logins stand for people; commits are git's.

    `when_asked` is called with "before" and "after" a request takes effect, which is where a rehearsal kills the asker.
    """

    def __init__(
        self,
        repository: Path,
        clock: Callable[[], datetime],
        accounts: Iterable[User] = (),
        name: str = "hokkaido-example/cafe",
    ) -> None:
        self.state = State(repository, name, accounts, clock)
        self.server = Server(f"/repos/{name}", self._respond)
        self.server.moved = self._moved
        self.url = self.server.url
        self.requests = self.server.requests
        self.when_asked: Callable[[str, Request], None] = lambda moment, request: None

    def __enter__(self) -> "GitHub":
        self.server.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.server.stop()

    def _respond(self, request: Request) -> Answer:
        self.when_asked("before", request)
        answer = NOT_FOUND
        for method, pattern, handler in ROUTES:
            if method == request.method and (match := pattern.fullmatch(request.path)):
                answer = handler(self.state, request, **match.groupdict())
                break
        self.when_asked("after", request)
        return answer

    # What goes wrong on the way -------------------------------------------------------------------------

    def fail(self, part: str, status: int = 500, times: int = 1, value: Any = None) -> None:
        """The next requests whose path has `part` in it (a pattern) get this answer; `value` may be bytes that are no JSON."""
        answer = Answer(status, {"message": "fault"} if value is None else value)
        self.server.faults += [(part, answer)] * times

    def hang_up(self, part: str, times: int = 1) -> None:
        """The next requests whose path has `part` in it get no answer at all."""
        self.server.faults += [(part, Answer(0, None, hang_up=True))] * times

    def slow_down(self, seconds: float) -> None:
        """Every answer takes this long from now on."""
        self.server.latency = seconds

    # What people do -------------------------------------------------------------------------------------

    def account(self, login: str, id: int, type: str = "User", emails: tuple[str, ...] = ()) -> User:
        """Register an account, or give an existing login to somebody else."""
        user = User(login, id, type, emails)
        self.state.accounts[login] = user
        return user

    def push(self, branch: str, by: str | None) -> None:
        """The server sees a branch where it now stands in the repository; `by` None is a deleted account."""
        state, ref = self.state, f"refs/heads/{branch}"
        before = next((entry.after for entry in reversed(state.activities) if entry.ref == ref), NOWHERE)
        after = state.tip(branch)
        if before == NOWHERE:
            kind = "branch_creation"
        elif after == NOWHERE:
            kind = "branch_deletion"
        else:
            onward = plumbing.is_ancestor(state.repository, before, after)
            kind = "push" if onward else "force_push"
        state.record(branch, kind, before, after, state.accounts[by] if by else None)
        for pull in state.pull_requests.values():
            if pull.head_branch == branch and pull.state == "open":
                pull.head = after if after != NOWHERE else pull.head
                if after == NOWHERE:
                    self.close(pull.number)

    def hear_of(self, branch: str) -> None:
        """From now on every push to that branch is seen by itself, whoever pushes and by whatever way."""
        port, path = self.server.url.rpartition(":")[2], f"{self.server.prefix}/{MOVED}{branch}"
        plumbing.hook(self.state.repository, branch, port, path)

    def _moved(self, branch: str) -> None:
        ref = f"refs/heads/{branch}"
        known = next((entry.after for entry in reversed(self.state.activities) if entry.ref == ref), NOWHERE)
        if known != self.state.tip(branch):
            self.push(branch, None)

    def open_pull_request(
        self, head_branch: str, author: str, title: str = "投稿", base: str = "main", fork: str | None = None
    ) -> int:
        """Open a pull request; its number. `fork` is the name of another repository that holds the head."""
        state = self.state
        number = next(state.numbers)
        state.pull_requests[number] = PullRequest(
            number, title, state.accounts[author], head_branch, state.tip(head_branch), base,
            fork or state.name, state.clock(),
        )  # fmt: skip
        return number

    def review(self, number: int, user: str, state: str, commit: str | None = None, body: str = "") -> int:
        """A review with APPROVED, CHANGES_REQUESTED or COMMENTED, on the head or on an older commit; its id."""
        world = self.state
        pull = world.pull_requests[number]
        who = world.accounts[user]
        pull.requested = [account for account in pull.requested if account != who]
        given = Review(next(world.ids), number, who, state, commit or pull.head, world.clock(), body)
        world.reviews.append(given)
        return given.id

    def dismiss(self, review_id: int, by: str = "") -> None:
        """Dismissing changes the review itself: its time stays that of the review. `by` nobody is its own author."""
        given = next(review for review in self.state.reviews if review.id == review_id)
        who = self.state.accounts[by] if by else given.user
        dismissed = {
            "review_id": review_id,
            "state": given.state.lower(),
            "dismissal_message": "取り消します。",
        }
        given.state = "DISMISSED"
        self._event(given.number, "review_dismissed", actor=answers.user(who), dismissed_review=dismissed)

    def retarget(self, number: int, base: str) -> None:
        """Point a pull request at another base branch."""
        self.state.pull_requests[number].base = base
        self._event(number, "base_ref_changed")

    def merge(self, number: int, by: str, commit: str | None = None) -> str:
        """Press Merge; the merge commit. `commit` is what lands instead, not signed by GitHub (a squash, say)."""
        state, pull, who = self.state, self.state.pull_requests[number], self.state.accounts[by]
        before = state.tip(pull.base)
        if commit is None:
            branch = f"{(pull.head_repository or state.name).partition('/')[0]}/{pull.head_branch}"
            message = f"Merge pull request #{number} from {branch}\n\n{pull.title}\n"
            writer = (who.login, f"{who.id}+{who.login}@users.noreply.github.com")
            commit = plumbing.commit_merge(
                state.repository, before, pull.head, message, writer, state.clock()
            )
            state.signed.add(commit)
        plumbing.move(state.repository, pull.base, commit)
        state.record(pull.base, "pr_merge", before, commit, who)
        pull.merged_at = pull.closed_at = state.clock()
        pull.merged_by, pull.merge_commit, pull.base_before = who, commit, before
        self._event(number, "merged")
        return commit

    def close(self, number: int) -> None:
        """Close without merging."""
        self.state.pull_requests[number].closed_at = self.state.clock()
        self._event(number, "closed")

    def reopen(self, number: int) -> None:
        """Press Reopen, where the branch is there again; what was pushed to it meanwhile comes along."""
        pull = self.state.pull_requests[number]
        pull.closed_at, pull.head = None, self.state.tip(pull.head_branch)
        self._event(number, "reopened")

    def delete_branch(self, branch: str, by: str) -> None:
        """Press Delete branch: open pull requests from it are closed."""
        plumbing.move(self.state.repository, branch, NOWHERE)
        self.push(branch, by)

    def _event(self, number: int, event: str, **more: Any) -> None:
        at = answers.moment(self.state.clock())
        self.state.pull_requests[number].events.append({"event": event, "created_at": at, **more})
