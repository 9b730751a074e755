"""The words of a post, line by line: what readers will see, and what the author wrote beside it."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from scripts.core.document import Document
from scripts.core.post import Post
from scripts.core.strict_yaml import Key

_URL = re.compile(r"https?://[!-~]+|!\[[^\]\n]*\]\([^)\n]*\)|\]\([^)\n]*\)", re.IGNORECASE)
_WRONG_LINE = re.compile(r"[(【\[〔<]\s*(?:誤|誤り)\s*[)】\]〕>]|^[\s・*-]*誤(?:り)?[:\s]")


@dataclass(frozen=True)
class Line:
    """One line: its number in the file, its letters as written, and in their plain form (NFKC, no addresses)."""

    number: int
    written: str
    plain: str


def sent_lines(post: Post) -> Iterator[Line]:
    """Title, place of the event and body, as readers will see them."""
    if post.title:
        yield _line(post.line("title"), post.title)
    if post.event and post.event.place:
        yield _line(post.line("event", "place"), post.event.place)
    for number, written in enumerate(post.body.text.split("\n"), post.body.first_line):
        if written.strip():
            yield _line(number, written)


def meant_lines(post: Post) -> Iterator[Line]:
    """The same without the line of a correction that quotes what was wrong: （誤）…"""
    for line in sent_lines(post):
        if not (post.corrects and _WRONG_LINE.search(line.plain)):
            yield line


def field_texts(document: Document) -> Iterator[str]:
    """Every text in the fields of a form."""
    return (text for _, text in _texts(document.data, ()))


def field_lines(document: Document) -> Iterator[Line]:
    """Every text in the fields of a form, in the order of the file."""
    for key, text in _texts(document.data, ()):
        yield _line(document.line(*key), text)


def _texts(value: Any, key: Key) -> Iterator[tuple[Key, str]]:
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _texts(inner, (*key, name))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _texts(inner, (*key, place))


def _line(number: int, written: str) -> Line:
    return Line(number, written, _URL.sub(" ", unicodedata.normalize("NFKC", written)))
