"""The posts that went out of late, as fingerprints, read without a look at the rest of the archive."""

from collections.abc import Container, Mapping
from datetime import datetime, timedelta

from scripts.content.places import POST_FILE, POSTS, SIDES, folder_parts
from scripts.effects.content.registers import Tree
from scripts.text.similarity import Fingerprint, print_of

_LATELY = timedelta(days=400)
_MOST = 100


def recent_files(tree: Tree, now: datetime) -> dict[str, str]:
    """The last hundred posts of the last thirteen months, the newest first; whether they were sent is not asked."""
    first = f"{now - _LATELY:%Y%m%d}"
    years = {f"{at:%Y}" for at in (now - _LATELY, now, now + timedelta(days=31))}
    files = {
        parts[2]: path
        for side in SIDES
        for year in sorted(years)
        for path in tree.paths(f"{POSTS}/{side}/{year}/")
        if path.endswith(f"/{POST_FILE}") and (parts := folder_parts(path)) and parts[2] >= first
    }
    return {name: files[name] for name in sorted(files, reverse=True)[:_MOST]}


def recent_posts(tree: Tree, files: Mapping[str, str], sent: Container[str]) -> tuple[Fingerprint, ...]:
    """The fingerprints of those among them that were sent."""
    paths = {name: path for name, path in files.items() if name in sent}
    texts = tree.read(paths.values())
    return tuple(
        print_of(name, texts[path].decode("utf-8", "replace"))
        for name, path in paths.items()
        if path in texts
    )
