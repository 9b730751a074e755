"""Which posts a form speaks of: its own id, and every id that stands in one of its fields."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from scripts.checking.changes import ChangedFile
from scripts.content.form import Form
from scripts.content.post import Post
from scripts.reading.body import Heading, Paragraph, Points, plain
from scripts.reading.document import Document
from scripts.reading.strict_yaml import Key
from scripts.text.text_line import TextLine, line_of

_WRONG_LINE = re.compile(r"[(【\[〔<]\s*(?:誤|誤り)\s*[)】\]〕>]|^[\s・*-]*誤(?:り)?[:\s]")


def meant_lines(post: Post) -> Iterator[TextLine]:
    """The same without the line of a correction that quotes what was wrong: （誤）…"""
    for line in post.lines:
        if not (post.corrects and _WRONG_LINE.search(line.plain)):
            yield line


def sent_lines(post: Post) -> Iterator[TextLine]:
    """What readers get, line by line and without mark-up: title, event, correction and text.

    A link is its label, or its URL where it has none; `line_no` is the line of the file that it comes from.
    """
    yield from _sent(post.line("title"), post.title)
    if post.event:
        for name in ("place", "fee", "capacity"):
            yield from _sent(
                post.line("event", name), getattr(post.event, "venue" if name == "place" else name)
            )
    for pair in post.correction:
        yield from _sent(post.line("correction", pair.index, "wrong"), pair.wrong)
        yield from _sent(post.line("correction", pair.index, "right"), pair.right)
    for block in post.body.blocks:
        if isinstance(block, Points):
            for item in block.items:
                yield from _sent(item.line, plain(item.runs))
        elif isinstance(block, Heading | Paragraph):
            yield from _sent(block.line, plain(block.runs))


def _sent(line_no: int, written: str) -> Iterator[TextLine]:
    for further, line in enumerate(written.split("\n")):
        if line.strip():
            yield line_of(line_no + further, line)


def field_texts(document: Document) -> Iterator[str]:
    """Every text in the fields of a form."""
    return (text for _, text in _texts(document.data, ()))


def field_lines(document: Document) -> Iterator[TextLine]:
    """Every text in the fields of a form, in the order of the file."""
    for key, text in _texts(document.data, ()):
        yield line_of(document.line(*key), text)


def _texts(value: Any, key: Key) -> Iterator[tuple[Key, str]]:
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _texts(inner, (*key, name))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _texts(inner, (*key, place))


_POST_ID = re.compile(r"[0-9]{8}-[a-z0-9-]+")


def mentioned_posts(subjects: Iterable[object]) -> frozenset[str]:
    """The ids of all posts that these speak of. What has not the form of an id is none."""
    ids: set[str] = set()
    for subject in subjects:
        if isinstance(subject, Form):
            ids |= {text for text in field_texts(subject.document) if text[:1].isdigit()}
        if isinstance(subject, Post | ChangedFile):
            ids.add(subject.post_id)
    return frozenset(filter(_POST_ID.fullmatch, ids))
