"""Letters that nobody can see or read aloud: left by a word processor, a PDF or an old machine."""

import unicodedata
from collections.abc import Iterator
from itertools import groupby

from scripts.checking.context import RuleContext, Spoken, is_sent
from scripts.rules.book import rule
from scripts.text.quote import BLANK_LETTERS, quoted

_HIDDEN = set(BLANK_LETTERS) | {"\u034f", "\u061c", "\u180e"} | {"\u200b", "\u2060", "\ufeff", "\u00ad"} | {chr(number) for number in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F)}  # fmt: skip


@rule("letters-hidden", "過去の事故")
def letters_hidden(spoken: Spoken, _: RuleContext) -> Iterator[tuple[int, str]]:
    """目に見えない文字や、読む人の機械によって化ける文字を使わない。

    Bad: 文字の向きを変える制御文字、外字
    Good: 普通の文字と絵文字
    """
    for line in spoken.lines:
        bad = sorted({letter for letter in line.written if _is_hidden(letter)})
        if bad:
            names = "、".join(f"U+{ord(letter):04X}" for letter in bad[:5])
            message = f"目に見えない文字や外字({names})があります。"
            yield line.line_no, f"{message}その部分を打ち直してください。"


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
