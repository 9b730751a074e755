"""What a pull request is told of the moment at which its post went out."""

from datetime import datetime, timedelta

from scripts.delivery.comments import sent_comment
from scripts.delivery.entry import Entry
from scripts.text.dates import JAPAN

CLAIMED = datetime(2026, 12, 10, 10, 5, tzinfo=JAPAN)
CLAIM = Entry("claimed", CLAIMED, "1", {"audience_estimate": 1234})
LOST = Entry("unanswered", CLAIMED, "1", {"error": "timed out"})


def accepted(minutes: int) -> Entry:
    return Entry("accepted", CLAIMED + timedelta(minutes=minutes), "2", {"request_id": "r"})


def test_the_moment_is_that_at_which_line_took_it() -> None:
    body = sent_comment("20261210-x", [CLAIM, accepted(1)])
    assert "日時: 2026年12月10日（木） 10:06\n" in body and "のあいだ" not in body


def test_where_an_answer_was_lost_it_is_only_said_between_which_moments() -> None:
    body = sent_comment("20261210-x", [CLAIM, LOST, accepted(20)])
    assert (
        "日時: 2026年12月10日（木） 10:05から2026年12月10日（木） 10:25のあいだ(LINEの答えを受け取れず、あとで確かめました)"
        in body
    )
