"""Pictures on the orphan branch `previews`, where a pull request's comment can show them.

It is one commit, written anew each time: what open pull requests need, and nothing of those that are closed. What an
approver saw is drawn again from the approved bytes.
"""

from collections.abc import Collection, Mapping
from pathlib import Path

from scripts.effects.git.commands import GitFailed, git, line_of, resolve, write_object

BRANCH = "refs/heads/previews"
_TRIES = 5
_WRITER = ("-c", "user.name=hokkaido-cafe previews", "-c", "user.email=previews@hokkaido-cafe.example.jp")


def keep(root: Path, number: int, pictures: Mapping[str, bytes], others: Collection[int]) -> dict[str, str]:
    """Put a pull request's pictures in the place of its earlier ones; picture → its path on the branch.

    `others` are the open pull requests whose pictures stay. Raises GitFailed when origin does not take them.
    """
    named = {f"{number}-{name}": raw for name, raw in pictures.items()}
    kept = tuple(f"{other}-".encode() for other in others if other != number)
    for _ in range(_TRIES - 1):
        try:
            _write(root, _tip(root), named, kept)
            break
        except GitFailed:  # somebody else pushed in between: read again
            continue
    else:
        _write(root, _tip(root), named, kept)
    return {name: f"{number}-{name}" for name in pictures}


def _tip(root: Path) -> str:
    """The commit at which origin's branch stands, fetched; empty where there is none yet."""
    tip = line_of(root, "ls-remote", "origin", BRANCH).partition("\t")[0]
    if tip and not resolve(root, tip):
        git(root, "fetch", "--quiet", "--no-tags", "origin", tip)
    return tip


def _write(root: Path, tip: str, pictures: Mapping[str, bytes], kept: tuple[bytes, ...]) -> None:
    entries = {}
    for entry in git(root, "ls-tree", "-z", tip).split(b"\0")[:-1] if tip else []:
        meta, _, name = entry.partition(b"\t")
        if name.startswith(kept):
            entries[name] = meta
    for picture, raw in pictures.items():
        entries[picture.encode()] = f"100644 blob {write_object(root, 'blob', raw)}".encode()
    listing = b"".join(meta + b"\t" + name + b"\0" for name, meta in sorted(entries.items()))
    tree = git(root, "mktree", "-z", given=listing).decode().strip()
    commit = line_of(root, *_WRITER, "commit-tree", tree, "-m", "Pictures of open pull requests")
    git(root, "push", "--quiet", f"--force-with-lease={BRANCH}:{tip}", "origin", f"{commit}:{BRANCH}")
