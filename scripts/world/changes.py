"""What the working tree changes since another commit, and which ids the history knows."""

from dataclasses import dataclass
from pathlib import Path

from scripts.core.change import post_folder
from scripts.core.post import POST_FILE
from scripts.world.door import WrongQuestion
from scripts.world.git import GitFailed, git, line_of, resolve


@dataclass(frozen=True)
class Changes:
    """Paths that differ from `base`, the last commit in common. Renames are a deletion and an addition."""

    base: str
    paths: tuple[str, ...]
    added: tuple[str, ...]


def changes_since(root: Path, ref: str) -> Changes:
    """What the working tree changes since it left `ref`, files that git does not know yet included."""
    if resolve(root, ref) is None:
        raise WrongQuestion(f"--base の「{ref}」が見つかりません。枝の名前を確かめてください。")
    try:
        base = line_of(root, "merge-base", "--end-of-options", ref, "HEAD")
    except GitFailed as failure:
        raise WrongQuestion(f"--base の「{ref}」と今の枝に、共通の履歴がありません。") from failure
    fields = _split(git(root, "diff", "--no-renames", "--no-ext-diff", "--name-status", "-z", base, "--"))
    states = dict(zip(fields[1::2], fields[::2], strict=True))
    untracked = _split(git(root, "ls-files", "--others", "--exclude-standard", "-z", "--", "content"))
    states |= dict.fromkeys(untracked, "A")
    added = tuple(sorted(path for path, state in states.items() if state == "A"))
    return Changes(base, tuple(sorted(states)), added)


def used_ids(root: Path, changes: Changes) -> frozenset[str]:
    """The ids of new posts that some commit up to the base has carried already, on either side, in any year."""
    new = {post_folder(path) for path in changes.added if path.endswith("/" + POST_FILE)} - {""}
    return frozenset(folder.rpartition("/")[2] for folder in new if _ever_there(root, changes.base, folder))


def _ever_there(root: Path, commit: str, folder: str) -> bool:
    post_id = folder.rpartition("/")[2]
    anywhere = f":(glob,top)content/posts/*/{post_id[:4]}/{post_id}/**"
    return bool(git(root, "rev-list", "-1", commit, "--", anywhere))


def _split(listing: bytes) -> list[str]:
    return listing.decode("utf-8", "surrogateescape").split("\0")[:-1]
