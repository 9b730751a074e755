"""Whose approval each part of a change needs: the row of the matrix for every changed file."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from scripts.approvals.needs import Need, joined, needs_for
from scripts.approvals.required import required
from scripts.content.places import post_folder
from scripts.content.reply import REPLIES, only_sending_recorded, read_reply
from scripts.content.roster import Roster
from scripts.reading.document import Document, read_markdown_file, read_yaml_file
from scripts.reading.fields import mapping, sequence, text

ROSTER = "content/roster.yml"


def roster_needs(before: bytes, after: bytes) -> tuple[Need, ...]:
    """The operations manager for posters of one contractor, the section chief for everything else."""
    old, new = read_yaml_file(ROSTER, before), read_yaml_file(ROSTER, after)
    if old.mistakes or new.mistakes or _beside_people(old) != _beside_people(new):
        return needs_for("config")
    people_before, people_after = _people(old), _people(new)
    if people_before is None or people_after is None:
        return needs_for("config")
    changed = [
        (people_before.get(person), people_after.get(person))
        for person in {**people_before, **people_after}
        if people_before.get(person) != people_after.get(person)
    ]
    return joined(*(_entry_needs(*pair) for pair in changed)) or needs_for("config")


def _entry_needs(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> tuple[Need, ...]:
    entries = [entry for entry in (before, after) if entry is not None]
    contractors = {text(entry.get("contractor")) for entry in entries}
    posters = all(
        entry.get("side") == "contractor"
        and entry.get("roles") == ["poster"]
        and text(entry.get("contractor"))
        for entry in entries
    )
    if not posters or len(contractors) > 1:
        return needs_for("config")
    return needs_for("contractor_posters", "contractor", contractors.pop())


def _beside_people(document: Document) -> dict[str, Any]:
    return {key: value for key, value in document.data.items() if key != "people"}


def _people(document: Document) -> dict[str, Mapping[str, Any]] | None:
    """Every entry by its id; None where an id is missing or stands twice, so that nobody hides behind another."""
    entries = [mapping(entry) for entry in sequence(document.data.get("people"))]
    by_id = {text(entry.get("id")): entry for entry in entries}
    return by_id if len(by_id) == len(entries) and "" not in by_id else None


@dataclass(frozen=True)
class ProposedChange:
    """Changed paths, the bytes of roster and replies before and after, the needs of each post's folder."""

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


def parts_of(change: ProposedChange, roster: Roster) -> tuple[Part, ...]:
    """The parts of a change in the order of its files; `roster` is the one in force."""
    paths: dict[str, list[str]] = {}
    needs: dict[str, tuple[Need, ...]] = {}
    for path in change.paths:
        what, wanted = _part(path, change, roster)
        paths.setdefault(what, []).append(path)
        needs[what] = joined(needs.get(what, ()), wanted)
    return tuple(Part(what, tuple(listed), needs[what]) for what, listed in paths.items())


def _part(path: str, change: ProposedChange, roster: Roster) -> tuple[str, tuple[Need, ...]]:
    if not path.startswith("content/"):
        return "プログラム・様式の定義・GitHubの設定", needs_for("code")
    if folder := post_folder(path):
        return f"投稿 {folder.rpartition('/')[2]}", change.posts.get(folder, needs_for("config"))
    if path.startswith(f"{REPLIES}/"):
        return f"返信 {path.rpartition('/')[2].removesuffix('.md')}", _reply_needs(path, change, roster)
    if path == ROSTER:
        return "名簿", roster_needs(change.before.get(path, b""), change.after.get(path, b""))
    return f"台帳 {path.removeprefix('content/')}", needs_for("config")


def replies_in_question(change: ProposedChange) -> list[str]:
    """The replies of a change that somebody has to approve."""
    replies = [path for path in change.paths if path.startswith(f"{REPLIES}/")]
    return [path for path in replies if not _only_recorded(path, change)]


def _only_recorded(path: str, change: ProposedChange) -> bool:
    before, after = change.before.get(path), change.after.get(path)
    return bool(before and after and only_sending_recorded(before, after))


def _reply_needs(path: str, change: ProposedChange, roster: Roster) -> tuple[Need, ...]:
    if _only_recorded(path, change):
        return ()
    raw = change.after.get(path) or change.before.get(path, b"")
    return required(read_reply(read_markdown_file(path, raw)), (), roster, 0)
