"""A date or a moment as somebody types it into a field, and how it is written there: 2027/2/5 17:00 → 2027-02-05T17:00+09:00."""

import re
import unicodedata
from datetime import date, datetime, time

from scripts.text.dates import JAPAN
from scripts.text.written_dates import REIWA

_DAY = r"(?:(?P<era>令和|R)\s?)?(?P<year>\d{1,4}|元)\s?[年/.-]\s?(?P<month>\d{1,2})\s?[月/.-]\s?(?P<day>\d{1,2})\s?日?"
_WEEKDAY = r"(?:\s?[(\[][月火水木金土日][^)\]]{0,6}[)\]])?"
_TIME = (
    r"(?:T|\s|、){0,3}(?P<half>午前|午後)?\s?(?P<hour>\d{1,2})\s?(?:[:時]\s?)(?P<minute>\d{1,2})?\s?分?"
    r"(?::\d{2})?(?:Z|\s?JST|[+-]\d{2}:?\d{2})?"
)
_TYPED = re.compile(rf"\s{{0,3}}{_DAY}{_WEEKDAY}(?:{_TIME})?\s{{0,3}}", re.ASCII)
_LONGEST = 60


def typed_day(written: str) -> date | None:
    """The day that is meant; a time beside it is left out. None where nobody can tell."""
    match = _match(written)
    return _day(match) if match else None


def typed_moment(written: str) -> datetime | None:
    """The moment that is meant, in Japan. None for a day without a time."""
    match = _match(written)
    day = _day(match) if match else None
    if match is None or day is None or match["hour"] is None:
        return None
    hour = int(match["hour"]) + (12 if match["half"] == "午後" and int(match["hour"]) < 12 else 0)
    try:
        return datetime.combine(day, time(hour, int(match["minute"] or 0)), JAPAN)
    except ValueError:
        return None


def _match(written: str) -> re.Match[str] | None:
    return _TYPED.fullmatch(unicodedata.normalize("NFKC", written)) if len(written) <= _LONGEST else None


def _day(match: re.Match[str]) -> date | None:
    year = 1 if match["year"] == "元" else int(match["year"])
    if match["era"]:
        year += REIWA
    elif len(match["year"]) != 4:
        return None
    try:
        return date(year, int(match["month"]), int(match["day"]))
    except ValueError:
        return None
