"""Bars as SVG, for a page and as a file of its own: one function, wherever the project draws numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, tostring


@dataclass(frozen=True)
class Bar:
    """One row: its name, the length of its bar (None: none), what is written at its end."""

    name: str
    length: int | None
    words: str


_ROW, _THICK = 30, 14  # px
_NAMES, _BARS = 24, 40  # per cent of the width; the rest is the numbers'
_LIGHT, _DARK = ("#1d2830", "#17608a", "#ffffff"), ("#e4eaee", "#5fb0dd", "#12181c")
_SVG = "http://www.w3.org/2000/svg"
_FONT = "'Hiragino Sans','Noto Sans CJK JP','Noto Sans JP','Yu Gothic',Meiryo,sans-serif"


def people(name: str, number: int | str | None) -> Bar:
    """A number of people; one that nobody knows, or only in words, has no bar."""
    if isinstance(number, int):
        return Bar(name, max(number, 0), f"{number:,}人")
    return Bar(name, None, number or "―")


def bars(rows: Sequence[Bar]) -> Element:
    """One bar a row, the longest full. As wide as its place; its letters have the colour of the text around it."""
    most = max((row.length for row in rows if row.length), default=1)
    heard = "、".join(f"{row.name} {row.words}" for row in rows)
    size = {"width": "100%", "height": str(_ROW * len(rows))}
    whole = Element("svg", {**size, "role": "img", "aria-label": heard})
    for place, row in enumerate(rows):
        base = str(place * _ROW + _ROW // 2 + 5)
        _add(whole, "text", row.name, x="0", y=base, fill="currentColor")
        if row.length:
            top, width = str(place * _ROW + (_ROW - _THICK) // 2), f"{_BARS * row.length / most:.1f}%"
            _add(
                whole,
                "rect",
                "",
                x=f"{_NAMES}%",
                y=top,
                width=width,
                height=str(_THICK),
                rx="3",
                class_="bar",
            )
        _add(whole, "text", row.words, x="100%", y=base, fill="currentColor", text_anchor="end")
    whole.tail = "\n"
    return whole


def _add(above: Element, kind: str, words: str, **attributes: str) -> None:
    """One element at the end of another."""
    named = {name.strip("_").replace("_", "-"): value for name, value in attributes.items()}
    SubElement(above, kind, named).text = words or None


def chart_file(rows: Sequence[Bar], is_dark: bool) -> str:
    """The same as a file, 680 px wide, on a ground of its own."""
    ink, accent, ground = _DARK if is_dark else _LIGHT
    inner = bars(rows)
    inner.attrib |= {"x": "16", "y": "12", "width": "648"}
    height = _ROW * len(rows) + 24
    size = {"width": "680", "height": str(height), "viewBox": f"0 0 680 {height}"}
    letters = {"color": ink, "font-family": _FONT, "font-size": "14"}
    whole = Element(
        "svg", {"xmlns": _SVG, **size, **letters, "role": "img", "aria-label": inner.attrib["aria-label"]}
    )
    SubElement(whole, "style").text = f".bar {{ fill: {accent} }}"
    SubElement(whole, "rect", width="680", height=str(height), rx="8", fill=ground)
    whole.append(inner)
    return tostring(whole, encoding="unicode") + "\n"
