"""A post that is told when it will go, without anybody, goes then."""

from datetime import timedelta

import pytest

from tests.publishing.staged import at
from tests.rehearsal.stage import WINTER

SECOND = "20261211-second"
UNTIL = {"not_after": "2026-12-25T17:00+09:00"}


@pytest.fixture
def words(run):
    """A run: its exit code, and what it says to people."""

    def words(**settings):
        code, output = run(**settings)
        return code, output.out

    return words


def bring(stage, when, post_id=WINTER, **changes):
    """A post that is merged a moment after that time."""
    stage.now = at(when)
    stage.write_post(post_id=post_id, send=UNTIL, **changes)
    stage.bring()


def test_what_the_last_run_of_a_friday_just_missed_goes_on_monday(stage, words):
    bring(stage, "2026-12-11T17:27")
    stage.now = at("2026-12-11T17:31")  # merged before 17:30; GitHub's machine begins after it
    code, promise = words()
    assert code == 0
    assert "次に配信できるのは2026年12月14日08時45分から" in promise and "人の操作は要りません" in promise
    stage.now = at("2026-12-14T08:47")
    assert words()[0] == 0
    assert len(stage.line.deliveries) == 1


def test_a_pause_at_the_end_of_a_week_is_over_at_the_next_scheduled_run(stage, words):
    bring(stage, "2026-12-11T17:10")
    stage.now = at("2026-12-11T17:25")
    code, promise = words(SENDING_PAUSED="true")
    assert code == 0
    assert (
        "次の定時の実行で配信します" in promise and "配信しない日を除いて1日より長く止めた投稿は" in promise
    )
    stage.now = at("2026-12-14T08:47")
    assert words()[0] == 0
    assert len(stage.line.deliveries) == 1


def test_what_waits_for_the_interval_when_the_office_closes_is_promised_for_its_next_opening(stage, words):
    bring(stage, "2026-12-11T17:10")
    bring(stage, "2026-12-11T17:20", SECOND, title="ふたつめのお知らせ")
    stage.now = at("2026-12-11T17:25")
    code, promise = words()
    assert code == 0
    assert "2026年12月14日08時45分から30分のうちに" in promise and "17時35分" not in promise
    stage.now = at("2026-12-14T08:45") + timedelta(minutes=2)
    assert words()[0] == 0
    assert len(stage.line.deliveries) == 2


THIRD = "20261211-third"


@pytest.fixture
def one_a_day(stage):
    """Three posts that were merged on an evening, of which one may go out a day."""
    stage.change_account(lambda data: data["sending"].update(max_per_day=1, min_interval_minutes=0))
    stage.bring("maintainer-01")
    for number, post_id in enumerate((WINTER, SECOND, THIRD)):
        bring(stage, f"2026-12-09T{18 + number}:00", post_id, title=f"お知らせその{number + 1}")
    return stage


def test_what_is_one_too_many_for_its_day_goes_on_the_next_open_one(one_a_day, words):
    for sent, day in enumerate(("2026-12-10", "2026-12-11", "2026-12-14")):
        one_a_day.now = at(f"{day}T09:07" if sent < 2 else f"{day}T08:47")
        code, promise = words()
        assert (code, len(one_a_day.line.deliveries)) == (0, sent + 1), promise
        if sent < 2:
            assert "次の配信日に" in promise and "人の操作は要りません" in promise
            one_a_day.now += timedelta(
                hours=1
            )  # what went out a day after its turn fills its day as any other
            assert (words()[0], len(one_a_day.line.deliveries)) == (0, sent + 1)


def test_a_send_that_waited_a_day_for_its_turn_is_asked_again_under_its_key(one_a_day, words):
    one_a_day.now = at("2026-12-10T09:07")
    words()
    one_a_day.now = at("2026-12-11T09:07")
    one_a_day.line.fail(*["accept, drop"] * 3)
    assert words()[0] == 1
    one_a_day.now += timedelta(minutes=30)
    assert words()[0] == 0
    assert len(one_a_day.line.deliveries) == 2


def test_a_correction_fills_no_day(one_a_day, words):
    one_a_day.now = at("2026-12-10T09:07")
    words()
    for post_id, day in ((SECOND, 15), (THIRD, 14)):
        window = {**UNTIL, "not_before": f"2026-12-{day}T10:00+09:00"}
        one_a_day.write_post(post_id=post_id, title=f"お知らせ{day}", send=window)
        one_a_day.bring()
    bring(
        one_a_day, "2026-12-14T09:00", "20261214-teisei", title="訂正: 相談会", corrects=WINTER,
        correction=[{"wrong": "定員　30組", "right": "定員　20組"}],
        correction_ground="担当に確かめました", correction_affected="ありません", correction_page_now="正しい表示です",
    )  # fmt: skip
    one_a_day.now = at("2026-12-14T09:07")
    words()
    assert len(one_a_day.line.deliveries) == 2
    one_a_day.now = at("2026-12-15T10:07")
    code, reason = words()
    assert (code, "配信しない日を除いて24時間以上" in reason) == (1, True), reason


def test_a_day_that_was_not_full_makes_a_post_late(one_a_day, words):
    """It is a pause that kept it on Thursday and Friday."""
    one_a_day.now = at("2026-12-10T09:07")
    assert words()[0] == 0
    one_a_day.now = at("2026-12-14T09:07")
    code, reason = words()
    assert code == 1
    assert "配信しない日と上限の件数に達した日を除いて24時間以上" in reason
    assert len(one_a_day.line.deliveries) == 1
