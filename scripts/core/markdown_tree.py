"""Python-Markdown set up for posts: what may not stand in a post stays visible in the tree instead of vanishing."""

import re
from functools import cache
from typing import Any
from xml.etree.ElementTree import Element

from scripts.core.markdown_lists import straighten

# A URL ends at the first letter that is not ASCII or cannot stand in a URL: Japanese text may follow at once.
BARE_URL = r"(?<![A-Za-z0-9])((?i:https?)://[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+)"
_CLOSERS = {")": "(", "]": "["}


def trim_url(url: str) -> str:
    """Cut punctuation that ends the sentence rather than the URL, and brackets that were opened before it."""
    while url:
        last = url[-1]
        unopened = last in _CLOSERS and url.count(last) > url.count(_CLOSERS[last])
        if last not in ".,;:!?'*([" and not unopened:
            break
        url = url[:-1]
    return url


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
