"""Git's half of the evidence: which merges touched a post or reply, and what exactly they brought."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from unicodedata import category

from scripts.approvals.snapshot import ConfigAtMerge, File
from scripts.content.account import read_account
from scripts.content.places import POST_FILE
from scripts.content.post import Post, read_post
from scripts.content.reply import REPLIES, Reply, read_reply
from scripts.content.roster import read_roster
from scripts.effects.content.load import ACCOUNT, ROSTER
from scripts.effects.git.commands import GitFailed, Object, git, objects
from scripts.reading.document import read_markdown_file, read_yaml_file
from scripts.text.dates import moment_of

NO_COMMIT = "0" * 40  # a name for git that finds nothing; an empty one would mean the index
_COMMITTED = re.compile(rb"^committer .*? (\d+) [+-]\d{4}$", re.MULTILINE)


@dataclass(frozen=True)
class MergeCommit:
    """A commit of `main`, from its own bytes: no grafts, no guesses."""

    sha: str
    parents: tuple[str, ...]
    committed_at: datetime


def touching(root: Path, main: str, folders: Iterable[str]) -> tuple[str, ...]:
    """The first-parent commits of `main` that changed one of the folders, oldest first."""
    literally = ("--literal-pathspecs", "rev-list", "--first-parent", "--reverse")
    return tuple(git(root, *literally, main, "--", *folders).decode().split())


def merge_commits(root: Path, shas: Iterable[str]) -> tuple[MergeCommit, ...]:
    """Those commits, read from their bytes. Raises GitFailed when one is not in the clone."""
    names = tuple(shas)
    commits = objects(root, names)
    return tuple(_merge(sha, commits[sha].raw) for sha in names)


def _merge(sha: str, raw: bytes) -> MergeCommit:
    head = raw.partition(b"\n\n")[0]
    parents = tuple(line[7:].decode() for line in head.split(b"\n") if line.startswith(b"parent "))
    committed = _COMMITTED.search(head)
    if not committed:
        raise GitFailed(f"{sha} is no commit")
    return MergeCommit(sha, parents, moment_of(int(committed[1])))


def changed_by(root: Path, merge: MergeCommit) -> tuple[str, ...]:
    """Every path that a commit changes against its first parent; a rename is two paths."""
    before = merge.parents[0] if merge.parents else ""
    return changed_between(root, before, merge.sha)


def changed_between(root: Path, before: str, after: str) -> tuple[str, ...]:
    """Every path that differs; from nothing, every path."""
    options = ("-r", "-z", "--no-renames", "--no-commit-id", "--name-only", *(() if before else ("--root",)))
    commits = (before, after) if before else (after,)
    listing = git(root, "diff-tree", *options, "--end-of-options", *commits)
    return tuple(map(readable, listing.split(b"\0")[:-1]))


def readable(path: bytes) -> str:
    """A path that is safe to print: what is no letter becomes `\\x..`, which no proper name contains."""
    letters = path.decode("utf-8", "backslashreplace")
    return "".join(
        f"\\x{ord(letter):02x}" if category(letter).startswith("C") else letter for letter in letters
    )


def own_commits(root: Path, base: str, head: str) -> tuple[str, ...]:
    """The commits that a head has and the base has not."""
    return tuple(git(root, "rev-list", "--end-of-options", head, f"^{base}").decode().split())


def files_of(root: Path, commit: str, path: str) -> dict[str, File]:
    """Mode and blob of every file in a folder of a commit, or of the one file at that path."""
    listing = git(root, "ls-tree", "-r", "-z", "--full-tree", commit, path)
    files = {}
    for record in listing.split(b"\0")[:-1]:
        meta, _, name = record.partition(b"\t")
        mode, _, sha = meta.decode().split(" ")
        files[readable(name)] = File(mode, sha)
    return files


def config_names(commit: str) -> list[str]:
    """Git's names for roster and account of a commit."""
    return [f"{commit}:{path}" for path in (ROSTER, ACCOUNT)]


def config_of(blobs: Mapping[str, Object], commit: str) -> ConfigAtMerge:
    """Roster and account of a commit, from objects that were read by these names."""
    roster, account = (blobs.get(name, Object()) for name in config_names(commit))
    return ConfigAtMerge(
        read_roster(read_yaml_file(ROSTER, roster.raw)),
        read_account(read_yaml_file(ACCOUNT, account.raw)),
        roster.sha,
        account.sha,
    )


def config_at(root: Path, commit: str) -> ConfigAtMerge:
    """Roster and account of one commit."""
    return config_of(objects(root, config_names(commit)), commit)


def content_of(path: str, text: Object) -> Post | Reply | None:
    """The post of a folder without its pictures, or the reply of a file: all that an approval looks at."""
    if text.kind != "blob":
        return None
    if path.startswith(f"{REPLIES}/"):
        return read_reply(read_markdown_file(path, text.raw))
    return read_post(f"{path}/{POST_FILE}", text.raw, {})
