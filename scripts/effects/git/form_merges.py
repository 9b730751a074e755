"""Which commits of `main` brought or changed each reply, each record of trouble, and other files that are named."""

import re
from collections.abc import Iterable
from pathlib import Path

from scripts.content.incident import INCIDENTS
from scripts.content.reply import REPLIES
from scripts.effects.git.commands import git
from scripts.records.decided import FormMerge
from scripts.text.dates import moment_of

_MARK = "\x01"
# GitHub's own words, on a merge that it committed: anybody can write them, and the judge alone asks GitHub
_MERGED = re.compile(r"[0-9a-f]+ [0-9a-f]+ noreply@github\.com Merge pull request #(\d{1,9}) from ", re.ASCII)


def form_merges(root: Path, commit: str, others: Iterable[str]) -> dict[str, tuple[FormMerge, ...]]:
    """Path → the commits that touched it, oldest first; one git process. `others` are files beside replies and trouble.

    Raises GitFailed.
    """
    options = ("--first-parent", "-m", "--reverse", "--no-renames", "--name-only", "-z")
    listing = git(
        root,
        "--literal-pathspecs",
        "log",
        *options,
        f"--format={_MARK}%H %ct %P %ce %s",
        commit,
        "--",
        REPLIES,
        INCIDENTS,
        *others,
    ).decode("utf-8", "surrogateescape")
    merges: dict[str, list[FormMerge]] = {}
    for record in listing.split(_MARK)[1:]:
        head, *paths = (field.strip("\n") for field in record.split("\0"))
        sha, seconds, about = head.split(" ", 2)
        named = _MERGED.match(about)
        merge = FormMerge(sha, moment_of(int(seconds)), int(named[1]) if named else None)
        for path in filter(None, paths):
            merges.setdefault(path, []).append(merge)
    return {path: tuple(touched) for path, touched in merges.items()}
