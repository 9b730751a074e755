"""The posts that went out of late, as fingerprints, read without a look at the rest of the archive."""

from collections.abc import Container, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from scripts.content.places import POST_FILE, POSTS
from scripts.content.roster import SIDE_NAMES
from scripts.effects.git.working_tree import WorkingTree
from scripts.text.similarity import Fingerprint, print_of

_LATELY = timedelta(days=400)
_MOST = 100


def recent_files(root: Path, now: datetime) -> dict[str, Path]:
    """The last hundred posts of the last thirteen months, the newest first; whether they were sent is not asked."""
    first = f"{now - _LATELY:%Y%m%d}"
    years = {f"{at:%Y}" for at in (now - _LATELY, now, now + timedelta(days=31))}
    folders = [root / POSTS / side / year for side in SIDE_NAMES for year in sorted(years)]
    files = {
        entry.name: entry / POST_FILE
        for folder in folders
        if folder.is_dir()
        for entry in folder.iterdir()
        if entry.name >= first
    }
    return {name: files[name] for name in sorted(files, reverse=True)[:_MOST]}


def recent_posts(root: Path, files: Mapping[str, Path], sent: Container[str]) -> tuple[Fingerprint, ...]:
    """The fingerprints of those among them that were sent."""
    paths = {name: file.relative_to(root).as_posix() for name, file in files.items() if name in sent}
    texts = WorkingTree(root).read(paths.values())
    return tuple(
        print_of(name, texts[path].decode("utf-8", "replace"))
        for name, path in paths.items()
        if path in texts
    )
