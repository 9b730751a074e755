"""What a copy for a disclosure (開示) leaves out: accounts, ids of the roster, document numbers; and that it says so.

The values are gathered from the fields that hold them and left out wherever they stand, in free texts as well. Which
fields may hold personal data besides, and have to be read by a person, stands in the handbook (RECORDS.md).
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cached_property
from xml.etree.ElementTree import Element

from scripts.content.roster import PERSON_ID
from scripts.pages.html import tag
from scripts.records.cells import Cell

_KINDS: Mapping[str, str] = {
    **dict.fromkeys(("login", "actor", "github_id"), "アカウント"),
    **dict.fromkeys(
        ("author", "by", "person", "confirmed_by", "checked_by", "appointed_by", "approved_by", "sent_by",
         "done_by"),
        "名簿の番号",
    ),
    "evidence": "文書番号",
}  # fmt: skip
_READ_OUT = ("alt", "aria-label", "title")  # the attributes that a person gets to read or to hear
_EXACT = "exact"  # the class of what is hashed letter by letter, and public


@dataclass(frozen=True)
class Redaction:
    """The values to leave out, each with its kind; none at all for a copy that leaves nothing out."""

    hidden: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """Accounts are written in capitals and in small letters, and GitHub takes both."""
        values = "|".join(map(re.escape, sorted(self.hidden, key=len, reverse=True)))
        return re.compile(rf"(?<![0-9A-Za-z-])(?:{values})(?![0-9A-Za-z-])", re.IGNORECASE | re.ASCII)

    @cached_property
    def _kinds(self) -> Mapping[str, str]:
        return {value.lower(): kind for value, kind in self.hidden.items()}

    def text(self, written: str) -> str:
        """A text with a mark in the place of every value that is left out."""
        if not self.hidden:
            return written
        return self._pattern.sub(lambda match: f"［非開示：{self._kinds[match[0].lower()]}］", written)

    def cell(self, written: Cell) -> Cell:
        """A cell of the sheet; a number counts something and stays."""
        return self.text(written) if isinstance(written, str) else written

    def of(self, page: Element) -> Element:
        """The same part of a page without the values; what is hashed letter by letter stays as it is."""
        if not self.hidden:
            return page
        kept = deepcopy(page)
        exact = {id(inner) for part in kept.iter() if part.get("class") == _EXACT for inner in part.iter()}
        for part in kept.iter():
            if id(part) not in exact:
                part.text = self.text(part.text or "")
                part.tail = self.text(part.tail or "")
                part.attrib |= {
                    name: self.text(part.attrib[name]) for name in _READ_OUT if name in part.attrib
                }
        return kept

    def notice(self) -> Element | None:
        """What is left out, said where a reader begins."""
        if not self.hidden:
            return None
        counts = "、".join(f"{kind}（{count}種類）" for kind, count in Counter(self.hidden.values()).items())
        return tag(
            "p",
            f"開示用の写しです。次のものを伏せ、その場所に［非開示：…］と書きました: {counts}。",
            class_="told",
        )


def redaction_of(data: Iterable[object]) -> Redaction:
    """Everything that a disclosure leaves out, gathered from the data of all files and ledger lines concerned."""
    return Redaction(dict(pair for value in data for pair in _gathered(value)))


def _gathered(value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        if isinstance(value.get("login"), str):  # an account of GitHub's, by number and name
            yield from ((f"{value[name]}", "アカウント") for name in ("id", "github_id") if value.get(name))
        if "roles" in value and isinstance(value.get("id"), str):  # a person of the roster
            yield value["id"], "名簿の番号"
        for name, inner in value.items():
            kind = _KINDS.get(name)
            if isinstance(inner, str) and inner.strip() and kind:
                if kind != "名簿の番号" or PERSON_ID.fullmatch(inner):  # `by` may hold a title as well
                    yield inner.strip(), kind
            else:
                yield from _gathered(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _gathered(inner)
