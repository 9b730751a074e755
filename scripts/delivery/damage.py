"""Damage to the ledger: lines that make no sense, a file that forgot something, a branch that was rewritten.

The ledger is a record, not a memory to be trusted. Each function says in Japanese what was seen, or nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha1, sha256

from scripts.delivery.entry import Entry
from scripts.delivery.ledger import IllegalEvent, states
from scripts.text.dates import format_datetime

CLOCKS_DIFFER = timedelta(minutes=10)
KEY_LIVES = timedelta(hours=23)  # LINE forgets a retry key after 24 hours and would then send again

# Movements of the ledger's branch (GitHub's number of the activity) and commits on it that maintainers have looked
# into and found harmless. Without this list one rewriting of the branch would hold every post for ever.
LOOKED_INTO: frozenset[str] = frozenset()
TOO_LARGE = "記録が大きすぎて、確かめられません"
_SHOWN = 3
_MOST_HASHED = 60_000_000  # bytes of all versions of one file; a day of unanswered tries makes about 10 MB


def line_damage(lines: Sequence[Entry], now: datetime) -> str:
    """What makes no sense in the lines of one post: an order that the table does not have, times that cannot be."""
    try:
        reached = [*states(lines)]
    except IllegalEvent as illegal:
        return f"{illegal.number}行目が読めないか、前の行と合いません"
    claimed_at = before = None
    for number, entry in enumerate(lines, start=1):
        if before and entry.at < before:
            return f"{number}行目の日時が、前の行より前です"
        if entry.at - now > CLOCKS_DIFFER:
            return f"{number}行目の日時({format_datetime(entry.at)})が、この端末の時計のいまより先です"
        if entry.event == "claimed":
            claimed_at = entry.at
        if entry.event == "expired" and claimed_at and entry.at - claimed_at < KEY_LIVES:
            return f"{number}行目が、配信を始めてから23時間たつ前に打ち切っています"
        given_up = entry.event == "stopped" and number > 1 and reached[number - 2] == "uncertain"
        if given_up and claimed_at and entry.at - claimed_at < KEY_LIVES:
            return f"{number}行目が、届いたかを確かめられる前に、届いていないことにしています"
        before = entry.at
    return ""


@dataclass(frozen=True)
class Version:
    """One version of a post's file in the history of the branch: git's blob id ("" where it was deleted), its size, and
    the commit that brought it.
    """

    blob: str
    size: int
    commit: str


def history_damage(versions: Sequence[Version], content: bytes) -> str:
    """What a file forgot. `versions` are all of its versions, oldest first; `content` is what it holds now.

    Lines were only ever appended if every version is the beginning of what is there now, and ends with a line.
    """
    if sum(version.size for version in versions) > _MOST_HASHED:
        return TOO_LARGE
    size = 0
    for version in versions:
        beginning = content[: version.size]
        if not version.blob:
            return "記録のファイルが消されたことがあります"
        if (
            version.size < size
            or not beginning.endswith(b"\n")
            or _blob_id(beginning, version.blob) != version.blob
        ):
            return "前にあった行が、消されるか書き換えられています"
        size = version.size
    return "" if size == len(content) else "履歴にない内容です"


def brought_by(versions: Sequence[Version], content: bytes) -> tuple[str, ...]:
    """The commit that brought each line of a file to which lines were only ever appended."""
    commits: list[str] = []
    size = 0
    for version in versions:
        commits += [version.commit] * content.count(b"\n", size, version.size)
        size = version.size
    return tuple(commits)


def _blob_id(content: bytes, like: str) -> str:
    """Git's name of a blob with that content, by the hash that the repository uses."""
    whole = b"blob %d\0" % len(content) + content
    hashed = sha256(whole) if len(like) == 64 else sha1(whole, usedforsecurity=False)
    return hashed.hexdigest()


@dataclass(frozen=True)
class Movement:
    """One entry of GitHub's activity of the branch."""

    number: str
    kind: str
    at: str


def branch_damage(parents: Mapping[str, Sequence[str]], movements: Sequence[Movement]) -> str:
    """What happened to the branch itself: commit → its parents, and what GitHub saw of the ref."""
    known = {commit: above for commit, above in parents.items() if commit not in LOOKED_INTO}
    roots = [commit for commit, above in known.items() if not above]
    odd = [commit for commit, above in known.items() if len(above) > 1] + (roots if len(roots) > 1 else [])
    if odd:
        return f"ブランチの履歴が一本ではありません(コミット {'、'.join(odd[:_SHOWN])})"
    unknown = [movement for movement in movements if movement.number not in LOOKED_INTO]
    creations = [movement for movement in unknown if movement.kind == "branch_creation"]
    rewritten = [movement for movement in unknown if movement.kind in ("force_push", "branch_deletion")]
    rewritten += creations if len(creations) > 1 or not parents else []
    moments = "、".join(f"{movement.at}、GitHubの番号 {movement.number}" for movement in rewritten[:_SHOWN])
    return f"ブランチが作り直されています({moments})" if rewritten else ""
