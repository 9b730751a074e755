"""A date as people type it into a field: what is meant is told, what nobody can tell is not."""

import pytest

from scripts.text.typed_dates import typed_day, typed_moment


@pytest.mark.parametrize(
    "written",
    ["2027-02-05", "2027/2/5", "2027.2.5", "2027年2月5日", "令和9年2月5日(金)", "R9.2.5", "２０２７／２／５", "2027/2/5 17:00", "2027年2月5日（金・祝）"],
)  # fmt: skip
def test_a_day(written: str) -> None:
    day = typed_day(written)
    assert day is not None and day.isoformat() == "2027-02-05"


@pytest.mark.parametrize(
    "written",
    ["2027-02-05 17:00", "2027/2/5 17:00", "2027-02-05T17:00", "2027年2月5日(金)17時", "2027年2月5日 午後5時00分", "2027/2/5 5:00PM"],
)  # fmt: skip
def test_a_moment(written: str) -> None:
    moment = typed_moment(written)
    assert (moment and moment.isoformat()) == (None if "PM" in written else "2027-02-05T17:00:00+09:00")


@pytest.mark.parametrize(
    "written", ["", "明日", "2/5", "27/2/5", "2027-02-30", "2027-02-05T25:00", "9" * 5000, "2027-02-05 あと"]
)
def test_nobody_can_tell(written: str) -> None:
    assert typed_moment(written) is None
    assert typed_day(written) is None or written.endswith("25:00")


def test_a_day_without_a_time_is_no_moment() -> None:
    assert typed_moment("2027/2/5") is None
