"""Flex messages as HTML: the parts that `messages/flex_card.py` knows, at the sizes that LINE gives them.

Sizes in px as LINE's Flex Message Simulator draws them (bubble `mega` 300, text `md` 16, margin `lg` 12, …).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from scripts.pages.html import Node, outward, tag
from scripts.text.width import columns

_TEXT = {
    "xxs": 11,
    "xs": 13,
    "sm": 14,
    "md": 16,
    "lg": 19,
    "xl": 22,
    "xxl": 29,
    "3xl": 35,
    "4xl": 48,
    "5xl": 74,
}
_GAP = {"none": 0, "xs": 2, "sm": 4, "md": 8, "lg": 12, "xl": 16, "xxl": 20}
_LABEL = 78  # per cent of the bubble that a label may fill
FlexPart = Mapping[str, Any]


@dataclass(frozen=True)
class EmbeddedPicture:
    """What stands behind a picture's URL on a page that loads nothing: the bytes as a data URL, and the alt."""

    data: str
    alt: str


Album = Mapping[str, EmbeddedPicture]


def bubble(contents: FlexPart, album: Album) -> Element:
    """A bubble."""
    parts = [contents[name] for name in ("hero", "body") if name in contents]
    return tag("div", [draw(part, album, "vertical") for part in parts], class_="bubble")


def draw(part: FlexPart, album: Album, layout: str) -> Element:
    """One part, as a child of a box of that layout."""
    drawn = _DRAW[part["type"]](part, album)
    drawn.set("style", _style(part, layout) + drawn.get("style", ""))
    return drawn


def picture(url: str, album: Album) -> Element:
    """The picture behind a URL."""
    shown = album.get(url)
    if shown is None:
        return tag("p", "（画像を読み込めません）", class_="no-picture")
    return tag("img", src=shown.data, alt=shown.alt)


def _box(part: FlexPart, album: Album) -> Element:
    layout = part["layout"]
    inside = [draw(child, album, layout) for child in part["contents"]]
    return tag("div", inside, class_=f"box {layout}", style=f"gap:{_px(part.get('spacing', 'none'))};")


def _text(part: FlexPart, album: Album) -> Element:
    spans: list[Node] = [part["text"]] if "text" in part else [_span(span) for span in part["contents"]]
    size = _TEXT[part.get("size", "md")]
    line = f"line-height:{round(size * 1.4) + _number(part.get('lineSpacing', '0px'))}px;"
    return tag("p", spans, class_="text", style=f"font-size:{size}px;{line}{_ink(part)}")


def _span(part: FlexPart) -> Element:
    return tag("span", part["text"], style=_ink(part) or None)


def _ink(part: FlexPart) -> str:
    weight = "font-weight:700;" if part.get("weight") == "bold" else ""
    align = f"text-align:{part['align']};" if "align" in part else ""
    return weight + align + (f"color:{part['color']};" if "color" in part else "")


def _image(part: FlexPart, album: Album) -> Element:
    drawn = picture(part["url"], album)
    width, _, height = part["aspectRatio"].partition(":")
    drawn.set("class", "picture")
    drawn.set("style", f"aspect-ratio:{width}/{height};")
    return drawn


def _button(part: FlexPart, album: Album) -> Element:
    """`shrink-to-fit`: a long label is set smaller rather than cut."""
    label = part["action"]["label"]
    style = f"font-size:min(16px,{_LABEL / max(columns(label), 1):.2f}cqw);" + (
        f"background:{part['color']};" if "color" in part else ""
    )
    return outward(part["action"]["uri"], label, class_=f"button {part['style']}", style=style)


def _separator(part: FlexPart, album: Album) -> Element:
    return tag("hr", style=f"border-color:{part['color']};")


_DRAW: Mapping[str, Callable[[FlexPart, Album], Element]] = {
    "box": _box, "text": _text, "image": _image, "button": _button, "separator": _separator,
}  # fmt: skip


def _style(part: FlexPart, layout: str) -> str:
    """The properties that every part may have."""
    return "".join(_declared(part, layout))


def _declared(part: FlexPart, layout: str) -> Iterator[str]:
    if "margin" in part:
        yield f"margin-{'top' if layout == 'vertical' else 'left'}:{_px(part['margin'])};"
    if layout != "vertical" and "width" not in part:
        yield "flex:none;" if part.get("flex") == 0 else f"flex:{part.get('flex', 1)} 1 0;"
    for key, property_ in _PROPERTIES.items():
        if key in part:
            yield f"{property_}:{_px(part[key])};"


_PROPERTIES = {
    "backgroundColor": "background", "cornerRadius": "border-radius", "width": "width",
    "paddingAll": "padding", "paddingStart": "padding-left",
}  # fmt: skip


def _px(value: str) -> str:
    return f"{_GAP[value]}px" if value in _GAP else value


def _number(value: str) -> int:
    return int(value.removesuffix("px"))
