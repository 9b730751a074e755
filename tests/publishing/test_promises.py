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
