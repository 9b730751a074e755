"""How wide a text is set, whatever the font."""

from unicodedata import category, east_asian_width

_JOINER = "\u200d"  # makes one picture of the emoji on both sides of it
_NARROW = 0.55


def columns(text: str) -> float:
    """Width in full-width letters, about; what is set upon the letter before it takes no width."""
    widths = ((letter, before) for before, letter in zip(" " + text, text, strict=False))
    return sum(_width(letter) for letter, before in widths if before != _JOINER)


def _width(letter: str) -> float:
    if category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 1 if east_asian_width(letter) in "WFA" else _NARROW
