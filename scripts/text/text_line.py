"""A line of text as an author wrote it, and in its plain form."""

import re
import unicodedata
from dataclasses import dataclass

_ADDRESS = re.compile(r"https?://[!-~]+|!\[[^\]\n]*\]\([^)\n]*\)|\]\([^)\n]*\)", re.IGNORECASE)


@dataclass(frozen=True)
class TextLine:
    """One line: its number in the file, its letters, and their plain form (NFKC, no addresses, no bold)."""

    line_no: int
    written: str
    plain: str


def line_of(line_no: int, written: str) -> TextLine:
    """The line with its plain form."""
    plain = (written if written.isascii() else unicodedata.normalize("NFKC", written)).replace("**", "")
    return TextLine(line_no, written, _ADDRESS.sub(" ", plain) if "](" in plain or "://" in plain else plain)
