"""Remembers that there was nothing to say of `main` and the ledger as they stand: unmoved, they need no second look.

Whether a post is at rest follows from these two commits and the program's own alone, so the memory can be lost at
any time, never stale. It lies in this clone and, for the clones to come, at origin: there under a seal that only a
holder of the channel's secret can make, for whoever may write to the repository must not blind the sender.
"""

from pathlib import Path

from scripts.effects.git.commands import GitFailed, git, write_object
from scripts.effects.git.ledger_branch import ON_ORIGIN, SEAL, push
from scripts.effects.git.main_branch import MAIN_ON_ORIGIN

_FILE = "cafe-at-rest"
_COMMITS = ("HEAD", MAIN_ON_ORIGIN, ON_ORIGIN)


def nothing_moved(root: Path, secret: str) -> bool:
    """True if an earlier run found every post at rest, at exactly these commits. No secret opens no seal."""
    found = _place_and_commits(root)
    if found is None:
        return False
    place, commits = found
    if place.is_file() and place.read_text() == commits:
        return True
    return bool(secret) and _at_origin(root) == _sealed(commits, secret)


def remember(root: Path, main: str, ledger: str, secret: str) -> None:
    """Every post is at rest at these commits. Nothing is kept if another run in this clone has fetched since."""
    found = _place_and_commits(root)
    if not found or found[1].split()[1:] != [main, ledger]:
        return
    place, commits = found
    place.write_text(commits)
    if secret:
        try:
            push(root, "--force", f"{write_object(root, 'blob', _sealed(commits, secret))}:{SEAL}")
        except GitFailed:  # the next clone looks for itself
            return


def _place_and_commits(root: Path) -> tuple[Path, str] | None:
    try:
        place, *commits = git(root, "rev-parse", "--git-path", _FILE, *_COMMITS).decode().splitlines()
    except GitFailed:  # there is no ledger yet
        return None
    return root / place, " ".join(commits)


def _at_origin(root: Path) -> bytes:
    """The seal as it was last fetched, or nothing."""
    try:
        return git(root, "cat-file", "blob", SEAL)
    except GitFailed:
        return b""


def _sealed(commits: str, secret: str) -> bytes:
    import hmac

    return hmac.new(secret.encode(), f"at rest: {commits}".encode(), "sha256").hexdigest().encode()
