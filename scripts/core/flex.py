"""One part of a Flex message."""

from typing import Any

Part = dict[str, Any]


def part(kind: str, **fields: Any) -> Part:
    """A part with those fields that are given; LINE's schema, made strict, holds them to what they may be."""
    return {"type": kind} | {name: value for name, value in fields.items() if value is not None}
