"""The repository as a rehearsal plays it: every file, with the sample content in `content/`.

A division that has turned the account on keeps the samples in `samples/content/`, and its own words in `content/`.
"""

import subprocess
from pathlib import Path

CONTENT, PUT_AWAY = "content/", "samples/content/"
_COME_LATER = tuple(CONTENT + name for name in ("posts/", "replies/", "incidents/"))


def home(root: Path) -> Path:
    """The folder in which the samples' `content/` lies."""
    return root / "samples" if (root / "samples").is_dir() else root


def program(root: Path) -> dict[str, bytes]:
    """The program and the sample registers: what is there before the first post comes in."""
    return {path: raw for path, raw in _files(root).items() if not path.startswith(_COME_LATER)}


def registers(root: Path) -> dict[str, bytes]:
    """The sample registers alone."""
    return {path: raw for path, raw in _files(root, CONTENT).items() if not path.startswith(_COME_LATER)}


def samples(root: Path) -> dict[str, bytes]:
    """The sample posts, replies and incidents, by the path at which they come in."""
    return {path: raw for path, raw in _files(root, CONTENT).items() if path.startswith(_COME_LATER)}


def post(root: Path, post_id: str) -> dict[str, bytes]:
    """The files of one sample post."""
    return {path: raw for path, raw in samples(root).items() if f"/{post_id}/" in path}


def _files(root: Path, below: str = "") -> dict[str, bytes]:
    listed = subprocess.run(
        ["git", "-C", str(root), "ls-files", "-z"], check=True, capture_output=True
    ).stdout
    paths = listed.decode("utf-8", "surrogateescape").split("\0")[:-1]
    put_away = any(path.startswith(PUT_AWAY) for path in paths)
    played = {
        path.replace(PUT_AWAY, CONTENT, 1) if path.startswith(PUT_AWAY) else path: root / path
        for path in paths
        if not (put_away and path.startswith(CONTENT))
    }
    return {
        path: file.read_bytes() for path, file in played.items() if path.startswith(below) and file.is_file()
    }
