"""Secrets that somebody pasted into a text: LINE's channel secret and tokens, GitHub's tokens, private keys.

A SHA-256 (64 digits) or a git hash (40) is no secret, nor is anything in a web address or a data URL: addresses are
public and often carry long numbers. What was found is never repeated in a message.
"""

import re
import unicodedata
from collections.abc import Iterator

_ADDRESS = re.compile(r"https?://[^\s<>\"'()\]]+|data:[a-z/+-]+;base64,[0-9A-Za-z+/=]+")
_MD5 = re.compile(r"(?i)md5")
_ANYWHERE = {
    "GitHubのトークン": re.compile(r"\b(gh[oprsu]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{40,})"),
    "秘密鍵": re.compile(r"-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----"),
    "アクセストークン": re.compile(r"(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]{16,}){2,4}"),
}
_OF_CHANNEL = "LINEのチャネルシークレット"
_SAYS_SO = re.compile(r"(?i)secret|シークレット|秘密")
_OUTSIDE_ADDRESSES = {
    _OF_CHANNEL: re.compile(
        r"(?<![0-9A-Za-z_/.-])(?=[0-9a-f]*[a-f])(?=[0-9a-f]*[0-9])[0-9a-f]{32}(?![0-9A-Za-z_/-])"
    ),
    "LINEのチャネルアクセストークン": re.compile(
        r"(?<![0-9A-Za-z+/=])(?=[0-9a-z+/]*[A-Z])(?=[A-Za-z+/]*[0-9])[0-9A-Za-z+/]{120,}={0,2}"
    ),
}
_WORTH_A_LOOK = re.compile(r"[0-9A-Za-z+/_]{30}|eyJ|PRIVATE KEY")


def leaks(text: str) -> Iterator[tuple[int, str]]:
    """Line (from 1) and kind of everything that looks like a secret."""
    if _WORTH_A_LOOK.search(text):
        for number, line in enumerate(text.split("\n"), start=1):
            for kind in _on(line):
                yield number, kind


def leaks_beside_words(text: str) -> Iterator[tuple[int, str]]:
    """The same for a file of any kind, where 32 digits may be a checksum: only beside a word that says what they are.

    The word may stand on the line or on the one before.
    """
    lines = text.split("\n")
    for number, kind in leaks(text):
        if kind != _OF_CHANNEL or _SAYS_SO.search("".join(lines[max(number - 2, 0) : number])):
            yield number, kind


def _on(line: str) -> Iterator[str]:
    for kind, pattern in _ANYWHERE.items():
        if pattern.search(line):
            yield kind
    rest = _ADDRESS.sub(" ", line)
    for kind, pattern in _OUTSIDE_ADDRESSES.items():
        if pattern.search(rest) and not _MD5.search(rest):
            yield kind


# Between the digits of a number: whatever people put there that is no letter, and does not part two numbers.
_GAP = r"(?:[^\w、,:;。]|[ー_]){0,3}"
_DIGITS = str.maketrans(
    "〇一二三四五六七八九", "0123456789", "\ufe0f\u20e3"
)  # the last two make an emoji of a digit
_FOREIGN_DIGIT = re.compile(r"[^\D0-9]")
_MOBILE = re.compile(
    rf"(?<![0-9])(?<![0-9][-./:])(?:\+?81{_GAP}(?:\(?0\)?)?{_GAP}|\(?0)\s?[5-9]\s?0(?:{_GAP}[0-9]){{8}}(?![0-9])"
)
_TWELVE = re.compile(rf"(?<![0-9A-Za-z-])[0-9](?:{_GAP}[0-9]){{11}}(?![0-9-])")
_FOURS = re.compile(r"[0-9]{4}([^0-9]*)[0-9]{4}\1[0-9]{4}")
_MAIL = re.compile(r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


def personal_data(written: str) -> Iterator[str]:
    """What kinds of personal data a record seems to hold; full-width digits count as digits."""
    yield from private_numbers(written)
    if _MAIL.search(unicodedata.normalize("NFKC", written)):
        yield "メールアドレス"


def private_numbers(written: str) -> list[str]:
    """The same of a text for the public, in which the mail address of an office may stand."""
    plain = unicodedata.normalize("NFKC", written).translate(_DIGITS)
    digits = _FOREIGN_DIGIT.sub(lambda digit: str(int(digit[0])), plain)
    kinds = ["携帯電話の番号"] if _MOBILE.search(digits) else []
    if any(_is_national(number[0]) for number in _TWELVE.finditer(digits)):
        kinds.append("個人番号")
    return kinds


def _is_national(written: str) -> bool:
    """True for twelve digits, alone or in fours, of which the last is the check digit of an individual number."""
    if not _FOURS.fullmatch(written):
        return False
    digits = re.sub("[^0-9]", "", written)
    weighed = sum(
        int(digit) * (place + 1 if place <= 6 else place - 5)
        for place, digit in enumerate(reversed(digits[:-1]), start=1)
    )
    rest = weighed % 11
    return int(digits[-1]) == (0 if rest <= 1 else 11 - rest)
