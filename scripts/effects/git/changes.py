"""What the working tree, or a merge, changes since another commit, and which ids the history knows."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from scripts.content.places import POST_FILE, POSTS, day_of, homes_of, post_folder
from scripts.content.roster import SIDE_NAMES
from scripts.effects.git.commands import GitFailed, git, git_together, line_of, resolve
from scripts.effects.local.cli import UsageError

_REGISTERS = (
    "account.yml",
    "roster.yml",
    "consents.yml",
    "credentials.yml",
    "policy.md",
    "replies",
    "incidents",
)
_LONG_BEFORE = timedelta(days=400)


@dataclass(frozen=True)
class Changes:
    """Paths that differ from `base`: the last commit in common, or what is merged into. Renames are a deletion and an addition."""

    base: str
    paths: tuple[str, ...]
    added: tuple[str, ...]


def changes_since(root: Path, ref: str, now: datetime) -> Changes:
    """What the working tree changes since it left `ref`.

    What git was not yet told counts, too: an edit anywhere but in the posts of other years than last, this and next,
    a new file in those years' folders and among the registers. To look through the whole archive for it would take
    as long as to check it.
    """
    try:
        base = line_of(root, "merge-base", "--end-of-options", ref, "HEAD")
    except GitFailed as failure:
        if resolve(root, ref) is None:
            raise UsageError(f"--base の「{ref}」が見つかりません。枝の名前を確かめてください。") from failure
        raise UsageError(f"--base の「{ref}」と今の枝に、共通の履歴がありません。") from failure
    desks = [f"{POSTS}/{side}/{now.year + more}" for side in SIDE_NAMES for more in (-1, 0, 1)]
    desks += [f"content/{name}" for name in _REGISTERS]
    here = ("--", *(f":(top,literal){desk}" for desk in desks))
    diff = ("diff", "--no-renames", "--no-ext-diff", "--name-status", "-z")
    *listings, unknown = git_together(
        root,
        (*diff, "--cached", base, "--"),
        (*diff, *here),
        (*diff, "--", ":(top)", f":(top,exclude,literal){POSTS}"),
        ("ls-files", "--others", "--exclude-standard", "-z", *here),
    )
    staged, on_desks, elsewhere = map(_states, listings)
    edits = on_desks | elsewhere
    states = {**dict.fromkeys(edits, "M"), **staged, **dict.fromkeys(_split(unknown), "A")}
    added = tuple(sorted(path for path in states if states[path] == "A" and edits.get(path) != "D"))
    return Changes(base, tuple(sorted(states)), added)


def changes_by_merge(root: Path, main: str, tree: str) -> Changes:
    """What `main` would have otherwise, were it to hold this tree."""
    states = _states(git(root, "diff-tree", "-r", "--no-renames", "--name-status", "-z", main, tree))
    return Changes(main, tuple(sorted(states)), tuple(sorted(path for path in states if states[path] == "A")))


def used_ids(root: Path, changes: Changes, now: datetime) -> frozenset[str]:
    """The ids of new posts that the history up to the base has carried already, on either side.

    An id begins with its day, so the walk goes back to a year before that day, not to the beginning: its cost
    does not grow with the archive. What the ledger knows, and the judge of approvals, hold at any age.
    """
    new = {post_folder(path) for path in changes.added if path.endswith("/" + POST_FILE)} - {""}
    ids = {folder.rpartition("/")[2] for folder in new}
    return frozenset(post_id for post_id in ids if _ever_there(root, changes.base, post_id, now))


def _ever_there(root: Path, commit: str, post_id: str, now: datetime) -> bool:
    begins = day_of(post_id) or now.date()
    since = min(begins, now.date()) - _LONG_BEFORE
    folders = [f":(top,literal){home}" for home in homes_of(post_id)]
    return bool(git(root, "rev-list", "-1", f"--since={since}T00:00:00+09:00", commit, "--", *folders))


def _states(listing: bytes) -> dict[str, str]:
    """Every path of `--name-status -z`, and what became of it."""
    fields = _split(listing)
    return dict(zip(fields[1::2], fields[::2], strict=True))


def _split(listing: bytes) -> list[str]:
    return listing.decode("utf-8", "surrogateescape").split("\0")[:-1]
