"""Take a field as the type it should have, or as nothing: the schema says what was wrong with it."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from scripts.text.dates import JAPAN

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})", re.ASCII)


def text(value: object) -> str:
    """The string, or an empty one."""
    return value if isinstance(value, str) else ""


def number(value: object, otherwise: int) -> int:
    """The whole number, or the given one."""
    return value if isinstance(value, int) and not isinstance(value, bool) else otherwise


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


def moment(value: object) -> datetime | None:
    """The moment written as "2026-12-10T10:00+09:00" (an offset is required), in Japan's zone."""
    if not isinstance(value, str) or not _MOMENT.fullmatch(value):
        return None
    try:
        return datetime.fromisoformat(value).astimezone(JAPAN)
    except (ValueError, OverflowError):
        return None


def instant(value: object) -> datetime | None:
    """A machine's time in ISO 8601 (GitHub's, a record's), fractions of a second kept, in Japan's zone."""
    try:
        found = datetime.fromisoformat(text(value))
        return found.astimezone(JAPAN) if found.tzinfo else None
    except (ValueError, OverflowError):
        return None
