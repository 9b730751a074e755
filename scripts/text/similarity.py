"""How alike two posts read: the same text sent twice was an accident elsewhere."""

import re
import unicodedata
from dataclasses import dataclass

_LENGTH = 5
_TITLE = re.compile(r"^title:(.*)$", re.MULTILINE)
_NO_WORDS = re.compile(r"https?://[!-~]+|[\W\d_]+")


@dataclass(frozen=True)
class Fingerprint:
    """The fingerprint of a post: every stretch of five letters in its title and text, without dates and marks."""

    post_id: str
    stretches: frozenset[str]


def print_of(post_id: str, written: str) -> Fingerprint:
    """The fingerprint of a `post.md`. Its title is found without reading the fields: many are looked at."""
    fields, _, body = written.removeprefix("---").partition("\n---")
    title = _TITLE.search(fields)
    whole = unicodedata.normalize("NFKC", f"{title[1] if title else ''}\n{body}")
    letters = _NO_WORDS.sub("", whole)
    return Fingerprint(
        post_id, frozenset(letters[at : at + _LENGTH] for at in range(max(1, len(letters) - _LENGTH + 1)))
    )


def likeness(one: Fingerprint, other: Fingerprint) -> float:
    """How much of both texts is in both: 1 is the same text, 0 nothing in common."""
    return len(one.stretches & other.stretches) / len(one.stretches | other.stretches)
