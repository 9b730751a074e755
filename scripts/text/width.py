"""How wide a text is set, whatever the font."""

import re
from functools import lru_cache
from unicodedata import category, east_asian_width

_JOINED = re.compile("\u200d.?", re.DOTALL)  # makes one picture of the emoji on both sides of it
_NARROW = 0.55


def columns(text: str) -> float:
    """Width in full-width letters, about; what is set upon the letter before it takes no width."""
    return sum(map(_width, _JOINED.sub("", text)))


@lru_cache(maxsize=4096)
def _width(letter: str) -> float:
    if category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 1 if east_asian_width(letter) in "WFA" else _NARROW
