"""A line of text as an author wrote it, and in its plain form."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_ADDRESS = re.compile(
    r"https?://[!-~]+|!\[[^\[\]\n]{0,300}\]\([^()\n]{0,2000}\)|\]\([^()\n]{0,2000}\)", re.IGNORECASE
)
_LETTER = re.compile(r".[\u0300-\u036f\u3099\u309a\uff9e\uff9f]*", re.DOTALL)  # with the marks that join it


@dataclass(frozen=True)
class TextLine:
    """One line: its number in the file, its letters, and their plain form (NFKC, no addresses, no bold)."""

    line_no: int
    written: str
    plain: str

    def typed(self, start: int, end: int) -> str:
        """What the author typed at a place of the plain form: 「№1」 where that holds No1."""
        spans = _spans(self.written)
        if self.plain == self.written or len(spans) != len(self.plain) or start >= end:
            return self.plain[start:end]
        return self.written[spans[start][0] : spans[end - 1][1]]


def line_of(line_no: int, written: str) -> TextLine:
    """The line with its plain form."""
    plain = (written if written.isascii() else unicodedata.normalize("NFKC", written)).replace("**", "")
    return TextLine(line_no, written, _ADDRESS.sub(" ", plain) if "](" in plain or "://" in plain else plain)


@lru_cache(maxsize=64)
def _spans(written: str) -> tuple[tuple[int, int], ...]:
    """Where each letter of the plain form stands in the written one."""
    letters = [
        (plain, letter.span())
        for letter in _LETTER.finditer(written)
        for plain in unicodedata.normalize("NFKC", letter[0])
    ]
    for pattern, put in ((re.compile(r"\*\*"), ""), (_ADDRESS, " ")):
        whole = "".join(plain for plain, _ in letters)
        for match in reversed(list(pattern.finditer(whole))):
            span = (letters[match.start()][1][0], letters[match.end() - 1][1][1])
            letters[match.start() : match.end()] = [(put, span)] if put else []
    return tuple(span for _, span in letters)
