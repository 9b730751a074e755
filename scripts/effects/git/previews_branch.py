"""Pictures on the orphan branch `previews`, where a pull request's comment can show them.

They are only ever added: what an approver saw can be looked up later.
"""

from collections.abc import Mapping
from pathlib import Path

from scripts.effects.git.commands import GitFailed, git, line_of, resolve, write_object

BRANCH = "refs/heads/previews"
_TRIES = 5
_WRITER = ("-c", "user.name=hokkaido-cafe previews", "-c", "user.email=previews@hokkaido-cafe.example.jp")


def keep(root: Path, pictures: Mapping[str, bytes], why: str) -> str:
    """Add pictures by name, push, and tell the commit. Raises GitFailed when origin does not take them."""
    for _ in range(_TRIES - 1):
        try:
            return _add(root, _tip(root), pictures, why)
        except GitFailed:  # somebody else pushed in between: read again
            continue
    return _add(root, _tip(root), pictures, why)


def _tip(root: Path) -> str:
    """The commit at which origin's branch stands, fetched; empty where there is none yet."""
    tip = line_of(root, "ls-remote", "origin", BRANCH).partition("\t")[0]
    if tip and not resolve(root, tip):
        git(root, "fetch", "--quiet", "--no-tags", "origin", tip)
    return tip


def _add(root: Path, tip: str, pictures: Mapping[str, bytes], why: str) -> str:
    entries = {}
    for entry in git(root, "ls-tree", "-z", tip).split(b"\0")[:-1] if tip else []:
        meta, _, name = entry.partition(b"\t")
        entries[name] = meta
    for picture, raw in pictures.items():
        entries[picture.encode()] = f"100644 blob {write_object(root, 'blob', raw)}".encode()
    listing = b"".join(meta + b"\t" + name + b"\0" for name, meta in entries.items())
    tree = git(root, "mktree", "-z", given=listing).decode().strip()
    above = ("-p", tip) if tip else ()
    commit = line_of(root, *_WRITER, "commit-tree", tree, *above, "-m", why)
    git(root, "push", "--quiet", f"--force-with-lease={BRANCH}:{tip}", "origin", f"{commit}:{BRANCH}")
    return commit
