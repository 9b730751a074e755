"""Flex parts as values: how one is built, and how a whole message is walked."""

from collections.abc import Iterator
from typing import Any

FlexPart = dict[str, Any]


def part(kind: str, **fields: Any) -> FlexPart:
    """A part with those fields that are given; LINE's schema, made strict, holds them to what they may be."""
    return {"type": kind} | {name: value for name, value in fields.items() if value is not None}


def parts_of(value: Any) -> Iterator[FlexPart]:
    """Every object within a message, from the outside in, in reading order."""
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from parts_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from parts_of(inner)
