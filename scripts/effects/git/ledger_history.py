"""The history of the ledger's branch: its shape, and every version of each post's file."""

from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

from scripts.delivery.damage import Version, history_damage
from scripts.effects.git.commands import git, read_named
from scripts.effects.git.ledger_branch import ENDING, printable


def parents_of(root: Path, commit: str) -> dict[str, tuple[str, ...]]:
    """Every commit of the branch and its parents; nothing where there is no branch. Raises GitFailed."""
    listing = git(root, "rev-list", "--parents", commit).decode() if commit else ""
    return {commit: tuple(above) for commit, *above in map(str.split, listing.splitlines())}


def forgotten_lines(root: Path, commit: str, post_ids: Iterable[str] | None = None) -> dict[str, str]:
    """post_id → what its file once held and holds no more; of all files where no post is named.

    Three git processes, however many posts there are. Raises GitFailed.
    """
    names = None if post_ids is None else [f"{post_id}{ENDING}" for post_id in post_ids]
    if not commit or names == []:
        return {}
    versions = _versions(root, commit, names or ())
    content = read_named(root, (f"{commit}:{name}" for name in versions if "\n" not in name))
    damages = {
        name: history_damage(seen, content.get(f"{commit}:{name}", b"")) for name, seen in versions.items()
    }
    return {printable(name.removesuffix(ENDING)): damage for name, damage in damages.items() if damage}


def _versions(root: Path, commit: str, names: Iterable[str]) -> dict[str, list[Version]]:
    """Every version of those files, oldest first: one path-limited log, and one look at the sizes."""
    log = (
        "--literal-pathspecs",
        "log",
        "--reverse",
        "-m",
        "--raw",
        "--no-abbrev",
        "--no-renames",
        "--format=",
        "-z",
    )
    fields = (
        git(root, *log, commit, "--stdin", given="\n".join(("--", *names, "")).encode())
        .decode("utf-8", "surrogateescape")
        .split("\0")
    )
    changes = [
        (path, meta.split(" ")[3])
        for meta, path in pairwise(fields)
        if meta.startswith(":") and path.endswith(ENDING) and "/" not in path
    ]
    blobs = sorted({blob for _, blob in changes})
    given = "".join(f"{blob}\n" for blob in blobs).encode()
    rows = git(root, "cat-file", "--batch-check", given=given).decode().splitlines() if blobs else []
    sizes = {row.split(" ")[0]: int(row.split(" ")[2]) for row in rows if not row.endswith(" missing")}
    versions: dict[str, list[Version]] = {}
    for path, blob in changes:
        deleted = not blob.strip("0")
        versions.setdefault(path, []).append(Version("" if deleted else blob, sizes.get(blob, 0)))
    return versions
