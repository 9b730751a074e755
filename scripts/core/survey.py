"""What lies under `content/posts`: every post by its name, and whatever is there in a wrong shape."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from scripts.core.post_path import POST_FILE, POSTS, folder_parts

_SIDES = ("division", "contractor")
_POST_ID = re.compile(r"\d{8}-[a-z0-9-]+", re.ASCII)
_KEEPER = ".gitkeep"  # git has no empty folders


@dataclass(frozen=True)
class Survey:
    """post_id → its folders (more than one is a mistake), and name → path of what is no proper post."""

    folders: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    odd: Mapping[str, str] = field(default_factory=dict)


def survey(paths: Iterable[str], ordinary: Collection[str]) -> Survey:
    """Sort every path below `content/posts` to its post, or to what somebody has to put right.

    `ordinary` are the paths of real files: a symbolic link or a submodule is no `post.md`.
    """
    homes = {
        path: _folder(path)
        for path in paths
        if path.startswith(f"{POSTS}/") and not path.endswith(f"/{_KEEPER}")
    }
    proper = {
        folder
        for path, folder in homes.items()
        if folder and path == f"{folder}/{POST_FILE}" and path in ordinary
    }
    folders: dict[str, list[str]] = {}
    for folder in sorted(proper):
        folders.setdefault(folder.rpartition("/")[2], []).append(folder)
    odd = {_name(path): path for path in reversed(homes) if homes[path] not in proper}
    return Survey({post_id: tuple(found) for post_id, found in folders.items()}, odd)


def _folder(path: str) -> str:
    """The post's folder that a well-placed file lies in, or nothing."""
    side, year, post_id = folder_parts(path) or ("", "", "")
    well_placed = (
        side in _SIDES and _POST_ID.fullmatch(post_id) and post_id.startswith(year) and len(year) == 4
    )
    return f"{POSTS}/{side}/{year}/{post_id}" if well_placed else ""


def _name(path: str) -> str:
    """What to call a misplaced file: the part of its path that looks like a post's name, else its folder."""
    parts = path.removeprefix(f"{POSTS}/").split("/")
    stems = (part.partition(".")[0] for part in parts)
    named = next((stem for stem in stems if _POST_ID.fullmatch(stem)), "")
    return named or (parts[-2] if len(parts) > 1 else parts[0])
