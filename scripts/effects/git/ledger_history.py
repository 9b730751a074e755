"""The history of the ledger's branch: its shape, and every version of each post's file."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from scripts.delivery.damage import TOO_LARGE, Version, brought_by, history_damage
from scripts.effects.git.commands import CommitTree, git, read_smallest
from scripts.effects.git.ledger_branch import ENDING, MOST_READ, printable

_MARK = "\x01"
_MOST_HASHED = 4_000_000_000  # bytes of all versions of all files


def parents_of(root: Path, commit: str) -> dict[str, tuple[str, ...]]:
    """Every commit of the branch and its parents; nothing where there is no branch. Raises GitFailed."""
    listing = git(root, "rev-list", "--parents", commit).decode() if commit else ""
    return {commit: tuple(above) for commit, *above in map(str.split, listing.splitlines())}


@dataclass(frozen=True)
class FileHistory:
    """What a post's file once held and holds no more ("" for nothing), and the commit that brought each of its lines."""

    forgot: str
    brought_by: tuple[str, ...]


def file_histories(root: Path, commit: str, post_ids: Iterable[str] | None = None) -> dict[str, FileHistory]:
    """post_id → the history of its file; of all files where no post is named.

    Five git processes, however many posts there are, and bounded however large they are. Raises GitFailed.
    """
    names = None if post_ids is None else [f"{post_id}{ENDING}" for post_id in post_ids]
    if not commit or names == []:
        return {}
    versions = _versions(root, commit, names or ())
    tree = CommitTree(root, commit).entries
    blobs = {name: tree[name].sha for name in versions if name in tree}
    contents = read_smallest(root, blobs.values(), MOST_READ)
    histories, room = {}, _MOST_HASHED
    known: dict[tuple[str, tuple[Version, ...]], FileHistory] = {}  # many files may be one blob
    for name in sorted(versions, key=lambda name: sum(version.size for version in versions[name])):
        now = blobs.get(name, "")
        same = now, tuple(versions[name])
        if same not in known:
            room -= sum(version.size for version in versions[name])
            known[same] = _history(versions[name], contents.get(now, b"") if room >= 0 else None)
        histories[printable(name.removesuffix(ENDING))] = known[same]
    return histories


def forgotten_lines(root: Path, commit: str, post_ids: Iterable[str] | None = None) -> dict[str, str]:
    """The files among them that forgot something, and what it was. Raises GitFailed."""
    histories = file_histories(root, commit, post_ids)
    return {post_id: history.forgot for post_id, history in histories.items() if history.forgot}


def _history(versions: Sequence[Version], content: bytes | None) -> FileHistory:
    if content is None:
        return FileHistory(TOO_LARGE, ())
    forgot = history_damage(versions, content)
    return FileHistory(forgot, () if forgot else brought_by(versions, content))


def _versions(root: Path, commit: str, names: Iterable[str]) -> dict[str, list[Version]]:
    """Every version of those files, oldest first: one path-limited log, and one look at the sizes."""
    log = (
        "--literal-pathspecs", "log", "--reverse", "-m", "--raw", "--no-abbrev", "--no-renames",
        f"--format={_MARK}%H", "-z",
    )  # fmt: skip
    listing = git(
        root, *log, commit, "--stdin", given="\n".join(("--", *names, "")).encode("utf-8", "surrogateescape")
    )
    changes = [
        change
        for change in _changes(listing.decode("utf-8", "surrogateescape").split("\0")[:-1])
        if change[1].endswith(ENDING) and "/" not in change[1]
    ]
    blobs = sorted({blob for _, _, blob in changes if blob.strip("0")})
    given = "".join(f"{blob}\n" for blob in blobs).encode()
    rows = git(root, "cat-file", "--batch-check", given=given).decode().splitlines() if blobs else []
    sizes = {row.split(" ")[0]: int(row.split(" ")[2]) for row in rows if not row.endswith(" missing")}
    versions: dict[str, list[Version]] = {}
    for brought, path, blob in changes:
        deleted = not blob.strip("0")
        versions.setdefault(path, []).append(Version("" if deleted else blob, sizes.get(blob, 0), brought))
    return versions


def _changes(fields: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Commit, path and blob of each change, out of `--raw -z`: marks of commits, and pairs of what changed and where.

    What became a link of the same bytes is no file any more: whoever reads the lines would find none.
    """
    commit, remaining = "", iter(fields)
    for field in remaining:
        if field.startswith(_MARK):
            commit = field.removeprefix(_MARK)
        elif field:
            _, mode, _, blob, *_ = field.split(" ")
            yield commit, next(remaining, ""), blob if mode in ("100644", "100755") else "0"
