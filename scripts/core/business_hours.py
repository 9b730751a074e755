"""How much office time lies between two moments (Japan's weekdays, national holidays closed)."""

from datetime import date, datetime, timedelta

from scripts.core.account import Hours
from scripts.core.fields import JAPAN
from scripts.core.opening import open_day

_LONG = timedelta(days=60)


def business_time(start: datetime, end: datetime, hours: Hours) -> timedelta:
    """The opening hours between two moments; of a span of more than 60 days, those of its first 60."""
    start = start.astimezone(JAPAN)
    end = (start + _LONG if end - start > _LONG else end).astimezone(JAPAN)
    days = (start.date() + timedelta(days=number) for number in range((end.date() - start.date()).days + 1))
    return sum((_within(day, start, end, hours) for day in days), timedelta())


def _within(day: date, start: datetime, end: datetime, hours: Hours) -> timedelta:
    if not open_day(hours, day):
        return timedelta()
    opens = datetime.combine(day, hours.opens, JAPAN)
    closes = datetime.combine(day, hours.closes, JAPAN)
    return max(min(closes, end) - max(opens, start), timedelta())
