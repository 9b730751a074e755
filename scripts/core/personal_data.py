"""Personal data that somebody typed into a record: telephone, mail, the 12 digits of the national number."""

import re
import unicodedata
from collections.abc import Iterator

_MOBILE = re.compile(r"(?<!\d)0[5789]0[-–‐−ー ]?\d{4}[-–‐−ー ]?\d{4}(?!\d)")
_TWELVE = re.compile(r"(?<![\d-])(\d{4})([- ]?)(\d{4})\2(\d{4})(?![\d-])")
_MAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


def personal_data(written: str) -> Iterator[str]:
    """What kinds of personal data a record seems to hold; full-width digits count as digits."""
    yield from private_numbers(written)
    if _MAIL.search(unicodedata.normalize("NFKC", written)):
        yield "メールアドレス"


def private_numbers(written: str) -> Iterator[str]:
    """The same of a text for the public, in which the mail address of an office may stand."""
    plain = unicodedata.normalize("NFKC", written)
    if _MOBILE.search(plain):
        yield "携帯電話の番号"
    if any(_is_national("".join(found.group(1, 3, 4))) for found in _TWELVE.finditer(plain)):
        yield "個人番号"


def _is_national(digits: str) -> bool:
    """True if the last of the twelve digits is the check digit that an individual number carries."""
    weighed = sum(
        int(digit) * (place + 1 if place <= 6 else place - 5)
        for place, digit in enumerate(reversed(digits[:-1]), start=1)
    )
    rest = weighed % 11
    return int(digits[-1]) == (0 if rest <= 1 else 11 - rest)
