"""A line of text as an author wrote it, and in its plain form."""

import re
import unicodedata
from dataclasses import dataclass

_ADDRESS = re.compile(r"https?://[!-~]+|!\[[^\]\n]*\]\([^)\n]*\)|\]\([^)\n]*\)", re.IGNORECASE)


@dataclass(frozen=True)
class TextLine:
    """One line: its number in the file, its letters as written, and in their plain form (NFKC, no addresses, no bold)."""

    number: int
    written: str
    plain: str


def line_of(number: int, written: str) -> TextLine:
    """The line with its plain form."""
    plain = (written if written.isascii() else unicodedata.normalize("NFKC", written)).replace("**", "")
    return TextLine(number, written, _ADDRESS.sub(" ", plain) if "](" in plain or "://" in plain else plain)
