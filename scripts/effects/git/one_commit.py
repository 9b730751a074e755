"""Branches that are one commit, written anew each time: what was there before is gone with it."""

from collections.abc import Mapping
from pathlib import Path

from scripts.effects.git.commands import git, line_of, resolve, write_object
from scripts.effects.git.fetching import at_origin


def tip_of(root: Path, branch: str) -> str:
    """The commit at which origin's branch stands, fetched; empty where there is none yet. Raises GitFailed."""
    tip = at_origin(root, branch)
    if tip and not resolve(root, tip):
        git(root, "fetch", "--quiet", "--no-tags", "origin", tip)
    return tip


def kept_entries(root: Path, tip: str) -> dict[bytes, bytes]:
    """Name → git's words for it, of every file that the branch holds. Raises GitFailed."""
    listing = git(root, "ls-tree", "-z", tip) if tip else b""
    return {name: meta for meta, _, name in (entry.partition(b"\t") for entry in listing.split(b"\0")[:-1])}


def replace_branch(
    root: Path, branch: str, tip: str, kept: Mapping[bytes, bytes], files: Mapping[str, bytes], why: str
) -> None:
    """Put one commit with these files in the place of the branch, as long as it stands at that tip. Raises GitFailed."""
    blobs = {
        name.encode(): f"100644 blob {write_object(root, 'blob', raw)}".encode()
        for name, raw in files.items()
    }
    listing = b"".join(meta + b"\t" + name + b"\0" for name, meta in sorted({**kept, **blobs}.items()))
    tree = git(root, "mktree", "-z", given=listing).decode().strip()
    name = branch.rpartition("/")[2]
    writer = (
        "-c", f"user.name=hokkaido-cafe {name}", "-c", f"user.email={name}@hokkaido-cafe.example.jp",
    )  # fmt: skip
    commit = line_of(root, *writer, "commit-tree", tree, "-m", why)
    git(root, "push", "--quiet", f"--force-with-lease={branch}:{tip}", "origin", f"{commit}:{branch}")
