"""How wide a text is set, whatever the font."""

from unicodedata import east_asian_width


def columns(text: str) -> float:
    """Width in full-width letters, about."""
    return sum(1 if east_asian_width(letter) in "WFA" else 0.55 for letter in text)
