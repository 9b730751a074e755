"""What Markdown has and a LINE message has not, by the name that an author would give it."""

import re
from collections.abc import Iterator

FORBIDDEN_TAGS = {
    "blockquote": "引用(行頭の「>」)",
    "pre": "コード(行頭の空白4つ)",
    "code": "コード(「`」で囲んだ文字)",
    "em": "斜体(「*」や「_」で囲んだ文字)",
    "h4": "見出し4(####)",
    "h5": "見出し5(#####)",
    "h6": "見出し6(######)",
}
_IN_SOURCE = {
    "HTMLの記号": re.compile(
        r"<(?!https?://)/?[A-Za-z!][^<>\n]*>?|&(?:[A-Za-z][A-Za-z0-9]*|#\d+|#x[0-9A-Fa-f]+);"
    ),
    "表(「|」の行)": re.compile(
        r"(?:^[ \t]*(?:\|?[ :|]*-{2,}[ :|-]*\|[ :|-]*|\|.*\|)[ \t]*(?:\n|\Z))+", re.M
    ),
    "脚注(「[^」)": re.compile(r"\[\^[^\]\n]*\]"),
    "参照形式のリンク(「[名前][番号]」や「[番号]: URL」)": re.compile(
        r"\][ ]?\[[^\]\n]*\]|^ {0,3}\[[^\]\n]+\]:", re.M
    ),
    "コード(「```」)": re.compile(r"^ {0,3}(?:```|~~~)", re.M),
}


def forbidden_marks(text: str) -> Iterator[tuple[str, int, str]]:
    """Name, position and writing of everything in the source that Markdown would pass on or swallow."""
    for name, pattern in _IN_SOURCE.items():
        for match in pattern.finditer(text):
            yield name, match.start(), match[0]
