"""Pictures on the orphan branch `previews`, where a pull request's comment can show them.

It is one commit, written anew each time: what open pull requests need, and nothing of those that are closed. What an
approver saw is drawn again from the approved bytes.
"""

from collections.abc import Collection, Mapping
from pathlib import Path

from scripts.effects.git.commands import GitFailed
from scripts.effects.git.one_commit import kept_entries, replace_branch, tip_of

BRANCH = "refs/heads/previews"
_TRIES = 5


def keep(root: Path, number: int, pictures: Mapping[str, bytes], others: Collection[int]) -> dict[str, str]:
    """Put a pull request's pictures in the place of its earlier ones; picture → its path on the branch.

    `others` are the open pull requests whose pictures stay. Raises GitFailed when origin does not take them.
    """
    named = {f"{number}-{name}": raw for name, raw in pictures.items()}
    kept = tuple(f"{other}-".encode() for other in others if other != number)
    for _ in range(_TRIES - 1):
        try:
            _write(root, named, kept)
            break
        except GitFailed:  # somebody else pushed in between: read again
            continue
    else:
        _write(root, named, kept)
    return {name: f"{number}-{name}" for name in pictures}


def _write(root: Path, pictures: Mapping[str, bytes], kept: tuple[bytes, ...]) -> None:
    tip = tip_of(root, BRANCH)
    stay = {name: meta for name, meta in kept_entries(root, tip).items() if name.startswith(kept)}
    replace_branch(root, BRANCH, tip, stay, pictures, "Pictures of open pull requests")
