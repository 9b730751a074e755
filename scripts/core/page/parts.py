"""Small pieces of the approval form: a section, a list of facts, days."""

from collections.abc import Iterable
from datetime import date
from xml.etree.ElementTree import Element

from scripts.core.days import day_in_words
from scripts.core.page.markup import Node, tag

Fact = tuple[str, Node | None]


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
