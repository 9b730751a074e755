"""Nouns as plain JSON values and back, so that a record can be judged again years later, by the same judge."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from types import NoneType, UnionType
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

from scripts.reading.fields import instant
from scripts.text.dates import JAPAN

Noun = TypeVar("Noun")


class NotPlain(Exception):
    """A record that does not say what it should."""


def plain(value: object) -> Any:
    """A frozen dataclass, tuple, time, text, number, truth value or None as JSON; times in Japan's zone."""
    if is_dataclass(value):
        return {each.name: plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, tuple):
        return [plain(each) for each in value]
    if isinstance(value, datetime):
        return value.astimezone(JAPAN).isoformat()
    return value


def read_plain(kind: type[Noun], value: object) -> Noun:
    """The noun of that kind. Raises NotPlain."""
    return cast(Noun, _read(kind, value))


def _read(kind: Any, value: object) -> object:
    if isinstance(kind, UnionType):
        others = [each for each in get_args(kind) if each is not NoneType]
        return None if value is None else _read(others[0], value)
    if get_origin(kind) is tuple:
        if not isinstance(value, list):
            raise NotPlain("a list is missing")
        return tuple(_read(get_args(kind)[0], each) for each in value)
    if isinstance(kind, type) and is_dataclass(kind):
        if not isinstance(value, Mapping):
            raise NotPlain(f"{kind.__name__} is no object")
        hints = get_type_hints(kind)
        return kind(**{each.name: _read(hints[each.name], value.get(each.name)) for each in fields(kind)})
    if kind is datetime:
        found = instant(value)
        if found is None:
            raise NotPlain("a time cannot be read")
        return found
    if type(value) is not kind:
        raise NotPlain(f"{kind.__name__} expected, {type(value).__name__} found")
    return value
