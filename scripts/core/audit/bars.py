"""Small bars: numbers of people, drawn to one scale."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from scripts.core.page.markup import tag


def bars(rows: Sequence[tuple[str, int | None]]) -> Element:
    """One bar a row, the longest full; a number that nobody knows has no bar."""
    most = max((number for _, number in rows if number), default=1)
    return tag("div", [_bar(name, number, most) for name, number in rows])


def _bar(name: str, number: int | None, most: int) -> Element:
    width = f"width:{max(number, 0) * 100 / most:.1f}%" if number is not None else "width:0"
    said = f"{number:,}人" if number is not None else "―"
    return tag("div", tag("span", name), tag("span", tag("i", style=width)), tag("b", said), class_="bar")
