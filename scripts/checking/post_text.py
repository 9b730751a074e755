"""The words of a form: what it says of days to come, the texts of its fields, the posts that it speaks of."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from scripts.checking.changes import ChangedFile
from scripts.checking.context import Spoken
from scripts.content.form import Form
from scripts.content.places import POST_ID
from scripts.content.post import Post
from scripts.reading.document import Document
from scripts.reading.strict_yaml import Key
from scripts.text.text_line import TextLine, line_of

_SENTENCE = re.compile(r"[^。]+")
_TELLS = re.compile(
    r"誤(?![解差字飲嚥])|間違(?!いな|いあり)|訂正|お詫び|おわび|当初|変更前|延期前|昨年|去年|前年|おととし|前回"
    r"|と(?:お知らせ|ご案内|記載|お伝え)し|としてい"
)
_RIGHT = re.compile(r"正しく(?:は|い)|[(【\[〔<]\s?正\s?[)】\]〕>]|^[\s・*-]{0,4}正(?:しい)?[:\s]|[→⇒]")


def meant_lines(spoken: Spoken) -> Iterator[TextLine]:
    """What is said of the days to come, line by line.

    A sentence that tells of a mistake, of last year or of what was planned at first is blanked; what is said to be
    right in it is kept. Letters keep their places. What a correction quotes as wrong is left out.
    """
    quotes = _quoted_as_wrong(spoken)
    return (
        replace(line, plain=_SENTENCE.sub(_without_told, line.plain)) if _TELLS.search(line.plain) else line
        for line in spoken.lines
        if (line.line_no, line.plain) not in quotes
    )


def _quoted_as_wrong(spoken: Spoken) -> set[tuple[int, str]]:
    pairs = spoken.correction if isinstance(spoken, Post) else ()
    places = (spoken.line_no("correction", index, "wrong") for index in range(len(pairs)))
    return {
        (line_no, line_of(line_no, pair.wrong).plain) for line_no, pair in zip(places, pairs, strict=True)
    }


def _without_told(sentence: re.Match[str]) -> str:
    if not _TELLS.search(sentence[0]):
        return sentence[0]
    rights = [match.end() for match in _RIGHT.finditer(sentence[0])]
    kept = rights[-1] if rights else len(sentence[0])
    return " " * kept + sentence[0][kept:]


def field_texts(document: Document) -> Iterator[str]:
    """Every text in the fields of a form."""
    return (text for _, text in field_keys(document))


def field_keys(document: Document) -> Iterator[tuple[Key, str]]:
    """Every text in the fields of a form, with its key."""
    return _texts(document.data, ())


def _texts(value: Any, key: Key) -> Iterator[tuple[Key, str]]:
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _texts(inner, (*key, name))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _texts(inner, (*key, place))


def mentioned_posts(subjects: Iterable[object]) -> frozenset[str]:
    """The ids of all posts that these speak of. What has not the form of an id is none."""
    ids: set[str] = set()
    for subject in subjects:
        if isinstance(subject, Form):
            ids |= {text for text in field_texts(subject.document) if text[:1].isdigit()}
        if isinstance(subject, Post | ChangedFile):
            ids.add(subject.post_id)
    return frozenset(filter(POST_ID.fullmatch, ids))
