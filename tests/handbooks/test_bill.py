"""A month of 60 posts stays within its minutes, and a post still goes out within half an hour."""

from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest

from scripts.content.hours import is_open
from scripts.effects.content.load import account_in
from scripts.standins.samples import registers
from scripts.text.dates import JAPAN
from tests.handbooks import bill
from tests.handbooks.workflows import FILES, ROOT, jobs, read
from tests.rules.good_world import MemoryTree

ACCOUNT = account_in(MemoryTree(registers(ROOT)))
PUBLISH = read((ROOT / ".github/workflows/publish.yml").read_text("utf-8"))
HALF_AN_HOUR, LAST_MINUTES = timedelta(minutes=30), timedelta(minutes=6)
MONDAY = date(2026, 12, 7)


def test_sixty_posts_in_a_long_month_cost_what_the_handbook_says_and_no_more_than_we_allow() -> None:
    assert bill.total() <= bill.MOST < bill.FREE
    assert bill.SETUP.read_text("utf-8") == bill.written(), "python -m tests.accept writes the bill anew"
    assert f"**{bill.total():,}**" in bill.SETUP.read_text("utf-8")


def test_the_bill_counts_every_job() -> None:
    """By hand: check 1, draw 2 and show 1 for a push; signal and judge for a review; site and send for a merge."""
    minutes = {row.what: row.minutes for row in bill.rows()}
    assert minutes["投稿を出す、直す(点検・プレビュー・判定)"] == 4
    assert minutes["審査する(合図・判定)"] == 2
    assert minutes["投稿を取り込む(サイト・配信)"] == 2
    by_clock = {row.what: row.times for row in bill.rows() if "定時" in row.what}
    assert by_clock["配信(send)を定時に動かす"] == 23 * (1 + 16 + 1 + 1) + 31 * 2 + 8 * 2
    assert by_clock["配信(site)を定時に動かす"] == 23 + 31
    scheduled = [file for file in FILES if "schedule" in read(file.read_text("utf-8"))["on"]]
    assert len(by_clock) == sum(len(jobs(read(file.read_text("utf-8")))) for file in scheduled)


def wakings(day: date) -> list[datetime]:
    """When the sender is woken by the clock on a day."""
    at = []
    for entry in PUBLISH["on"]["schedule"]:
        minutes, hours, _, _, days = entry["cron"].split()
        weekday = day.isoweekday() % 7
        if days == "*" or weekday in bill.expanded(days):
            at += [
                datetime(day.year, day.month, day.day, hour, minute, tzinfo=JAPAN)
                for hour in bill.expanded(hours)
                for minute in bill.expanded(minutes)
            ]
    return sorted(at)


@pytest.mark.parametrize("number", range(5))
def test_whenever_a_post_may_go_in_open_hours_a_run_comes_within_half_an_hour(number: int) -> None:
    day = MONDAY + timedelta(number)
    runs = [run for run in wakings(day) if is_open(ACCOUNT.hours, run)]
    minutes = (
        datetime(day.year, day.month, day.day, tzinfo=JAPAN) + timedelta(minutes=n) for n in range(1440)
    )
    asked_for = [minute for minute in minutes if is_open(ACCOUNT.hours, minute + LAST_MINUTES)]
    for not_before in filter(lambda minute: is_open(ACCOUNT.hours, minute), asked_for):
        assert any(timedelta() <= run - not_before <= HALF_AN_HOUR for run in runs), not_before


def test_no_two_schedules_wake_the_sender_at_once() -> None:
    for number in range(7):
        runs = wakings(MONDAY + timedelta(number))
        assert len(set(runs)) == len(runs)


def test_what_was_cut_short_is_asked_again_long_before_its_23_hours_are_over() -> None:
    runs = [run for number in range(8) for run in wakings(MONDAY + timedelta(number))]
    assert max(later - earlier for earlier, later in pairwise(runs)) < timedelta(hours=12)
