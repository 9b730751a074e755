"""Python-Markdown set up for posts: what may not stand in a post stays visible in the tree instead of vanishing."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any
from xml.etree.ElementTree import Element

from scripts.text.bare_url import BARE_URL, trim_url

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


@cache
def _converter() -> tuple[Any, list[Element]]:
    from markdown import Markdown
    from markdown.extensions.nl2br import Nl2BrExtension
    from markdown.extensions.sane_lists import SaneListExtension
    from markdown.inlinepatterns import InlineProcessor
    from markdown.preprocessors import Preprocessor
    from markdown.treeprocessors import Treeprocessor

    class BareUrl(InlineProcessor):
        def handleMatch(  # type: ignore[override]  # Markdown calls its newer patterns with two arguments
            self, m: re.Match[str], data: str
        ) -> Any:
            url = trim_url(m.group(1))
            link = Element("a", {"href": url, "bare": "yes"})
            link.text = url
            return link, m.start(1), m.start(1) + len(url)

    class Lists(Preprocessor):
        def run(self, lines: list[str]) -> list[str]:
            return straighten(lines)

    class Keep(Treeprocessor):
        def run(self, root: Element) -> None:
            kept.append(root)

    kept: list[Element] = []
    md = Markdown(extensions=[Nl2BrExtension(), SaneListExtension()])
    md.preprocessors.deregister("html_block")
    md.preprocessors.register(Lists(md), "lists", 10)
    md.parser.blockprocessors.deregister(
        "setextheader"
    )  # a line of === or --- below a sentence makes no heading
    md.parser.blockprocessors.deregister("reference")
    for name in ("reference", "image_reference", "short_reference", "short_image_ref", "html", "entity"):
        md.inlinePatterns.deregister(name)
    md.inlinePatterns.deregister("automail")
    md.inlinePatterns.register(BareUrl(BARE_URL, md), "bare_url", 115)
    md.treeprocessors.register(Keep(md), "keep", -10)
    return md, kept


def parse(text: str) -> Element:
    """The finished element tree of a Markdown text."""
    md, kept = _converter()
    kept.clear()
    md.reset()
    md.convert(text)
    return kept[0] if kept else Element("div")
