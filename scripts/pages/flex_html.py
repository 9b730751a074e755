"""Flex messages as HTML: the parts that `messages/` makes, at the sizes that LINE gives them.

Letters of a part with `scaling` grow with the reader's setting, which the phone around it holds in `--letters`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from scripts.messages.flex import BLOCKS, BUTTON_PX, TEXT_PX, FlexPart, line_px, px
from scripts.pages.html import Node, external_link, tag


@dataclass(frozen=True)
class EmbeddedPicture:
    """What stands behind a picture's URL on a page that loads nothing: the bytes as a data URL, and the alt."""

    data: str
    alt: str


Album = Mapping[str, EmbeddedPicture]


def bubble(contents: FlexPart, album: Album) -> Element:
    """A bubble: its blocks, each on the background that it sets, else on the phone's own."""
    styles = contents.get("styles", {})
    blocks = []
    for name in BLOCKS:
        if name in contents:
            ground = styles.get(name, {}).get("backgroundColor")
            style = f"background:{ground};" if ground else None
            blocks.append(
                tag("div", draw(contents[name], album, "vertical"), class_=f"block {name}", style=style)
            )
    return tag("div", blocks, class_="bubble")


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
    gap = f"gap:{px(part.get('spacing', 'none'))}px;"
    if "action" in part:
        return external_link(part["action"]["uri"], inside, class_=f"tap box {layout}", style=gap)
    return tag("div", inside, class_=f"box {layout}", style=gap)


def _text(part: FlexPart, album: Album) -> Element:
    spans: list[Node] = [part["text"]] if "text" in part else [_span(span) for span in part["contents"]]
    return tag("p", spans, class_="text", style=_letters(part) + _ink(part))


def _letters(part: FlexPart) -> str:
    letters = "var(--letters)" if part.get("scaling") else "1"
    size, spacing = TEXT_PX[part.get("size", "md")], px(part.get("lineSpacing", "none"))
    return f"font-size:calc({size}px*{letters});line-height:calc({line_px(part) - spacing}px*{letters} + {spacing}px);"


def _span(part: FlexPart) -> Element:
    return tag("span", part["text"], style=_ink(part) or None)


def _ink(part: FlexPart) -> str:
    weight = "font-weight:700;" if part.get("weight") == "bold" else ""
    align = f"text-align:{part['align']};" if "align" in part else ""
    middle = "align-self:center;" if part.get("gravity") == "center" else ""
    return weight + align + middle + (f"color:{part['color']};" if "color" in part else "")


def _image(part: FlexPart, album: Album) -> Element:
    drawn = picture(part["url"], album)
    width, _, height = part["aspectRatio"].partition(":")
    size = "100%" if part["size"] == "full" else part["size"]
    drawn.set("class", "picture" if drawn.tag == "img" else "no-picture")
    drawn.set("style", f"aspect-ratio:{width}/{height};width:{size};")
    return drawn


def _button(part: FlexPart, album: Album) -> Element:
    """Its name stands on one line: what does not fit is cut, as LINE cuts it."""
    style = f"height:{BUTTON_PX[part.get('height', 'md')]}px;background:{part['color']};" + _letters(part)
    return external_link(
        part["action"]["uri"], part["action"]["label"], class_=f"tap button {part['style']}", style=style
    )


def _separator(part: FlexPart, album: Album) -> Element:
    return tag("hr", style=f"border-color:{part['color']};")


_DRAW: Mapping[str, Callable[[FlexPart, Album], Element]] = {
    "box": _box, "text": _text, "image": _image, "button": _button, "separator": _separator,
}  # fmt: skip
_PROPERTIES = {
    "backgroundColor": "background", "borderColor": "border-color", "borderWidth": "border-width",
    "cornerRadius": "border-radius", "width": "width", "height": "height", "paddingAll": "padding",
    "paddingTop": "padding-top", "paddingBottom": "padding-bottom", "paddingStart": "padding-left",
}  # fmt: skip


def _style(part: FlexPart, layout: str) -> str:
    """The properties that every part may have."""
    return "".join(_declared(part, layout))


def _declared(part: FlexPart, layout: str) -> Iterator[str]:
    if "margin" in part:
        yield f"margin-{'top' if layout == 'vertical' else 'left'}:{px(part['margin'])}px;"
    if layout != "vertical" and "width" not in part:
        yield "flex:none;" if part.get("flex") == 0 else f"flex:{part.get('flex', 1)} 1 0;"
    if part["type"] == "box":
        yield from (f"{name}:{part[key]};" for key, name in _PROPERTIES.items() if key in part)
