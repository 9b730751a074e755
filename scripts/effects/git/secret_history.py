"""Secrets in commits: what a pull request brings, and what `main` once carried, also where a later commit took it out.

A merge's own lines are looked at, too (`--diff-merges=combined`). Names of files are: they stand among the lines.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from scripts.checking.changes import CommittedSecret
from scripts.effects.git.commands import git
from scripts.text.sensitive import leaks, leaks_beside_words

_MARK = "\x01"
_WRITTEN = re.compile(r"content/.*\.(?:md|yml)", re.DOTALL)  # where no long number has any business
_NOT_OURS = ":(exclude)tests"  # the made-up secrets of the tests stand there
_PICTURES = (":(exclude,icase)*.jpg", ":(exclude,icase)*.jpeg", ":(exclude,icase)*.png")


def leaked_in_history(root: Path, commit: str) -> Iterator[CommittedSecret]:
    """Every secret that a commit of this history added: one git process, pictures left out. Raises GitFailed."""
    yield from _leaked(root, (commit,), _PICTURES)


def leaked_since(root: Path, base: str, head: str = "HEAD") -> Iterator[CommittedSecret]:
    """Every secret that the commits since `base` add, whatever the files are called or hold. Raises GitFailed."""
    yield from _leaked(root, ("--text", "--end-of-options", f"{base}..{head}"), ())


def _leaked(root: Path, commits: tuple[str, ...], without: tuple[str, ...]) -> Iterator[CommittedSecret]:
    log = git(
        root, "-c", "core.quotePath=false", "log", "-p", "-U0", "--no-color", "--no-renames", "--no-ext-diff", "--no-textconv",
        "--diff-merges=combined", f"--format={_MARK}%H", *commits, "--", ":(top)", _NOT_OURS, *without,
    )  # fmt: skip
    for commit, path, added in _additions(log.decode("utf-8", "replace")):
        find = leaks if _WRITTEN.fullmatch(path) else leaks_beside_words
        for kind in sorted({kind for _, kind in find("\n".join(added))}):
            yield CommittedSecret(path, commit, kind)


def _additions(log: str) -> Iterator[tuple[str, str, list[str]]]:
    """Commit, path and added lines of each file of a log; of a merge, the lines that none of its parents has."""
    commit = path = plus = ""  # no plus: above the first hunk of a file, where its names stand
    added: list[str] = []
    for line in log.split("\n"):
        if line.startswith((_MARK, "diff --")):
            yield commit, path, added
            added, plus = [], ""
            commit = line[1:] if line.startswith(_MARK) else commit
        elif line.startswith("@@"):
            plus = "+" * (len(line) - len(line.lstrip("@")) - 1)
        elif plus and line.startswith(plus):
            added.append(line.removeprefix(plus))
        elif not plus and line.startswith("+++ "):
            path = line.removeprefix("+++ ").rstrip("\t").strip('"').removeprefix("b/")
            added.append(path)
    yield commit, path, added
