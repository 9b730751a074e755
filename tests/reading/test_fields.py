"""Dataclasses filled from data by their annotations: every type, other names, and junk."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Annotated

import pytest

from scripts.reading.fields import Stored, moment, read, span, text


@dataclass(frozen=True)
class Inner:
    on: date | None
    index: int


@dataclass(frozen=True)
class Outer:
    word: str
    many: int
    sure: bool
    opens: Annotated[time, Stored("hours", "from")]
    words: tuple[str, ...]
    days: tuple[date, ...]
    inner: tuple[Inner, ...]
    one: Inner | None
    shout: Annotated[str, Stored("word", take=lambda value: text(value).upper())]
    path: str


EMPTY = Outer("", 0, False, time.min, (), (), (), None, "", "p")


def test_each_field_is_taken_as_its_type() -> None:
    data = {
        "word": "a", "many": 3, "sure": True, "hours": {"from": "08:45"}, "words": ["x", 1, "y"],
        "days": ["2026-12-10", "2026-02-30"], "inner": [{"on": "2026-12-10"}, 7], "one": {}, "path": "never read",
    }  # fmt: skip
    inner = (Inner(date(2026, 12, 10), 0), Inner(None, 1))
    day = (date(2026, 12, 10),)
    one = Inner(None, 0)
    assert read(Outer, data, path="p") == Outer(
        "a", 3, True, time(8, 45), ("x", "y"), day, inner, one, "A", "p"
    )


@pytest.mark.parametrize("junk", [None, 7, "x", [], {}, {"word": 1, "many": True, "sure": "true", "one": []}])
def test_what_is_of_another_type_reads_as_empty(junk: object) -> None:
    assert read(Outer, junk, path="p") == EMPTY


@pytest.mark.parametrize(
    "end", ["0001-01-02T00:00+09:00", "9999-12-31T23:59+09:00", "3000-01-01T00:00+09:00"]
)
def test_a_moment_from_which_nobody_can_count_on_is_none(end: str) -> None:
    """One post that would go out in 9999 ended `check` and `preview` of every post with a traceback."""
    assert moment(end) is None
    assert moment("2999-12-31T23:59+09:00") and moment("1900-01-01T00:00+09:00")


@pytest.mark.parametrize("number", [10**14, -(10**14)])
def test_a_span_can_be_counted_from_any_day(number: int) -> None:
    assert date(2026, 12, 10) - timedelta(days=span(number)) and span(14) == 14 and span("14") == 0
