"""Parts of a comment as Markdown that nothing in them can leave: tables of facts, lists, folded texts."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from scripts.pages.html import Fact, Node, words_in
from scripts.text.quote import inert

MOST_LETTERS = 58_000  # GitHub takes 65,536 a comment
_RESERVED = 1_000  # letters for the names of what is left out
_NAMED = 20

Part = tuple[str, str]  # what it is called, its Markdown


@dataclass(frozen=True)
class FormInWords:
    """What the approver reads first, all the rest, and the names of the parts that had no room."""

    lead: str
    rest: str
    left_out: tuple[str, ...]

    @property
    def text(self) -> str:
        """The whole Markdown."""
        return f"{self.lead}\n\n{self.rest}\n"


def assembled(lead: str, parts: Iterable[Part], most: int = MOST_LETTERS) -> FormInWords:
    """The parts in their order, at most so many letters; one that has no room is named at the end."""
    room, there, left_out = most - _RESERVED - len(lead) - 2, [], []
    for name, part in parts:
        if len(part) + 2 > room:
            left_out.append(name)
            continue
        room -= len(part) + 2
        there.append(part)
    if left_out:
        more = f" ほか{len(left_out) - _NAMED}件" if len(left_out) > _NAMED else ""
        there.append(f"**長いため、ここに載せていないもの**: {'、'.join(left_out[:_NAMED])}{more}")
    return FormInWords(lead, "\n\n".join(there), tuple(left_out))


_ADDRESS = re.compile(r"https?://[A-Za-z0-9\-._~:/?#@!$&'*+,;=%\[\]]+")


def table(name: str, title: str, rows: Iterable[Fact]) -> str:
    """Two columns, which a phone shows side by side; a row without a value is left out."""
    lines = [f"| {inert(key)} | {_value(value)} |" for key, value in rows if value not in (None, "")]
    return "\n".join([f"| {name} | {inert(title)} |", "| --- | --- |", *lines])


def _value(value: Node | None) -> str:
    """A fact's words, each of its lines on a line; an address of nothing but plain signs can be touched."""
    words = words_in(value)
    if isinstance(value, Element) and value.tag == "a" and _ADDRESS.fullmatch(words):
        return f"<{words.replace('&', '&amp;')}>"
    return in_lines(words.split("\n"))


def in_lines(lines: Iterable[str]) -> str:
    """Words that nothing leaves, a line each."""
    return "<br>".join(map(inert, lines))


def as_quotation(title: str, text: str) -> str:
    """A text under a title, line by line, that wraps on a narrow screen and is read without a tap."""
    return f"**{title}**\n\n{_quoted(text)}"


def folded(title: str, text: str) -> str:
    """The same behind its title."""
    return f"<details><summary>{title}</summary>\n\n{_quoted(text)}\n\n</details>"


def _quoted(text: str) -> str:
    lines = [_with_addresses(line) for line in text.strip().splitlines()]
    return "\n".join(f"> {line}<br>" if line else ">" for line in lines)


def _with_addresses(line: str) -> str:
    """A line with its addresses as they are, for the eye and not for the finger: as code, which nobody can touch."""
    between, parts = 0, []
    for address in _ADDRESS.finditer(line):
        parts += [inert(line[between : address.start()]), f"`{address[0]}`"]
        between = address.end()
    return " ".join(filter(None, [*parts, inert(line[between:])]))


def items(title: str, sentences: Iterable[str]) -> str:
    """A list under a title."""
    return "\n".join([f"**{title}**", "", *(f"- {inert(sentence)}" for sentence in sentences)])
