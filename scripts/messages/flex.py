"""Flex parts as values: how one is built, how large LINE draws it, and how a whole message is walked."""

from collections.abc import Iterator
from typing import Any

FlexPart = dict[str, Any]

# px, as LINE's Flex Message Simulator draws them; a bubble `mega` is 300 px wide.
TEXT_PX = {"xxs": 11, "xs": 13, "sm": 14, "md": 16, "lg": 19, "xl": 22, "xxl": 29, "3xl": 35, "4xl": 48, "5xl": 74}  # fmt: skip
GAP_PX = {"none": 0, "xs": 2, "sm": 4, "md": 8, "lg": 12, "xl": 16, "xxl": 20}
BUTTON_PX = {"sm": 40, "md": 52}
BLOCKS = ("header", "hero", "body", "footer")


def part(kind: str, **fields: Any) -> FlexPart:
    """A part with those fields that are given; LINE's schema, made strict, holds them to what they may be."""
    return {"type": kind} | {name: value for name, value in fields.items() if value is not None}


def px(size: str) -> int:
    """A gap in px, from a keyword or from `12px`."""
    return GAP_PX[size] if size in GAP_PX else int(size.removesuffix("px"))


def line_px(text: FlexPart) -> int:
    """The height of one line of a text part, at the letters' normal size."""
    return round(TEXT_PX[text.get("size", "md")] * 1.4) + px(text.get("lineSpacing", "none"))


def parts_of(value: Any) -> Iterator[FlexPart]:
    """Every typed object within a message, from the outside in, in reading order."""
    if isinstance(value, dict) and "type" in value:
        yield value
    for inner in value.values() if isinstance(value, dict) else value:
        if isinstance(inner, dict | list):
            yield from parts_of(inner)
