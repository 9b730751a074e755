"""Whose approval each part of a change needs: every row of the matrix, told from the changed files."""

from collections.abc import Mapping
from dataclasses import dataclass

from scripts.core.document import read_markdown_file
from scripts.core.matrix import Need, joined, needs_for
from scripts.core.post_path import folder_parts
from scripts.core.reply import REPLIES, only_sending_recorded, read_reply
from scripts.core.roster import Roster
from scripts.core.roster_change import roster_needs

ROSTER = "content/roster.yml"


@dataclass(frozen=True)
class Change:
    """The changed paths, the bytes of roster and replies before and after, the needs of each post's folder."""

    paths: tuple[str, ...]
    before: Mapping[str, bytes]
    after: Mapping[str, bytes]
    posts: Mapping[str, tuple[Need, ...]]


@dataclass(frozen=True)
class Part:
    """What the matrix treats as one thing, the changed files that belong to it, and the approvals it needs."""

    what: str
    paths: tuple[str, ...]
    needs: tuple[Need, ...]


def parts_of(change: Change, roster: Roster) -> tuple[Part, ...]:
    """The parts of a change in the order of its files; `roster` is the one in force."""
    found: dict[str, list[str]] = {}
    needs: dict[str, tuple[Need, ...]] = {}
    for path in change.paths:
        what, wanted = _part(path, change, roster)
        found.setdefault(what, []).append(path)
        needs[what] = joined(needs.get(what, ()), wanted)
    return tuple(Part(what, tuple(paths), needs[what]) for what, paths in found.items())


def _part(path: str, change: Change, roster: Roster) -> tuple[str, tuple[Need, ...]]:
    if not path.startswith("content/"):
        return "プログラム・様式の定義・GitHubの設定", needs_for("code")
    if folder_parts(path):
        folder = "/".join(path.split("/")[:5])
        return f"投稿 {folder.rpartition('/')[2]}", change.posts.get(folder, needs_for("register"))
    if path.startswith(f"{REPLIES}/"):
        return f"返信 {path.rpartition('/')[2].removesuffix('.md')}", _reply_needs(path, change, roster)
    if path == ROSTER:
        return "名簿", roster_needs(change.before.get(path, b""), change.after.get(path, b""))
    return f"台帳 {path.removeprefix('content/')}", needs_for("register")


def _reply_needs(path: str, change: Change, roster: Roster) -> tuple[Need, ...]:
    before, after = change.before.get(path), change.after.get(path)
    if before and after and only_sending_recorded(before, after):
        return ()
    reply = read_reply(read_markdown_file(path, after or before or b""))
    author = roster.person(reply.author)
    return needs_for("reply", reply.side, author.contractor if author else "")
