"""How tall a card will be, worked out from its parts as LINE lays them out."""

from math import ceil

from scripts.messages.flex import BLOCKS, BUTTON_PX, TEXT_PX, FlexPart, line_px, px
from scripts.text.width import columns

WIDTH = 300  # px, a bubble `mega`


def height_of(bubble: FlexPart, width: int = WIDTH) -> int:
    """The height in px at that width, with letters of normal size; within some lines of what a phone shows."""
    return round(sum(_height(bubble[name], width) for name in BLOCKS if name in bubble))


def _height(part: FlexPart, width: float) -> float:
    kind = part["type"]
    if kind == "text":
        return _lines(part, width) * line_px(part)
    if kind == "image":
        across, _, down = part["aspectRatio"].partition(":")
        share = 1.0 if part["size"] == "full" else int(part["size"].removesuffix("%")) / 100
        return width * share * int(down) / int(across)
    if kind == "button":
        return BUTTON_PX[part.get("height", "md")]
    return _box(part, width) if kind == "box" else 1


def _box(box: FlexPart, width: float) -> float:
    around = box.get("paddingAll", "none")
    edges = px(box.get("paddingTop") or around) + px(box.get("paddingBottom") or around)
    edges += 2 * px(box.get("borderWidth", "none"))
    inner = width - 2 * px(around) - px(box.get("paddingStart", "none"))
    parts, spacing = box["contents"], px(box.get("spacing", "none"))
    if box["layout"] == "vertical":
        gaps = sum(px(part.get("margin", "none")) or spacing for part in parts[1:])
        return max(edges + gaps + sum(_height(part, inner) for part in parts), px(box.get("height", "none")))
    fixed = [_own_width(part) for part in parts]
    rest = inner - spacing * max(len(parts) - 1, 0) - sum(filter(None, fixed))
    shares = max(sum(own is None for own in fixed), 1)
    widths = [rest / shares if own is None else own for own in fixed]
    return edges + max((_height(part, size) for part, size in zip(parts, widths, strict=True)), default=0)


def _own_width(part: FlexPart) -> float | None:
    """The width of a part that takes only what it needs."""
    if "width" in part:
        return px(part["width"])
    return columns(part["text"]) * TEXT_PX[part["size"]] if part.get("flex") == 0 else None


def _lines(text: FlexPart, width: float) -> int:
    letters = text["text"] if "text" in text else "".join(span["text"] for span in text["contents"])
    size = TEXT_PX[text.get("size", "md")]
    return sum(max(ceil(columns(line) * size / max(width, size)), 1) for line in letters.split("\n"))
