"""What an author wrote, repeated harmlessly: in a message on one line, in Markdown inside a fence."""

import re
from unicodedata import category

_LONGEST, _HEAD = 40, 26
_PASTED = 160
# Letters by their class, of which nothing is seen.
BLANK_LETTERS = "\u115f\u1160\u2800\u3164\uffa0"
_GAP = "&#8203;"  # no width, and no mention, reference, emoji or address goes on behind it
_MARK_UP = re.compile(r"[!#$&*<>@\[\\\]_`{|}~]")
_MARK_UP_BUT_NAMES = re.compile(rf"(?!(?<=\()@[A-Za-z0-9_-]+\)){_MARK_UP.pattern}")
_OPENS = re.compile(r"^(?=[-+=]|\d+[.)])|(?<=:)(?=[A-Za-z/+-])|(?<=[Ww])(?=\.)")
# What GitHub's runner takes for an order to itself in a log: `::order::` at the beginning of a line, `##[order]` anywhere.
_ORDER = re.compile("[\\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u2060-\u2064\ufeff]*::")
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def quoted(written: object) -> str:
    """The writing between 「」, without its middle beyond 40 letters, control characters as their number."""
    letters = written if isinstance(written, str) else _spoken(written)
    cut = letters if len(letters) <= _LONGEST else f"{letters[:_HEAD]}…{letters[_HEAD - _LONGEST + 1 :]}"
    return f"「{''.join(map(_seen, cut))}」"


def visible(text: str) -> str:
    """A text on one line whose control and format characters stand as their numbers: a file name may hold any."""
    return "".join(
        letter if category(letter) not in ("Cc", "Cf", "Zl", "Zp") else f"<U+{ord(letter):04X}>"
        for letter in text
    )


def in_utf8(name: str) -> str:
    """A name as it can be written and sent: of one that is not UTF-8 the foreign bytes stand as their numbers."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def without_orders(text: str) -> str:
    """The text for a log, whoever wrote its words: GitHub's runner takes none of its lines for an order."""
    lines = text.replace("##[", "## [").splitlines(keepends=True)
    return "".join(f"| {line}" if _ORDER.match(line) else line for line in lines)


def without_orders_in_json(written: str) -> str:
    """The same of JSON, every value as it was: no line of it begins with words, and `#` stands in strings alone."""
    return written.replace("##[", "#\\u0023[")


def to_paste(line: str) -> str:
    """A sentence that hands over the corrected line, where it is short enough to be copied from a message."""
    whole = "".join(map(_seen, line.strip()))
    return f"「{whole}」に直してください。" if len(whole) <= _PASTED else "この行を直してください。"


def fenced(text: str, language: str = "text") -> str:
    """The text in a Markdown fence that nothing in it can close, to be copied as it stands."""
    fence = "`" * max(3, _longest_ticks(text) + 1)
    return "\n".join([f"{fence}{language}", text.strip("\n"), fence])


def in_code(text: str) -> str:
    """The text on one line as a span of code that nothing in it can close."""
    line = visible(" ".join(text.split()))
    ticks = "`" * (_longest_ticks(line) + 1)
    gap = " " if len(ticks) > 1 or not line else ""
    return f"{ticks}{gap}{line}{gap}{ticks}"


def _longest_ticks(text: str) -> int:
    return max(map(len, re.findall(r"`+", text)), default=0)


def inert(text: str, mentions: bool = False) -> str:
    """The text on one line of Markdown, in a table's cell too: no mark-up, address, mention or picture comes of it.

    `mentions`: a sentence that names people as `(@login)` for GitHub to tell them keeps that sign; a team is nobody's name.
    """
    line = visible(" ".join(text.split()))
    gapped = "\0".join(_OPENS.split(line))
    marked = (_MARK_UP_BUT_NAMES if mentions else _MARK_UP).sub(_as_number, gapped)
    return marked.replace("\0", _GAP)


def _as_number(sign: re.Match[str]) -> str:
    return f"&#{ord(sign[0])};{_GAP if sign[0] in '@#$' else ''}"


def _seen(letter: str) -> str:
    if letter in "\n\t":
        return " "
    return f"<U+{ord(letter):04X}>" if category(letter) in _UNSEEN else letter


def _spoken(value: object) -> str:
    if value is None:
        return "空欄"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "一覧"
    return "項目の集まり" if isinstance(value, dict) else str(value)
