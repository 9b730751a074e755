"""What an author wrote, as a message may repeat it: short, on one line, nothing invisible."""

import unicodedata

_LONGEST, _HEAD = 40, 26
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def quoted(written: object) -> str:
    """The writing between 「」, without its middle beyond 40 letters, control characters as their number."""
    letters = written if isinstance(written, str) else _spoken(written)
    cut = letters if len(letters) <= _LONGEST else f"{letters[:_HEAD]}…{letters[_HEAD - _LONGEST + 1 :]}"
    return f"「{''.join(map(_seen, cut))}」"


def _seen(letter: str) -> str:
    if letter in "\n\t":
        return " "
    return f"<U+{ord(letter):04X}>" if unicodedata.category(letter) in _UNSEEN else letter


def _spoken(value: object) -> str:
    if value is None:
        return "空欄"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "一覧"
    return "項目の集まり" if isinstance(value, dict) else str(value)
