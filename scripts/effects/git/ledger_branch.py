"""The ledger on its orphan branch: one file a post, one commit a line, and durable means pushed.

Commits are built from git's own objects, so the working tree is never touched. The push is a compare-and-swap:
it names the tip that was read, and origin takes it only if that is still the tip.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from scripts.delivery.entry import Entry, read_lines, unreadable, write_line
from scripts.delivery.ledger import sent_ones
from scripts.effects.git.commands import CommitTree, GitFailed, git, read_named, read_smallest, write_object
from scripts.effects.git.fetching import BRANCH, ON_ORIGIN, PATIENCE, at_origin, fetch
from scripts.text.dates import JAPAN

ENDING = ".jsonl"
MOST_READ = 800_000_000  # bytes of all files; twenty years of sends
UNREAD = unreadable("the ledger is too large")
_CLOCKS_DIFFER = timedelta(minutes=10)
_RACES = 30  # more means that something writes without end
_WRITER = "hokkaido-cafe ledger <ledger@hokkaido-cafe.example.jp>"


@dataclass(frozen=True)
class Ledger:
    """The ledger as it was read: its commit, origin's tip ("" where the branch is not yet there), every post's lines."""

    commit: str
    tip: str
    posts: Mapping[str, tuple[Entry, ...]]

    def of(self, post_id: str) -> tuple[Entry, ...]:
        """The lines of one post."""
        return self.posts.get(post_id, ())

    def with_line(self, post_id: str, line: Entry) -> "Ledger":
        """The same with one line more."""
        return replace(self, posts={**self.posts, post_id: (*self.of(post_id), line)})


@dataclass(frozen=True)
class Moved:
    """Somebody else wrote first: fetch, read again and think again."""


@dataclass(frozen=True)
class NotTaken:
    """Origin does not take the line, or cannot be asked; git's own words."""

    why: str


def _refs(root: Path) -> Ledger:
    """Where the ledger stands, nothing of it read yet."""
    listing = git(root, "for-each-ref", "--format=%(refname) %(objectname)", ON_ORIGIN, BRANCH).decode()
    refs = dict(line.split(" ") for line in listing.splitlines())
    return Ledger(refs.get(ON_ORIGIN) or refs.get(BRANCH, ""), refs.get(ON_ORIGIN, ""), {})


def read_whole(root: Path) -> Ledger:
    """`origin/ledger`, else a local `ledger`, else nothing. What is too much to read is a file that nobody can read."""
    refs = _refs(root)
    if not refs.commit:
        return refs
    tree = CommitTree(root, refs.commit)
    files = {
        printable(path.removesuffix(ENDING)): entry.sha
        for path, entry in tree.entries.items()
        if path.endswith(ENDING) and "/" not in path and entry.mode in ("100644", "100755")
    }
    blobs = read_smallest(root, files.values(), MOST_READ)
    lines = {sha: read_lines(raw) for sha, raw in blobs.items()}  # many files may be one blob
    posts = {name: lines.get(sha, (UNREAD,)) for name, sha in files.items()}
    folders = [path for path in tree.folders if path.endswith(ENDING) and "/" not in path]
    no_files = {printable(path.removesuffix(ENDING)): (UNREAD,) for path in folders}
    return replace(refs, posts=posts | no_files)


def printable(name: str) -> str:
    """A name that a log and a page can bear; anybody can give a file any name."""
    return "".join(letter if letter.isprintable() else f"\\x{ord(letter):02x}" for letter in name)


def sent_posts(root: Path) -> frozenset[str] | None:
    """The posts that the ledger says are sent; None where there is no ledger."""
    ledger = read_whole(root)
    return sent_ones(ledger.posts) if ledger.commit else None


def lines_among(
    root: Path, post_ids: Iterable[str], and_last: int = 0
) -> dict[str, tuple[Entry, ...]] | None:
    """The lines of these posts, read from their own files alone; None where there is no ledger.

    `and_last` posts more are those with the latest days in their ids.
    """
    commit = _refs(root).commit
    if not commit:
        return None
    listing = git(root, "ls-tree", "-z", commit)
    last = listing.split(b"\0")[-1 - and_last : -1]
    names = {f"{post_id}{ENDING}".encode("utf-8", "surrogateescape") for post_id in post_ids}
    blobs = {}
    for name in names | {record.partition(b"\t")[2] for record in last if record.endswith(ENDING.encode())}:
        # From the end: the posts that are asked about are mostly the last of a long list.
        place = _place_of(listing, name)
        if place >= 0:
            post_id = name.decode("utf-8", "surrogateescape").removesuffix(ENDING)
            blobs[post_id] = listing[listing.rfind(b" ", 0, place) + 1 : place].decode()
    contents = read_named(root, blobs.values())
    return {post_id: read_lines(contents[blob]) for post_id, blob in blobs.items() if blob in contents}


def _place_of(listing: bytes, name: bytes) -> int:
    """Where the tab before that whole name stands, else -1; a name may itself hold a tab."""
    place = len(listing)
    while (place := listing.rfind(b"\t" + name + b"\0", 0, place)) >= 0:
        if listing.find(b"\t", listing.rfind(b"\0", 0, place) + 1) == place:
            break
    return place


def append_if_unmoved(
    root: Path, ledger: Ledger, post_id: str, entry: Entry, still_fits: Callable[[Ledger], bool]
) -> Ledger:
    """The ledger with one line more, pushed; or, where somebody else was first and it no longer fits, without it.

    `still_fits` is asked about the ledger (and `main`) as they were fetched again. Raises GitFailed where origin
    does not take the line, and whatever `still_fits` raises.
    """
    for _ in range(_RACES):
        written = append(root, ledger, post_id, entry)
        if isinstance(written, Ledger):
            return written
        if isinstance(written, NotTaken):
            raise GitFailed(written.why)
        fetch(root)
        ledger = read_whole(root)
        if not still_fits(ledger):
            return ledger
    raise GitFailed("the branch keeps moving")


def append(root: Path, ledger: Ledger, post_id: str, line: Entry) -> Ledger | Moved | NotTaken:
    """One try to write a line on top of the ledger that was read. The new ledger, when origin has it."""
    before = ledger.of(post_id)[-1:]
    if before and before[0].at - line.at < _CLOCKS_DIFFER:  # times never run backwards, though two clocks may
        line = replace(line, at=max(line.at, before[0].at))
    try:
        commit = _commit(root, ledger.commit, post_id, line)
    except GitFailed as failure:
        return NotTaken(failure.technical)
    written = replace(ledger.with_line(post_id, line), commit=commit, tip=commit)
    lease = f"--force-with-lease={BRANCH}:{ledger.tip}"
    try:
        git(root, *PATIENCE, "push", "--quiet", lease, "origin", f"{commit}:{BRANCH}")
    except GitFailed as refusal:
        return _after_refusal(root, ledger.tip, written, refusal.technical)
    return written


def _after_refusal(root: Path, tip: str, written: Ledger, why: str) -> Ledger | Moved | NotTaken:
    """A push whose answer was lost may have arrived: ask origin where the branch stands."""
    try:
        standing = at_origin(root, BRANCH)
    except GitFailed:
        return NotTaken(why)
    if standing == written.tip:
        return written
    return Moved() if standing != tip else NotTaken(why)


def _commit(root: Path, parent: str, post_id: str, line: Entry) -> str:
    """The commit that adds the line; every other file of the ledger stays as it is, byte for byte."""
    name = post_id + ENDING
    listing = git(root, "ls-tree", "-z", parent).split(b"\0")[:-1] if parent else []
    ours = b"\t" + name.encode()
    named = {entry.partition(b"\t")[2]: entry for entry in listing}  # a name may itself hold a tab
    before = b""
    if entry := named.pop(name.encode(), b""):
        before = git(root, "cat-file", "blob", entry.split(b"\t")[0].split(b" ")[2].decode())
    if before and not before.endswith(b"\n"):
        before += b"\n"
    blob = write_object(root, "blob", before + write_line(line))
    entries = [*named.values(), f"100644 blob {blob}".encode() + ours]
    tree = git(root, "mktree", "-z", given=b"".join(entry + b"\0" for entry in entries)).decode().strip()
    stamp = f"{_WRITER} {int(line.at.timestamp())} {line.at.astimezone(JAPAN):%z}"
    above = f"parent {parent}\n" if parent else ""
    text = f"tree {tree}\n{above}author {stamp}\ncommitter {stamp}\n\n{post_id}: {line.event}\n"
    return write_object(root, "commit", text.encode())
