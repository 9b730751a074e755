"""Frozen dataclasses as plain JSON values and back, so that a record can be judged again by the same judge."""

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
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
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [plain(element) for element in value]
    if isinstance(value, datetime):
        return value.astimezone(JAPAN).isoformat()
    return value


def read_plain(kind: type[Noun], value: object) -> Noun:
    """The dataclass of that kind; a field that an older record lacks has its default. Raises NotPlain."""
    return cast(Noun, _read(kind, value))


def _read(kind: Any, value: object) -> object:
    if isinstance(kind, UnionType):
        others = [member for member in get_args(kind) if member is not NoneType]
        return None if value is None else _read(others[0], value)
    if get_origin(kind) is tuple:
        if not isinstance(value, list):
            raise NotPlain("a list is missing")
        return tuple(_read(get_args(kind)[0], element) for element in value)
    if isinstance(kind, type) and is_dataclass(kind):
        if not isinstance(value, Mapping):
            raise NotPlain(f"{kind.__name__} is no object")
        hints = get_type_hints(kind)
        given = [field.name for field in fields(kind) if field.name in value or field.default is MISSING]
        return kind(**{name: _read(hints[name], value.get(name)) for name in given})
    if kind is datetime:
        moment = instant(value)
        if moment is None:
            raise NotPlain("a time cannot be read")
        return moment
    if type(value) is not kind:
        raise NotPlain(f"{kind.__name__} expected, {type(value).__name__} found")
    return value
