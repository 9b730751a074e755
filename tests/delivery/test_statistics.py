"""When LINE is asked for its statistics, and which of its answers are written down."""

from datetime import datetime, timedelta

import pytest

from scripts.delivery.entry import Entry
from scripts.delivery.statistics import measured, to_measure
from scripts.text.dates import JAPAN

SENT = datetime(2026, 12, 10, 10, 5, tzinfo=JAPAN)
CLAIM = Entry("claimed", SENT, "local", {})
ACCEPTED = Entry("accepted", SENT, "local", {"request_id": "r-1"})


def due(days, *looks, lines=(CLAIM, ACCEPTED)):
    taken = [Entry("measured", SENT + timedelta(days=each), "local", {}) for each in looks]
    return to_measure([*lines, *taken], SENT + timedelta(days=days))


@pytest.mark.parametrize(
    "days, looks, expected",
    [
        (0.9, (), None), (1, (), "r-1"), (2, (1,), None), (3, (1,), "r-1"), (3.1, (3,), None), (7, (3,), "r-1"),
        (13, (7,), "r-1"), (14, (7,), "r-1"), (14.1, (7,), None), (20, (), None), (10, (), "r-1"), (10, (8,), None),
    ],
)  # fmt: skip
def test_four_looks_within_the_14_days_that_line_counts(days, looks, expected):
    assert due(days, *looks) == expected


def test_only_what_line_accepted_under_a_number_is_asked_for():
    assert due(2, lines=(CLAIM,)) is None
    assert due(2, lines=(CLAIM, Entry("accepted", SENT, "local", {"request_id": None}))) is None
    assert due(2, lines=(ACCEPTED,)) is None


def test_an_answer_that_is_not_finished_is_not_written_down():
    assert measured({"overview": {"delivered": None}}, SENT, "local") is None
    assert measured({}, SENT, "local") is None


def test_an_answer_is_written_down_as_it_is():
    answer = {"overview": {"delivered": 320, "uniqueClick": None}, "messages": [], "clicks": [], "x": 1}
    line = measured(answer, SENT, "local")
    assert line == Entry(
        "measured", SENT, "local", {name: answer[name] for name in ("overview", "messages", "clicks")}
    )
