"""Personal data that somebody typed into a record: telephone, mail, the 12 digits of the national number."""

import re
import unicodedata
from collections.abc import Iterator, Mapping

_NUMBERS = {
    "携帯電話の番号": re.compile(r"(?<!\d)0[5789]0[-–‐−ー ]?\d{4}[-–‐−ー ]?\d{4}(?!\d)"),
    "個人番号(12桁の数字)": re.compile(r"(?<![\d-])\d{4}[- ]?\d{4}[- ]?\d{4}(?![\d-])"),
}
_ANYTHING = {
    **_NUMBERS,
    "メールアドレス": re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+"),
}


def personal_data(written: str) -> Iterator[str]:
    """What kinds of personal data a record seems to hold; full-width digits count as digits."""
    return _found(written, _ANYTHING)


def private_numbers(written: str) -> Iterator[str]:
    """The same of a text for the public, in which the mail address of an office may stand."""
    return _found(written, _NUMBERS)


def _found(written: str, patterns: Mapping[str, re.Pattern[str]]) -> Iterator[str]:
    plain = unicodedata.normalize("NFKC", written)
    return (kind for kind, pattern in patterns.items() if pattern.search(plain))
