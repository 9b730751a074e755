"""Lists as GitHub shows them to an author: right below a sentence, and nested by two blanks.

Python-Markdown sees neither: it wants an empty line before a list, and four blanks for each level.
"""

import re

_POINT = re.compile(r"( *)(?:[-*+]|\d{1,9}\.)[ ]+\S")
_MAY_INTERRUPT = re.compile(r" {0,3}(?:[-*+]|1\.)[ ]+\S")
_DIVIDER = re.compile(r" {0,3}(?:[-*_][ ]*){3,}")


def straighten(lines: list[str]) -> list[str]:
    """The same lines with an empty one before each list, and its points set in by four blanks a level."""
    straight: list[str] = []
    levels: list[int] = []  # how far the points were set in that are still open, from the outermost
    for line in lines:
        point = None if _DIVIDER.fullmatch(line) else _POINT.match(line)
        below_text = bool(straight) and bool(straight[-1].strip())
        if point is None:
            goes_on = below_text or not line.strip() or line.startswith(" ")
            levels = levels if goes_on else []
            straight.append(line)
        elif levels:
            levels = _opened(levels, len(point[1]))
            straight.append("    " * (len(levels) - 1) + line.lstrip(" "))
        elif len(point[1]) <= 3 and (not below_text or _MAY_INTERRUPT.match(line)):
            levels = [len(point[1])]
            straight += ["", line.lstrip(" ")] if below_text else [line.lstrip(" ")]
        else:
            straight.append(line)
    return straight


def _opened(levels: list[int], indent: int) -> list[int]:
    """The open levels once a point stands at this indent."""
    kept = [level for level in levels if level <= indent] or levels[:1]
    return [*kept, indent] if indent >= kept[-1] + 2 else kept
