"""One post or reply as the judge sees it: every merge that touched it, as git and GitHub knew it at one moment."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from scripts.approvals.github_record import GitHubRecord, PullRequest, Unavailable
from scripts.content.account import Account
from scripts.content.post import Post
from scripts.content.reply import REPLIES, Reply
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
    the post's folder (the reply's file) in the commit and in the head that was approved. `own_commits` are reachable
    from the head but not from the first parent. `content` is the post without its pictures, or the reply, as the
    commit has it; `corrected` are the posts that it corrects, in every version that `main` has had.
    """

    sha: str
    parents: tuple[str, ...]
    committed_at: datetime
    changed: tuple[str, ...]
    files: Mapping[str, File]
    tree: str
    approved_tree: str
    own_commits: tuple[str, ...]
    config: ConfigAtMerge
    content: Post | Reply | None
    corrected: tuple[Post, ...]
    github: GitHubRecord | Unavailable

    @property
    def pull_request(self) -> PullRequest | None:
        """The pull request that is judged, if GitHub named one."""
        return self.github.pull_request if isinstance(self.github, GitHubRecord) else None

    @property
    def merged_at(self) -> datetime:
        """The moment of the merge: an approval must be older."""
        pull = self.pull_request
        return pull.merged_at if pull and pull.merged_at else self.committed_at

    @property
    def day(self) -> date:
        """The day of the merge in Japan: who holds which office is asked for this day."""
        return self.merged_at.astimezone(JAPAN).date()

    @property
    def author(self) -> Person | None:
        """The roster's person whom the post or reply names as its author."""
        return self.config.roster.person(self.content.author) if self.content else None


@dataclass(frozen=True)
class Snapshot:
    """A post's folder or a reply's file and all its merges, oldest first, as seen from the commit `main` at `now`.

    `today` is the configuration as it stands now, for objections after the merge and for whom to ask. `elsewhere` are
    first-parent commits that touched another folder of the same post_id; `withdrawn` says that the folder was gone
    for a while; `missing` names what could not be read.
    """

    path: str
    main: str
    now: datetime
    merges: tuple[MergeRecord, ...]
    today: ConfigAtMerge
    elsewhere: tuple[str, ...] = ()
    withdrawn: bool = False
    missing: str = ""

    @property
    def is_reply(self) -> bool:
        """True for a reply to a comment (第6第2項), False for a post."""
        return self.path.startswith(f"{REPLIES}/")

    @property
    def noun(self) -> str:
        """What it is, in Japanese."""
        return "返信" if self.is_reply else "投稿"
