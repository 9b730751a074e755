"""Sending hours: when a post may go out, and the first moment at which it might have."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from scripts.content.account import Account, Hours
from scripts.content.post import Post
from scripts.text.dates import JAPAN

_LONGEST_CLOSURE = 366  # days; `closed_on` may close the account for as long as it likes
_YEAR_END = (
    (12, 29),
    (12, 30),
    (12, 31),
    (1, 1),
    (1, 2),
    (1, 3),
)  # 年末年始: offices are closed, no holiday by law


def is_open(hours: Hours, at: datetime) -> bool:
    """True within the sending hours, the closing minute excluded."""
    local = at.astimezone(JAPAN)
    return hours.opens <= local.time() < hours.closes and open_day(hours, local.date())


def first_open(hours: Hours, since: datetime) -> datetime | None:
    """The first open moment at or after `since`; None where the hours leave none."""
    if is_open(hours, since):
        return since
    local = since.astimezone(JAPAN)
    for days in range(_LONGEST_CLOSURE):
        opening = datetime.combine(local.date() + timedelta(days), hours.opens, JAPAN)
        if opening >= local and is_open(hours, opening):
            return opening
    return None


def last_open(hours: Hours, until: datetime) -> datetime | None:
    """The last moment up to which something goes out that must go by `until`; None where the hours leave none."""
    local = until.astimezone(JAPAN)
    for days in range(_LONGEST_CLOSURE):
        day = local.date() - timedelta(days)
        if open_day(hours, day) and datetime.combine(day, hours.opens, JAPAN) < local:
            return min(local, datetime.combine(day, hours.closes, JAPAN))
    return None


def first_allowed(post: Post, account: Account, merged_at: datetime) -> datetime | None:
    """The first moment at which the post was allowed to go: merged, in its window, in the sending hours."""
    ready = max(merged_at, post.send.not_before or merged_at)
    return ready if post.send.urgent else first_open(account.hours, ready)


@dataclass(frozen=True)
class Closure:
    """The first time after a moment at which the office is closed: from when until when (None: for ever)."""

    since: datetime
    until: datetime | None

    @property
    def length(self) -> timedelta | None:
        """How long it is closed."""
        return self.until - self.since if self.until else None


def next_closure(hours: Hours, at: datetime) -> Closure:
    """The closure that follows a moment; of a moment at which the office is closed, the rest of that closure."""
    local = at.astimezone(JAPAN)
    since = datetime.combine(local.date(), hours.closes, JAPAN) if is_open(hours, at) else local
    return Closure(since, first_open(hours, since))


def open_day(hours: Hours, day: date) -> bool:
    """True for a day with sending hours: not in `closed_on`, and for `weekdays_only` a working day of offices."""
    if day in hours.closed_on:
        return False
    if not hours.weekdays_only:
        return True
    if (day.month, day.day) in _YEAR_END:
        return False
    import jpholiday

    return day.weekday() < 5 and not jpholiday.is_holiday(day)


def longer_than(span: timedelta, since: datetime, until: datetime, counts: Callable[[date], bool]) -> bool:
    """True if more than `span` lies between the moments, on the days that count, each from midnight to midnight."""
    start, end = since.astimezone(JAPAN), until.astimezone(JAPAN)
    passed = timedelta()
    while start < end and passed <= span:
        midnight = datetime.combine(start.date() + timedelta(1), time(), JAPAN)
        if counts(start.date()):
            passed += min(midnight, end) - start
        start = midnight
    return passed > span


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
