"""Lines of YAML as people type them: what goes wrong around a key is reported and put right before YAML reads on.

So each slip is found on its own line, and nothing is said of the innocent lines that follow.
"""

import re
from typing import Any

import yaml

from scripts.reading.problem import SyntaxProblem
from scripts.text.quote import to_paste

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BREAKS = (
    "\x0b\x0c\x85\u2028\u2029"  # YAML takes them for line ends: every line after them would be miscounted
)
_ODD_BLANKS = "\xa0\u1680\u2000-\u200d\u202f\u205f\u2060\ufeff"
_BLANKS = " \t　\xa0\u1680\u202f\u205f\u2060\ufeff" + "".join(map(chr, range(0x2000, 0x200E)))
_KEY = re.compile(
    rf"(?P<head>[ \t　{_ODD_BLANKS}]*(?:-[ \t　{_ODD_BLANKS}]+)*)(?P<key>[A-Za-z_][A-Za-z0-9_]*)"
    rf"(?P<before>[ \t　{_ODD_BLANKS}]*)(?P<colon>[:：])(?P<after>[ \t　{_ODD_BLANKS}]*)(?P<value>.*)"
)
_FINE = re.compile(  # as nearly every line is
    rf"[ ]*(?:-[ ]+)*[A-Za-z_][A-Za-z0-9_]*:(?:[ ]+[^\s{_ODD_BLANKS}][^{_BREAKS}]*(?<![　{_ODD_BLANKS}]))?"
)
_PLAIN_KEY = re.compile(r"[ ]*[A-Za-z_]\w*:")
_LITERAL = re.compile(r"[^#]*:[ \t]+[|>][-+0-9]*[ \t]*(?:#.*)?")
_DEEPEST = 30
_MARKS = re.compile(r" *(?:[-?:][ \t]+)+")
_ODD = re.compile(f"[{_ODD_BLANKS}]")
_ODD_BREAK = re.compile(f"[{_BREAKS}]")


def put_right(lines: list[str], first_line: int) -> tuple[list[str], list[SyntaxProblem]]:
    """The lines with the slips around their keys mended, and a problem for each. Text blocks stay as they are."""
    right: list[str] = []
    problems: list[SyntaxProblem] = []
    beside: int | None = None  # how far the last key with a value is set in: the next one stands no deeper
    literal: int | None = None  # how far the key of an open text block is set in
    for line_no, line in enumerate(lines, first_line):
        indent = len(line) - len(line.lstrip(" "))
        literal = literal if literal is not None and (indent > literal or not line.strip()) else None
        is_comment = literal is None and line.lstrip().startswith("#")
        if not _FINE.fullmatch(line) and (odd := _ODD_BREAK.search(line)):
            line = _ODD_BREAK.sub(" ", line)
            if not is_comment:
                message = f"{_invisible(odd[0])}{to_paste(line)}"
                problems.append(SyntaxProblem(line_no, "invisible", message))
        if literal is None and not is_comment:
            mended, slips = (line, []) if _FINE.fullmatch(line) else _mended(line, beside)
            if _PLAIN_KEY.match(mended):
                beside = len(mended) - len(mended.lstrip(" ")) if not mended.rstrip().endswith(":") else None
            problems += [SyntaxProblem(line_no, rule, message) for rule, message in slips]
            literal = indent if _LITERAL.fullmatch(mended) else None
            line = mended
        right.append(line)
    return right, problems


def _mended(line: str, beside: int | None) -> tuple[str, list[tuple[str, str]]]:
    slips: list[tuple[str, str]] = []
    match = _KEY.fullmatch(line)
    if match is None or match["value"].startswith("//"):
        return line, slips
    key, value = match["key"], match["value"]
    kept = value.rstrip(_BLANKS)
    trailing = (
        kept.isascii() and not value.isascii()
    )  # behind words it is one more letter; behind true it hides it
    value = kept if trailing else value
    rest = f"{key}: {value}".rstrip() if value else f"{key}:"
    around = match["head"] + match["before"] + match["after"]
    blanks = match["head"].replace("\t", "  ").replace("　", "  ")
    head = _ODD.sub(" ", blanks)
    if beside is not None and head != match["head"] and not head.strip():
        head = " " * min(len(head), beside)
    mended = head + rest
    corrected = to_paste(head + rest)
    if match["colon"] == "：" or "　" in around:
        message = f"項目名「{key}」の前後に全角の空白やコロン(：)があります。"
        slips.append(("full-width", f"{message}{corrected}"))
    elif odd := _ODD.search(around):
        slips.append(("invisible", f"{_invisible(odd[0])}{corrected}"))
    elif "\t" in match["head"]:
        slips.append(("tab", "行の先頭にタブがあります。半角の空白2つに直してください。"))
    elif value and not match["after"]:
        message = f"項目名「{key}」の「:」の後に空白がありません。"
        slips.append(("no-blank", f"{message}{corrected}"))
    elif trailing:
        slips.append(("full-width", f"値の後ろに全角の空白があります。{corrected}"))
    else:
        return line, slips
    return mended, slips


def _invisible(letter: str) -> str:
    return f"目に見えない文字(U+{ord(letter):04X})があります。"


def too_deep(lines: list[str]) -> bool:
    """True where more is nested than can be read: composing recurses, in C and here, and no depth may end it.

    Brackets and blanks say how deep it can be at most; only where that is too much, YAML is asked how deep it is.
    """
    columns = {len(line) - len(line.lstrip(" ")) for line in lines}
    marks = max((_marks(line) for line in lines), default=0)
    brackets = sum(line.count("[") + line.count("{") for line in lines)
    return 2 * len(columns) * (1 + marks) + brackets > _DEEPEST and _nested("\n".join(lines))


def _marks(line: str) -> int:
    match = _MARKS.match(line)
    return len(match[0].split()) if match else 0


def _nested(text: str) -> bool:
    depth = 0
    try:
        for event in yaml.parse(text, Loader=LOADER):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > _DEEPEST:
                return True
    except yaml.YAMLError:
        pass  # it cannot be read any further, and says so where it is composed
    return False
