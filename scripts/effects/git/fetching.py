"""Origin, asked for `main` and the ledger alone, by their exact names: anybody can make branches that begin alike."""

from pathlib import Path

from scripts.effects.git.commands import GitFailed, git, line_of, resolve

BRANCH = "refs/heads/ledger"
ON_ORIGIN = "refs/remotes/origin/ledger"
# A dead line is given up after 30 seconds.
PATIENCE = ("-c", "http.lowSpeedLimit=1", "-c", "http.lowSpeedTime=30")
_MAIN = "+refs/heads/main:refs/remotes/origin/main"


def fetch(root: Path) -> None:
    """Bring origin's `main` and `ledger`, and no other branch, whatever it is called. Raises GitFailed.

    A ledger that was rewritten is refused (no `+`), and so is one that is gone and that this clone knows.
    """
    wanted = (_MAIN, f"{BRANCH}:{ON_ORIGIN}")
    fetch = (*PATIENCE, "fetch", "--no-tags", "origin")
    try:
        git(root, *fetch, *wanted)
    except GitFailed:  # a moment's trouble, another run in the same clone holds the lock, or no ledger yet
        none_yet = not resolve(root, ON_ORIGIN) and not at_origin(root, BRANCH)
        git(root, *fetch, *(wanted[:1] if none_yet else wanted))


def at_origin(root: Path, branch: str) -> str:
    """The commit at which a branch stands at origin, by its whole name; empty where it is not. Raises GitFailed."""
    rows = line_of(root, *PATIENCE, "ls-remote", "origin", branch).splitlines()  # as the end of a name, too
    return next((row.partition("\t")[0] for row in rows if row.endswith(f"\t{branch}")), "")
