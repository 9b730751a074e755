"""Hours, windows, lateness, quota, the breaker: the good case, and one change a row."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from scripts.content.account import read_account
from scripts.content.hours import first_open, is_open
from scripts.content.post import Send, read_post
from scripts.delivery.entry import Entry
from scripts.delivery.guards import Quota, breaker, quota, sends_of, timing
from scripts.reading.document import read_yaml_file
from scripts.text.dates import JAPAN

ACCOUNT = read_account(
    read_yaml_file(
        "content/account.yml",
        b'sending:\n  hours: {from: "08:45", to: "17:30", weekdays_only: true}\n'
        b"  max_per_day: 3\n  min_interval_minutes: 10\n  late_after_hours: 24\n  paused: false\n",
    )
)
POST = read_post("content/posts/division/2026/20261210-a/post.md", b"---\ntitle: a\n---\n", {})


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=JAPAN)


def code(stopped):
    return (stopped.outcome, stopped.reasons[0].code) if stopped else None


@pytest.mark.parametrize(
    ("when", "is_it"),
    [
        ("2026-12-10T08:44", False),
        ("2026-12-10T08:45", True),
        ("2026-12-10T17:29", True),
        ("2026-12-10T17:30", False),
        ("2026-12-12T10:00", False),  # Saturday
        ("2026-11-23T10:00", False),  # 勤労感謝の日, a Monday
        ("2026-11-24T10:00", True),
    ],
)
def test_open_hours(when, is_it):
    assert is_open(ACCOUNT.hours, at(when)) is is_it


def test_hours_are_japans_whatever_zone_the_clock_shows():
    assert is_open(ACCOUNT.hours, datetime.fromisoformat("2026-12-10T00:00+00:00"))
    assert not is_open(ACCOUNT.hours, datetime.fromisoformat("2026-12-10T10:00+00:00"))


def test_the_first_open_moment_steps_over_a_weekend_and_a_holiday():
    assert first_open(ACCOUNT.hours, at("2026-11-20T18:00")) == at("2026-11-24T08:45")
    assert first_open(ACCOUNT.hours, at("2026-11-24T09:00")) == at("2026-11-24T09:00")
    assert first_open(ACCOUNT.hours, at("2026-11-24T01:00")) == at("2026-11-24T08:45")
    never = replace(ACCOUNT.hours, opens=ACCOUNT.hours.closes)
    assert first_open(never, at("2026-11-24T09:00")) is None


MERGED = at("2026-12-10T09:00")


def when(now, merged=MERGED, **send):
    window = Send(**{"not_before": None, "not_after": None, "urgent": "", "again": "", **send})
    return code(timing(replace(POST, send=window), ACCOUNT, at(now), merged))


def test_timing():
    assert when("2026-12-10T09:00") is None
    assert when("2026-12-10T20:00") == ("waiting", "outside_hours")
    assert when("2026-12-10T20:00", urgent="避難の案内のため") is None
    assert when("2026-12-10T09:00", not_before=at("2026-12-10T10:00")) == ("waiting", "before_window")
    assert when("2026-12-10T10:00", not_before=at("2026-12-10T10:00")) is None
    assert when("2026-12-10T10:00", not_after=at("2026-12-10T10:00")) is None
    assert when("2026-12-10T10:01", not_after=at("2026-12-10T10:00")) == ("held", "after_window")


def test_late_counts_from_the_first_moment_at_which_it_might_have_gone():
    assert when("2026-12-11T09:00") is None
    assert when("2026-12-11T09:01") == ("held", "late")
    friday_evening = at("2026-12-11T18:00")
    assert when("2026-12-15T08:45", merged=friday_evening) is None
    assert when("2026-12-15T08:46", merged=friday_evening) == ("held", "late")
    assert when("2026-12-17T10:00", not_before=at("2026-12-16T10:30")) is None
    assert when("2026-12-17T10:31", not_before=at("2026-12-16T10:30")) == ("held", "late")
    assert when("2026-12-12T18:01", merged=friday_evening, urgent="x") == ("held", "late")


@pytest.mark.parametrize(
    ("since", "last"),
    [
        ("2026-12-10T10:00", "2026-12-11T10:00"),  # a plain weekday, to the minute
        ("2026-12-11T17:28", "2026-12-14T17:28"),  # over a weekend
        ("2026-11-20T17:28", "2026-11-24T17:28"),  # and 勤労感謝の日 on Monday the 23rd
        ("2026-12-28T17:28", "2027-01-04T17:28"),  # the year's end
        ("2026-12-15T17:28", "2026-12-17T17:28"),  # a Wednesday in `closed_on`
    ],
)
def test_days_on_which_the_account_is_closed_make_no_post_late(since, last):
    account = replace(ACCOUNT, hours=replace(ACCOUNT.hours, closed_on=(date(2026, 12, 16),)))
    reasons = [
        code(timing(POST, account, at(last) + timedelta(minutes=minutes), at(since))) for minutes in (0, 1)
    ]
    assert reasons == [None, ("held", "late")]


def test_an_account_that_never_closes_and_an_urgent_post_wait_for_no_monday():
    every_day = replace(ACCOUNT, hours=replace(ACCOUNT.hours, weekdays_only=False))
    friday, saturday = at("2026-12-11T17:28"), at("2026-12-12T17:29")
    assert code(timing(POST, every_day, saturday, friday)) == ("held", "late")
    urgent = replace(POST, send=replace(POST.send, urgent="x"))
    late = timing(urgent, ACCOUNT, saturday, friday)
    assert code(late) == ("held", "late") and "除いて" not in late.reasons[0].message


def test_an_account_that_never_opens_is_said_to_a_person():
    closed = replace(ACCOUNT, hours=replace(ACCOUNT.hours, opens=ACCOUNT.hours.closes))
    assert code(timing(POST, closed, MERGED, MERGED)) == ("held", "never_open")


def test_quota():
    assert quota(Quota(None, 0), None) is None
    assert quota(Quota(100, 40), 60) is None
    assert code(quota(Quota(100, 41), 60)) == ("held", "quota")
    assert code(quota(Quota(100, 0), None)) == ("held", "audience_unknown")


NOW = at("2026-12-10T15:00")
CLAIMED = {"retry_key": "k"}


def sent(minutes_ago, *more):
    claim = Entry("claimed", NOW - timedelta(minutes=minutes_ago), "local", CLAIMED)
    return (claim, *(more or (Entry("accepted", claim.at, "local", {"request_id": None}),)))


def broken(ledger, post=POST, account=ACCOUNT, corrections=()):
    return code(breaker(post, account, NOW, sends_of(ledger, frozenset(corrections))))


def test_the_breaker_counts_the_day_and_the_interval():
    assert broken({}) is None
    assert broken({"a": sent(9)}) == ("waiting", "min_interval")
    assert broken({"a": sent(10)}) is None
    assert broken({"a": sent(60), "b": sent(50), "c": sent(40)}) == ("waiting", "max_per_day")
    assert broken({"a": sent(60), "b": sent(50), "c": sent(60 * 16)}) is None


def test_corrections_neither_count_nor_wait():
    three = {"a": sent(60), "b": sent(50), "c": sent(5)}
    assert broken(three, post=replace(POST, corrects="a")) is None
    assert broken({**three, "c": sent(40)}, corrections={"b"}) is None


@pytest.mark.parametrize(
    ("sent_at", "urgent", "promised"),
    [
        ("2026-12-11T10:00", "", "2026年12月11日10時10分から30分のうちに"),
        ("2026-12-11T17:25", "", "2026年12月14日08時45分から30分のうちに"),
        ("2026-12-11T17:25", "x", "2026年12月11日17時35分から30分のうちに"),
        # the run that comes within half an hour may be the one after closing
        (
            "2026-12-11T17:10",
            "",
            "17時20分(配信できる時間を過ぎたときは2026年12月14日08時45分)から30分のうちに",
        ),
    ],
)
def test_the_interval_is_over_at_a_moment_at_which_the_post_may_go(sent_at, urgent, promised):
    post = replace(POST, send=replace(POST.send, urgent=urgent))
    ledger = {"a": (Entry("claimed", at(sent_at), "local", CLAIMED),)}
    waits = breaker(post, ACCOUNT, at(sent_at) + timedelta(minutes=1), sends_of(ledger, frozenset()))
    assert code(waits) == ("waiting", "min_interval")
    assert promised in waits.reasons[0].message


def test_an_interval_of_nothing_is_off():
    assert broken({"a": sent(0)}, account=replace(ACCOUNT, min_interval_minutes=0)) is None


def test_what_is_claimed_or_unknown_counts_and_what_was_refused_does_not():
    assert broken({"a": sent(5)[:1]}) == ("waiting", "min_interval")
    assert broken({"a": sent(5, Entry("expired", NOW, "local"))}) == ("waiting", "min_interval")
    assert broken({"a": sent(5, Entry("refused", NOW, "local", {"first": True}))}) is None
    unsent = (Entry("expired", NOW, "local"), Entry("settled", NOW, "local", {"found": "unsent"}))
    assert broken({"a": sent(5, *unsent)}) == (
        "waiting",
        "min_interval",
    )  # an earlier version's word is no proof


def test_sixty_tries_an_hour_hold_even_a_correction():
    tries = [Entry("unanswered", NOW - timedelta(minutes=30), "local", {"error": "x"})] * 59
    ledger = {"a": sent(30, *tries)}
    assert broken(ledger, post=replace(POST, corrects="x")) == ("waiting", "rate_limited")
    assert broken({"a": sent(30, *tries[1:])}, post=replace(POST, corrects="x")) is None
