"""Co-authors that a commit message names, by the numbers of their accounts.

Git and GitHub do not agree on what a trailer is, and both change. So every line that could be one, to a reader who
overlooks letter case, blanks, punctuation, width and invisible letters, counts as one; and one that is not exactly
`Co-authored-by: Name <number+login@users.noreply.github.com>` names somebody who cannot be known for sure.
"""

import re
from unicodedata import normalize

_ADDRESS = r"<(\d{1,18})\+[^@<>\s]+@users\.noreply\.github\.com>"
_TRAILER = re.compile(rf"[ \t]*co-authored-by[ \t]*:[^<>@]*{_ADDRESS}[ \t]*", re.IGNORECASE | re.ASCII)
_ADDRESSES = re.compile(_ADDRESS, re.IGNORECASE | re.ASCII)


def co_authors(message: str) -> tuple[int | None, ...]:
    """The account number of every co-author, and None for each line that may name one and cannot be read for sure."""
    numbers: list[int | None] = []
    for line in message.splitlines():  # at every line end that Unicode knows, U+2028 and form feeds too
        if "coauthor" in _letters(line):
            numbers += [int(digits) for digits in _ADDRESSES.findall(line)]
            numbers += [] if _TRAILER.fullmatch(line) else [None]
    return tuple(numbers)


def _letters(line: str) -> str:
    return "".join(letter for letter in normalize("NFKC", line).casefold() if letter.isalnum())
