"""Until when a record is kept: retention starts with the fiscal year after the one in which the case was completed."""

import re
from datetime import date

_CLASS = re.compile(r"([1-9]\d?)y", re.ASCII)


def fiscal_year(day: date) -> int:
    """The fiscal year (年度) of a day: April to March."""
    return day.year if day.month >= 4 else day.year - 1


def kept_until(completed: date, retention_class: str) -> date | None:
    """The last day of keeping; None for a class that is not a number of years."""
    found = _CLASS.fullmatch(retention_class)
    return date(fiscal_year(completed) + 1 + int(found[1]), 3, 31) if found else None
