"""Where a text says what a correction calls wrong: the very words, and not a longer number or what is right."""

import re
from collections.abc import Iterable
from unicodedata import normalize

from scripts.content.post import Correction

_YEAR = re.compile(r"\d{4}年")
_SAYS_NOTHING = 1  # letters and digits: so few words stand everywhere


def wrong_words(sentences: Iterable[str], pairs: Iterable[Correction]) -> list[str]:
    """The wrong ones of the pairs that one of the sentences says; blanks do not count, nor years that only one of the two has."""
    lines = [_close(sentence) for sentence in sentences]
    return [pair.wrong for pair in pairs if any(_says(line, pair) for line in lines)]


def stands_alone(words: str, text: str) -> bool:
    """True where the text has the words, and not as a part of a longer number."""
    return any(True for _ in _places(words, text))


def _says(line: str, pair: Correction) -> bool:
    wrong, right = _close(pair.wrong), _close(pair.right)
    if sum(map(str.isalnum, wrong)) <= _SAYS_NOTHING:
        return False
    if not _YEAR.search(wrong):
        line, right = _YEAR.sub("", line), _YEAR.sub("", right)
    put_right = list(_places(right, line)) if wrong in right else []
    return any(
        not any(start <= here and end <= until for start, until in put_right)
        for here, end in _places(wrong, line)
    )


def _places(words: str, text: str) -> Iterable[tuple[int, int]]:
    before = r"(?<![\d,.])" if words[:1].isdigit() else ""
    after = r"(?![\d]|[,.]\d)" if words[-1:].isdigit() else ""
    return (match.span() for match in re.finditer(before + re.escape(words) + after, text) if words)


def _close(words: str) -> str:
    return "".join(normalize("NFKC", words).split())
