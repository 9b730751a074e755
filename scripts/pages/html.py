"""HTML as values, escaped by the standard library's own serialiser."""

import re
from collections.abc import Iterable
from datetime import date
from xml.etree.ElementTree import Element, tostring

from scripts.text.dates import day_in_words

Node = Element | str

# Each ends its line in the file, so that two pages can be compared line by line.
_BLOCKS = {
    "article", "body", "dd", "div", "dl", "dt", "h1", "h2", "h3", "head", "header", "hr", "img", "li", "main",
    "meta", "p", "section", "style", "title", "ul",
}  # fmt: skip


def tag(kind: str, /, *inside: Node | Iterable[Node] | None, **attributes: str | None) -> Element:
    """One element. `class_` is `class`, `aria_label` is `aria-label`; an attribute or child that is None is left out."""
    named = {
        key.strip("_").replace("_", "-"): value for key, value in attributes.items() if value is not None
    }
    element = Element(kind, named)
    element.tail = "\n" if kind in _BLOCKS else None
    for child in inside:
        for node in [child] if isinstance(child, Element | str) else child or ():
            _put(element, node)
    return element


def external_link(url: str, *inside: Node | Iterable[Node] | None, **attributes: str | None) -> Element:
    """A link to a page elsewhere; an address that is no page's (`javascript:` and the like) is no link."""
    if url.startswith(("https://", "http://")):
        return tag("a", *inside, href=url, rel="noreferrer", **attributes)
    return tag("span", *inside, **attributes)


def _put(element: Element, node: Node) -> None:
    if isinstance(node, Element):
        element.append(node)
    elif len(element):
        element[-1].tail = (element[-1].tail or "") + node
    else:
        element.text = (element.text or "") + node


def document(title: str, style: str, *body: Element, head: Iterable[Element] = ()) -> str:
    """A whole page in Japanese, which runs no script and loads nothing from anywhere; `head` are more links."""
    policy = (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
    )
    whole_head = tag(
        "head",
        tag("meta", charset="utf-8"),
        Element("meta", {"http-equiv": "Content-Security-Policy", "content": policy}),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("meta", name="robots", content="noindex"),
        tag("title", title),
        head,
        tag("style", style),
    )
    return as_page(tag("html", whole_head, tag("body", *body), lang="ja"))


def as_page(html: Element) -> str:
    """The text of a file from its root element."""
    return "<!doctype html>\n" + as_html(html) + "\n"


def as_html(element: Element) -> str:
    """The text of one element and what is in it."""
    return without_controls(tostring(element, encoding="unicode", method="html"))


def without_controls(words: str) -> str:
    """The letters that a page, a feed and a file may hold: no control characters, no half of a letter."""
    return _CONTROLS.sub("", words)


_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


Fact = tuple[str, Node | None]


def words_in(value: Node | None) -> str:
    """What a person reads of it."""
    return "".join(value.itertext()) if isinstance(value, Element) else value or ""


def section(name: str, title: str, *inside: Node | Iterable[Node] | None) -> Element:
    """A section that a screen reader finds by its title."""
    heading = tag("h2", title, id=name)
    return tag("section", heading, *inside, aria_labelledby=name)


def facts(*rows: Fact) -> Element:
    """Names and values; a row without a value is left out."""
    pairs = ((tag("dt", name), tag("dd", value)) for name, value in rows if value not in (None, ""))
    return tag("dl", (node for pair in pairs for node in pair))


def day(value: date | None) -> str | None:
    """A day in words, or nothing."""
    return day_in_words(value) if value else None


def until(last: date | None, no_expiry: bool = False) -> str | None:
    """How long something is good, the last day included."""
    if last:
        return f"{day_in_words(last)}まで"
    return "期限なし" if no_expiry else None


def copied(words: str) -> str:
    """What an author copied out from somebody's page, between marks; that it is missing, and what to do then."""
    copy = "\n".join(line.strip() for line in words.splitlines() if line.strip())
    if not copy:
        return "書き写されていません。投稿者に書き写してもらうか、上のページを開いて確かめてください"
    return f"「{copy}」（投稿者の書き写し）"
