"""Whose approval a change of the roster needs: a contractor's posters are its manager's to name (第4第3項)."""

from collections.abc import Mapping
from typing import Any

from scripts.core.document import Document, read_yaml_file
from scripts.core.fields import mapping, sequence, text
from scripts.core.matrix import Need, joined, needs_for

_PATH = "content/roster.yml"


def roster_needs(before: bytes, after: bytes) -> tuple[Need, ...]:
    """The operations manager for posters of one contractor, the section chief for everything else."""
    old, new = read_yaml_file(_PATH, before), read_yaml_file(_PATH, after)
    if old.mistakes or new.mistakes or _beside_people(old) != _beside_people(new):
        return needs_for("register")
    people_before, people_after = _people(old), _people(new)
    if people_before is None or people_after is None:
        return needs_for("register")
    changed = [
        (people_before.get(person), people_after.get(person))
        for person in {**people_before, **people_after}
        if people_before.get(person) != people_after.get(person)
    ]
    return joined(*(_entry_needs(*pair) for pair in changed)) or needs_for("register")


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
        return needs_for("register")
    return needs_for("contractor_posters", "contractor", contractors.pop())


def _beside_people(document: Document) -> dict[str, Any]:
    return {key: value for key, value in document.data.items() if key != "people"}


def _people(document: Document) -> dict[str, Mapping[str, Any]] | None:
    """Every entry by its id; None where an id is missing or stands twice, so that nobody hides behind another."""
    entries = [mapping(entry) for entry in sequence(document.data.get("people"))]
    found = {text(entry.get("id")): entry for entry in entries}
    return found if len(found) == len(entries) and "" not in found else None
