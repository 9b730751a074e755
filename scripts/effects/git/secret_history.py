"""Secrets that some commit of `main` once carried: what was taken out of a file still stands in the history."""

from collections.abc import Iterator
from pathlib import Path

from scripts.effects.git.commands import git
from scripts.text.sensitive import leaks

_MARK = "\x01"


def leaked_in_history(root: Path, commit: str) -> Iterator[tuple[str, str, str]]:
    """Commit, path and kind of every secret that was ever added below `content/`: one git process."""
    log = git(
        root, "log", "-p", "-U0", "--no-color", "--no-renames", "--no-ext-diff", "--no-textconv",
        f"--format={_MARK}%H", commit, "--", "content",
    )  # fmt: skip
    at = path = ""
    for line in log.decode("utf-8", "replace").split("\n"):
        if line.startswith(_MARK):
            at = line[1:]
        elif line.startswith("+++ "):
            path = line.removeprefix("+++ ").removeprefix("b/")
        elif line.startswith("+"):
            for _, kind in leaks(line[1:]):
                yield at, path, kind
