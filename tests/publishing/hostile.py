"""What somebody with the right to push can do to the ledger: ordinary fast-forward pushes, and worse."""

import json
import subprocess
from collections.abc import Callable, Mapping, Sequence

from tests.rehearsal.stage import WINTER, git

Files = dict[str, bytes]


def push(stage, change: Callable[[Files], object], parents: tuple[str, ...] | None = None) -> str:
    """One commit on top of origin's ledger (or on other parents) after `change` had its way with the files."""
    tip = git(stage.origin, "for-each-ref", "--format=%(objectname)", "refs/heads/ledger")
    files, read = {}, {}
    for row in _raw(stage, "ls-tree", "-z", tip).decode().split("\0")[:-1] if tip else ():
        blob, name = row.split()[2], row.partition("\t")[2]
        files[name] = read[blob] = read.get(blob) or _raw(stage, "cat-file", "blob", blob)
    change(files)
    blobs = {raw: _blob(stage, raw) for raw in set(files.values())}
    rows = [f"100644 blob {blobs[raw]}\t{name}" for name, raw in sorted(files.items())]
    return commit_tree(stage, rows, *(([tip] if tip else []) if parents is None else parents))


def commit_tree(stage, rows: Sequence[str], *parents: str) -> str:
    """One commit of a tree of these rows (as `git ls-tree` prints them), and the ledger stands there."""
    given = "".join(f"{row}\0" for row in rows).encode()
    tree = _raw(stage, "mktree", "--missing", "-z", given=given).decode().strip()
    options = [option for parent in parents for option in ("-p", parent)]
    who = ("-c", "user.name=mallory", "-c", "user.email=mallory@example.com")
    commit = git(stage.origin, *who, "commit-tree", tree, *options, "-m", "by hand")
    git(stage.origin, "update-ref", "refs/heads/ledger", commit)
    return commit


def line(event: str, at, **carries: object) -> bytes:
    """One line, as anybody could write it."""
    data = {"event": event, "at": at.isoformat(timespec="seconds"), "run": "local", **carries}
    return (json.dumps(data, ensure_ascii=False) + "\n").encode()


def lines_of(raw: bytes) -> list[Mapping]:
    """The lines of a file as JSON."""
    return [json.loads(row) for row in raw.splitlines()]


def append(*lines: bytes, post_id: str = WINTER) -> Callable[[Files], object]:
    """Lines at the end of a post's file."""
    name = f"{post_id}.jsonl"
    return lambda files: files.__setitem__(name, files.get(name, b"") + b"".join(lines))


def _blob(stage, raw: bytes) -> str:
    return _raw(stage, "hash-object", "-w", "--stdin", given=raw).decode().strip()


def _raw(stage, *arguments: str, given: bytes = b"") -> bytes:
    done = subprocess.run(
        ["git", "-C", str(stage.origin), *arguments], input=given, capture_output=True, check=True
    )
    return done.stdout
