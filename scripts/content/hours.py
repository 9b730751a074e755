"""The account's opening hours: when a post may go out, and since when it might have."""

from datetime import date, datetime, timedelta

from scripts.content.account import Account, Hours
from scripts.content.post import Post
from scripts.text.dates import JAPAN

_LONGEST_CLOSURE = 31  # days; no row of holidays and weekends in Japan is longer


def is_open(hours: Hours, at: datetime) -> bool:
    """True within the opening hours, the closing minute excluded; national holidays are closed like weekends."""
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


def first_allowed(post: Post, account: Account, merged_at: datetime) -> datetime | None:
    """The first moment at which the post was allowed to go: merged, its window begun, the account open."""
    ready = max(merged_at, post.send.not_before or merged_at)
    return ready if post.send.urgent else first_open(account.hours, ready)


def open_day(hours: Hours, day: date) -> bool:
    """True for a day on which the account may speak at all."""
    if not hours.weekdays_only:
        return True
    import jpholiday

    return day.weekday() < 5 and not jpholiday.is_holiday(day)


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
