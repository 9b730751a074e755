"""The words of a post, line by line: what readers will see, and what the author wrote beside it."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from scripts.core.document import Document
from scripts.core.line import Line, line_of
from scripts.core.post import Post
from scripts.core.strict_yaml import Key

_WRONG_LINE = re.compile(r"[(【\[〔<]\s*(?:誤|誤り)\s*[)】\]〕>]|^[\s・*-]*誤(?:り)?[:\s]")


def meant_lines(post: Post) -> Iterator[Line]:
    """The same without the line of a correction that quotes what was wrong: （誤）…"""
    for line in post.lines:
        if not (post.corrects and _WRONG_LINE.search(line.plain)):
            yield line


def field_texts(document: Document) -> Iterator[str]:
    """Every text in the fields of a form."""
    return (text for _, text in _texts(document.data, ()))


def field_lines(document: Document) -> Iterator[Line]:
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
