"""The words of a post line by line: as readers get them, and as its author wrote them where that reads differently."""

import re
import string
from collections.abc import Iterator, Mapping

from scripts.reading.body import Body, lines_of, sentences_of
from scripts.reading.document import Document
from scripts.reading.fields import mapping, sequence, text
from scripts.reading.strict_yaml import Key
from scripts.text.text_line import TextLine, line_of

_MARK = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])\s")
_NO_LETTERS = str.maketrans("", "", string.punctuation + string.whitespace + "　")


def sent_lines(document: Document, body: Body) -> Iterator[TextLine]:
    """What readers get, without mark-up: title, event, correction and body.

    A link is its label, or its URL where it has none; `line_no` is the line of the file that it comes from.
    """
    for key, words in _fields(document.data):
        yield from text_lines(document.line_no(*key), text(words))
    for block in body.blocks:
        for runs in sentences_of(block):
            yield from (line_of(line_no, words) for line_no, words in lines_of(runs) if words.strip())


def with_written(sent: tuple[TextLine, ...], body: Body) -> Iterator[TextLine]:
    """The sent lines, then every line of the source that has other letters than those that are sent of it."""
    yield from sent
    same = {(line.line_no, line.plain.translate(_NO_LETTERS)) for line in sent}
    for line in text_lines(body.first_line, body.text):
        mark = _MARK.match(line.plain)
        letters = line.plain[mark.end() if mark else 0 :].translate(_NO_LETTERS)
        if (line.line_no, letters) not in same:
            yield line


def text_lines(line_no: int, words: str) -> Iterator[TextLine]:
    """Some words line by line, the first on that line of the file; blank lines are left out."""
    return (
        line_of(line_no + further, line) for further, line in enumerate(words.split("\n")) if line.strip()
    )


def _fields(data: Mapping[str, object]) -> Iterator[tuple[Key, object]]:
    yield ("title",), data.get("title")
    for name in ("place", "fee", "capacity"):
        yield ("event", name), mapping(data.get("event")).get(name)
    for index, pair in enumerate(sequence(data.get("correction"))):
        for name in ("wrong", "right"):
            yield ("correction", index, name), mapping(pair).get(name)
