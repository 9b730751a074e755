"""Which commit of the ledger brought which line of a post's file."""

from itertools import pairwise
from pathlib import Path

from scripts.effects.git.commands import git, read_named
from scripts.effects.git.ledger_branch import ENDING
from scripts.records.proving.against_history import LineCommit
from scripts.text.dates import moment_of


def line_commits(root: Path, commit: str, post_id: str) -> tuple[LineCommit, ...]:
    """One commit a line, oldest first, as the sizes of the file's versions tell; two git processes. Raises GitFailed.

    A version that is not longer than the one before it brought nothing: then there are fewer commits than lines.
    """
    log = ("--literal-pathspecs", "log", "--reverse", "-m", "--format=%H %ct", commit, "--", post_id + ENDING)
    brought = [row.split(" ") for row in git(root, *log).decode().splitlines()] if commit else []
    versions = read_named(root, (f"{sha}:{post_id}{ENDING}" for sha, _ in brought))
    counts = [0, *(versions.get(f"{sha}:{post_id}{ENDING}", b"").count(b"\n") for sha, _ in brought)]
    return tuple(
        LineCommit(sha, moment_of(int(seconds)))
        for (sha, seconds), (before, after) in zip(brought, pairwise(counts), strict=True)
        for _ in range(after - before)
    )
