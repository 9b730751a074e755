"""Office time between two moments: nights, weekends and holidays do not count."""

from datetime import date, datetime, time, timedelta

import pytest

from scripts.content.account import Hours
from scripts.content.hours import business_time, first_open, last_open

HOURS = Hours(time(8, 45), time(17, 30), weekdays_only=True)


def at(written: str) -> datetime:
    return datetime.fromisoformat(written)


@pytest.mark.parametrize(
    "start, end, minutes",
    [
        ("2026-12-16T09:20+09:00", "2026-12-16T09:45+09:00", 25),
        ("2026-12-16T00:20+00:00", "2026-12-16T09:45+09:00", 25),  # the same moment, written in another zone
        ("2026-12-16T06:00+09:00", "2026-12-16T09:00+09:00", 15),
        ("2026-12-18T17:00+09:00", "2026-12-21T09:30+09:00", 75),  # from Friday to Monday
        ("2026-11-20T17:30+09:00", "2026-11-24T08:50+09:00", 5),  # over 勤労感謝の日 on Monday the 23rd
        ("2026-12-16T09:00+09:00", "2026-12-16T08:00+09:00", 0),
    ],
)
def test_office_time(start: str, end: str, minutes: int) -> None:
    assert business_time(at(start), at(end), HOURS) == timedelta(minutes=minutes)


def test_weekends_count_for_an_account_that_works_on_them() -> None:
    every_day = Hours(time(8), time(20), weekdays_only=False)
    found = business_time(at("2026-12-19T19:00+09:00"), at("2026-12-20T09:00+09:00"), every_day)
    assert found == timedelta(hours=2)


def test_a_span_of_a_thousand_years_is_not_walked() -> None:
    found = business_time(at("1026-12-19T19:00+09:00"), at("2026-12-20T09:00+09:00"), HOURS)
    assert timedelta(hours=2) < found < timedelta(days=60)


@pytest.mark.parametrize(
    "since", ["2026-12-28T17:55+09:00", "2026-12-31T10:00+09:00", "2027-01-03T10:00+09:00"]
)
def test_offices_are_closed_from_the_29th_of_december_to_the_3rd_of_january(since: str) -> None:
    assert first_open(HOURS, at(since)) == at("2027-01-04T08:45+09:00")


def test_an_account_that_works_on_holidays_sends_at_the_year_end_too() -> None:
    every_day = Hours(time(8), time(20), weekdays_only=False)
    assert first_open(every_day, at("2026-12-31T10:00+09:00")) == at("2026-12-31T10:00+09:00")


def test_the_accounts_own_closed_days_are_closed_for_every_account() -> None:
    closed = (date(2027, 2, 12), date(2027, 2, 15))
    for weekdays_only, opening in ((True, "2027-02-16T08:45+09:00"), (False, "2027-02-13T08:45+09:00")):
        hours = Hours(time(8, 45), time(17, 30), weekdays_only, closed)
        assert first_open(hours, at("2027-02-12T10:00+09:00")) == at(opening)


@pytest.mark.parametrize(
    "until, last",
    [
        ("2026-12-16T09:20+09:00", "2026-12-16T09:20+09:00"),
        ("2026-12-16T08:45+09:00", "2026-12-15T17:30+09:00"),  # that day opens when the window ends
        ("2026-12-16T20:00+09:00", "2026-12-16T17:30+09:00"),
        ("2027-01-17T17:00+09:00", "2027-01-15T17:30+09:00"),  # a Sunday
        ("2027-01-03T17:00+09:00", "2026-12-28T17:30+09:00"),  # the year's end
    ],
)
def test_the_last_moment_before_a_deadline(until: str, last: str) -> None:
    assert last_open(HOURS, at(until)) == at(last)


def test_hours_that_never_come_leave_no_last_moment() -> None:
    closed = Hours(
        time(8, 45), time(17, 30), True, tuple(date(2026, 1, 1) + timedelta(n) for n in range(800))
    )
    assert last_open(closed, at("2027-02-12T10:00+09:00")) is None
