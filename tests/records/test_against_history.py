"""The ledger's history against its lines: a merge in the branch, and the time at which GitHub took a line."""

from datetime import datetime, timedelta

import pytest

from scripts.delivery.damage import branch_damage
from scripts.delivery.entry import Entry
from scripts.records.proving.against_history import LineCommit, appended_only, pushed_when_it_says
from scripts.text.dates import JAPAN

AT = datetime(2026, 12, 10, 10, 5, tzinfo=JAPAN)
LINES = [Entry("claimed", AT, "1", {}), Entry("accepted", AT + timedelta(seconds=2), "1", {})]
COMMITS = [LineCommit("a" * 40, AT), LineCommit("b" * 40, AT)]


def test_a_ledger_with_a_merge_in_it_is_no_line_of_appended_commits() -> None:
    line = {"c": ("b",), "b": ("a",), "a": ()}
    merged = {"d": ("c", "x"), "x": ("a",), **line}
    assert appended_only(branch_damage(line, ()), line).holds is True
    damaged = appended_only(branch_damage(merged, ()), merged)
    assert damaged.holds is False and damaged.detail == branch_damage(merged, ()) != ""


@pytest.mark.parametrize(("late", "holds"), [(0, True), (60, True), (3600, False), (-3600, False)])
def test_a_line_that_github_took_at_another_time_than_it_says_is_found(late: int, holds: bool) -> None:
    seen = AT + timedelta(seconds=late)
    (answer,) = pushed_when_it_says(LINES, COMMITS, {"b" * 40: seen})
    assert answer.holds is holds
    assert (f"2行目 2026-12-10 10:05:02 / GitHub {seen:%Y-%m-%d %H:%M:%S}" == answer.detail) is not holds


def test_of_lines_of_which_github_kept_no_push_nothing_is_said() -> None:
    assert list(pushed_when_it_says(LINES, COMMITS, {})) == []
