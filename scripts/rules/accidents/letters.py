"""Letters that nobody can see or read aloud: left by a word processor, a PDF or an old machine."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby

from scripts.checking.context import RuleContext, Spoken, is_sent
from scripts.rules.book import rule
from scripts.text.quote import BLANK_LETTERS, quoted, to_paste

_HIDDEN = set(BLANK_LETTERS) | {"\u034f", "\u061c", "\u180e"} | {"\u200b", "\u2060", "\ufeff", "\u00ad"} | {chr(number) for number in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F)}  # fmt: skip


_TABS = re.compile("\t+")


@rule("letters-hidden", "過去の事故")
def letters_hidden(spoken: Spoken, _: RuleContext) -> Iterator[tuple[int, str]]:
    """目に見えない文字や、読む人の機械によって化ける文字を使わない。

    Bad: 文字の向きを変える制御文字、外字、文の中のタブ
    Good: 普通の文字と絵文字
    """
    source = dict(enumerate(spoken.document.body.split("\n"), spoken.document.body_line))
    for line in spoken.lines:
        typed = source.get(line.line_no, line.written)
        # What stands in the body as its number (&#x200b;) is refused as that.
        bad = sorted(
            {letter for letter in line.written if _is_hidden(letter) and not _is_number(letter, typed)}
        )
        if bad:
            names = "、".join(f"U+{ord(letter):04X}" for letter in bad[:5])
            message = f"目に見えない文字や外字({names})があります。"
            clean = "".join(letter for letter in typed.strip() if letter not in bad)
            lost = any(
                unicodedata.category(letter) in ("Co", "Cn", "Cs") or letter == "\ufffd" for letter in bad
            )
            yield (
                line.line_no,
                f"{message}{'その部分を打ち直してください。' if lost else to_paste(clean)}",
            )
        if "\t" in typed.strip():
            message = (
                "文の中にタブ(表計算ソフトの列の区切りなど)があり、スマートフォンでは間の空き方が変わります。"
            )
            yield line.line_no, f"{message}{to_paste(_TABS.sub('　', typed.strip()))}"


@rule("letters-old", "わかりやすさ", "warning")
def letters_old(spoken: Spoken, context: RuleContext) -> Iterator[tuple[int, str]]:
    """半角のカタカナや、似た形の別の文字を使わない。

    Bad: ｵﾝﾗｲﾝ、⽇時(部首の文字)、が(「か」と濁点)
    Good: オンライン、日時、が
    """
    if is_sent(spoken, context):
        return
    for line in spoken.lines:
        for is_old, letters in groupby(line.written, _is_old):
            if is_old:
                old = "".join(letters)
                message = f"{quoted(old)}は、読み上げや検索が正しくできないことがあります。"
                paste = unicodedata.normalize("NFKC", old)
                yield line.line_no, f"{message}{quoted(paste)}のように、普通の文字で打ち直してください。"


def _is_number(letter: str, typed: str) -> bool:
    return letter not in typed and "&#" in typed


def _is_hidden(letter: str) -> bool:
    kind = unicodedata.category(letter)
    return (
        letter in _HIDDEN
        or kind in ("Co", "Cn", "Cs")
        or letter == "\ufffd"
        or (kind == "Cc" and letter != "\t")
    )


def _is_old(letter: str) -> bool:
    number = ord(letter)
    half_width = 0xFF61 <= number <= 0xFF9F
    radical = 0x2E80 <= number <= 0x2FDF or 0xF900 <= number <= 0xFAFF
    return half_width or radical or letter in "\u3099\u309a"
