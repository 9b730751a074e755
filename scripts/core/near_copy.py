"""How alike two posts read: the same text sent twice was an accident elsewhere."""

import re
import unicodedata
from dataclasses import dataclass

from scripts.core.document import Document
from scripts.core.fields import text

_LENGTH = 5
_NO_WORDS = re.compile(r"https?://[!-~]+|[\W\d_]+")


@dataclass(frozen=True)
class Print:
    """The fingerprint of a post: every stretch of five letters in its title and text, without dates and marks."""

    post_id: str
    stretches: frozenset[str]


def print_of(post_id: str, document: Document) -> Print:
    """The fingerprint of a post that was read."""
    whole = unicodedata.normalize("NFKC", f"{text(document.data.get('title'))}\n{document.body}")
    letters = _NO_WORDS.sub("", whole)
    return Print(
        post_id, frozenset(letters[at : at + _LENGTH] for at in range(max(1, len(letters) - _LENGTH + 1)))
    )


def likeness(one: Print, other: Print) -> float:
    """How much of both texts is in both: 1 is the same text, 0 nothing in common."""
    return len(one.stretches & other.stretches) / len(one.stretches | other.stretches)
