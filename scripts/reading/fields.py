"""Fill frozen dataclasses from a file's data: each field as its annotated type, or empty.

What is wrong with a value is for the schema to say; here every other rule gets to have its say as well.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime, time
from functools import cache, partial
from types import NoneType
from typing import Annotated, Any, TypeVar, cast, get_args, get_origin, get_type_hints

from scripts.text.dates import JAPAN

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})", re.ASCII)
YEARS = range(1900, 3000)  # of what a person means; other years are slips
_LONGEST_SPAN = 10_000  # far above what the schema of any setting allows

Record = TypeVar("Record")
Take = Callable[[object], object]


class Stored:
    """Stands in `Annotated[type, Stored(…)]`: the field's name (or path of names) in the file, its own way of reading."""

    def __init__(self, *names: str, take: Take | None = None) -> None:
        self.names, self.take = names, take


def read(kind: type[Record], data: object, **given: object) -> Record:
    """A dataclass filled from a mapping by its annotations; `given` fields are set as they are. Never raises.

    The entries of a list get their number, from 0, in the field `index`, where they have one.
    """
    fields = mapping(data)
    values = dict(given)
    for name, names, take in _plan(cast(Any, kind), frozenset(given)):
        value: object = fields
        for step in names:
            value = mapping(value).get(step)
        values[name] = take(value)
    return kind(**values)


@cache
def _plan(kind: Any, given: frozenset[str]) -> tuple[tuple[str, tuple[str, ...], Take], ...]:
    """Name, path in the file and reader of each field that is not given."""
    hints = get_type_hints(kind, include_extras=True)
    names = (field.name for field in fields(kind) if field.name not in given)
    return tuple(_row(name, hints[name]) for name in names)


def _row(name: str, hint: Any) -> tuple[str, tuple[str, ...], Take]:
    if get_origin(hint) is not Annotated:
        return name, (name,), _taker(hint)
    bare, stored = get_args(hint)
    return name, stored.names or (name,), stored.take or _taker(bare)


def _taker(hint: Any) -> Take:
    """How a value of that type is taken."""
    if hint in _SIMPLE:
        return _SIMPLE[hint]
    inner, *more = get_args(hint) or (hint,)
    if more == [NoneType]:
        return lambda value: read(inner, value) if isinstance(value, Mapping) else None
    if more == [...]:
        return partial(_entries, inner)
    return partial(read, inner)


def _entries(kind: type[Any], value: object) -> tuple[Any, ...]:
    numbered = any(field.name == "index" for field in fields(kind))
    return tuple(
        read(kind, entry, **({"index": index} if numbered else {}))
        for index, entry in enumerate(sequence(value))
    )


def text(value: object) -> str:
    """The string, or an empty one."""
    return value if isinstance(value, str) else ""


def integer(value: object) -> int | None:
    """The whole number, or nothing."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def number(value: object, otherwise: int = 0) -> int:
    """The whole number, or the given one."""
    given = integer(value)
    return otherwise if given is None else given


def span(value: object) -> int:
    """A number of days, hours or minutes, cut to one that can be counted from any day without leaving the calendar."""
    return max(-_LONGEST_SPAN, min(number(value), _LONGEST_SPAN))


def mapping(value: object) -> Mapping[str, Any]:
    """The mapping, or an empty one."""
    return value if isinstance(value, Mapping) else {}


def sequence(value: object) -> Sequence[Any]:
    """The list, or an empty one."""
    return value if isinstance(value, list) else []


def texts(value: object) -> tuple[str, ...]:
    """The strings of a list."""
    return tuple(entry for entry in sequence(value) if isinstance(entry, str))


def day(value: object) -> date | None:
    """The date written as "2026-12-10", if it stands in the calendar."""
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def days(value: object) -> tuple[date, ...]:
    """The dates of a list."""
    return tuple(written_day for entry in sequence(value) if (written_day := day(entry)))


def moment(value: object) -> datetime | None:
    """The moment written as "2026-12-10T10:00+09:00" (an offset is required), in Japan's zone.

    None outside the years in which anybody can count days and hours on, without leaving the calendar.
    """
    if not isinstance(value, str) or not _MOMENT.fullmatch(value):
        return None
    try:
        at = datetime.fromisoformat(value).astimezone(JAPAN)
    except (ValueError, OverflowError):
        return None
    return at if at.year in YEARS else None


def instant(value: object) -> datetime | None:
    """A machine's time in ISO 8601 (GitHub's, a record's), fractions of a second kept, in Japan's zone."""
    try:
        at = datetime.fromisoformat(text(value))
        return at.astimezone(JAPAN) if at.tzinfo else None
    except (ValueError, OverflowError):
        return None


def clock(value: object) -> time:
    """The time of day written as "08:45", else midnight."""
    try:
        return time.fromisoformat(text(value))
    except ValueError:
        return time.min


_SIMPLE: dict[Any, Take] = {
    str: text,
    int: number,
    bool: lambda value: value is True,
    date | None: day,
    datetime | None: moment,
    time: clock,
    tuple[str, ...]: texts,
    tuple[date, ...]: days,
    Mapping[str, object]: mapping,
}
