"""Remembers that there was nothing to say of `main` and the ledger as they stand: unmoved, they need no second look.

Whether a post is at rest follows from these two commits alone, so the memory can be lost at any time, never stale.
It names the checkout's own commit too: another version of the program looks for itself.
"""

from pathlib import Path

from scripts.world.git import GitFailed, git
from scripts.world.main_branch import MAIN_ON_ORIGIN
from scripts.world.store import ON_ORIGIN

_FILE = "cafe-at-rest"
_COMMITS = ("HEAD", MAIN_ON_ORIGIN, ON_ORIGIN)


def nothing_moved(root: Path) -> bool:
    """True if an earlier run found every post at rest, at exactly these commits."""
    found = _place_and_commits(root)
    return found is not None and found[0].is_file() and found[0].read_text() == found[1]


def remember(root: Path, main: str, ledger: str) -> None:
    """Every post is at rest at these commits. Nothing is kept if another run in this clone has fetched since."""
    found = _place_and_commits(root)
    if found and found[1].split()[1:] == [main, ledger]:
        found[0].write_text(found[1])


def _place_and_commits(root: Path) -> tuple[Path, str] | None:
    try:
        place, *commits = git(root, "rev-parse", "--git-path", _FILE, *_COMMITS).decode().splitlines()
    except GitFailed:  # there is no ledger yet
        return None
    return root / place, " ".join(commits)
