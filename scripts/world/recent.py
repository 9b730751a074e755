"""The posts that went out of late, as fingerprints, read without a look at the rest of the archive."""

from datetime import datetime, timedelta
from pathlib import Path

from scripts.core.document import read_markdown_file
from scripts.core.near_copy import Print, print_of
from scripts.core.post import POST_FILE, POSTS
from scripts.core.roster import SIDE_NAMES
from scripts.world.files import WorkingTree
from scripts.world.store import sent_among

_LATELY = timedelta(days=400)
_MOST = 100


def recent_posts(root: Path, now: datetime) -> tuple[Print, ...]:
    """The last hundred sent posts of the last thirteen months, the newest first."""
    first = f"{now - _LATELY:%Y%m%d}"
    years = {f"{each:%Y}" for each in (now - _LATELY, now, now + timedelta(days=31))}
    folders = [root / POSTS / side / year for side in SIDE_NAMES for year in sorted(years)]
    found = {
        each.name: each
        for folder in folders
        if folder.is_dir()
        for each in folder.iterdir()
        if each.name >= first
    }
    newest = sorted(found, reverse=True)[:_MOST]
    sent = sent_among(root, newest) or frozenset()
    paths = {
        name: f"{found[name].relative_to(root).as_posix()}/{POST_FILE}" for name in newest if name in sent
    }
    files = WorkingTree(root).read(paths.values())
    return tuple(
        print_of(name, read_markdown_file(path, files[path])) for name, path in paths.items() if path in files
    )
