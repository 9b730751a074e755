"""One post as the judge sees it: every merge that touched it, as git and GitHub knew it at one moment."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from scripts.approvals.github_record import GitHubRecord, PullRequest, Unavailable
from scripts.content.account import Account
from scripts.content.post import Post
from scripts.content.roster import Person, Roster
from scripts.text.dates import JAPAN


@dataclass(frozen=True)
class File:
    """One file of the post's folder: its mode and blob in git."""

    mode: str
    blob: str


@dataclass(frozen=True)
class ConfigAtMerge:
    """Roster and account as they stood before the merge, and the blobs that they were read from."""

    roster: Roster
    account: Account
    roster_blob: str
    account_blob: str


@dataclass(frozen=True)
class MergeRecord:
    """One first-parent commit of `main` that touched the post, or the merge that an open pull request proposes.

    `changed` are all paths that it changes against its first parent. `tree` and `approved_tree` are git's ids of
    the post's folder in the commit and in the head that was approved. `own_commits` are reachable from the head
    but not from the first parent. `corrected` is the chain of posts that this one corrects, nearest first.
    """

    sha: str
    parents: tuple[str, ...]
    committed_at: datetime
    changed: tuple[str, ...]
    files: Mapping[str, File]
    tree: str
    approved_tree: str
    own_commits: tuple[str, ...]
    registers: ConfigAtMerge
    post: Post | None
    corrected: tuple[Post, ...]
    testimony: GitHubRecord | Unavailable

    @property
    def pull_request(self) -> PullRequest | None:
        """The pull request that is judged, if GitHub named one."""
        return self.testimony.pull_request if isinstance(self.testimony, GitHubRecord) else None

    @property
    def merged_at(self) -> datetime:
        """The moment of the merge: an approval must be older."""
        found = self.pull_request
        return found.merged_at if found and found.merged_at else self.committed_at

    @property
    def day(self) -> date:
        """The day of the merge in Japan: who holds which office is asked for this day."""
        return self.merged_at.astimezone(JAPAN).date()

    @property
    def author(self) -> Person | None:
        """The roster's person whom the post names as its author."""
        return self.registers.roster.person(self.post.author) if self.post else None


@dataclass(frozen=True)
class Snapshot:
    """The post's folder and all its landings, oldest first, as seen from the commit `main` at `now`.

    `today` is how the registers stand now, for objections after the merge and for whom to ask. `elsewhere` are first-parent commits that
    touched another folder of the same post_id; `withdrawn` says that the folder was gone for a while.
    """

    folder: str
    main: str
    now: datetime
    landings: tuple[MergeRecord, ...]
    today: ConfigAtMerge
    elsewhere: tuple[str, ...] = ()
    withdrawn: bool = False
    missing: str = ""
