"""When GitHub saw each commit of the ledger, out of its record of pushes."""

from datetime import datetime, timedelta

from scripts.delivery.entry import Entry
from scripts.delivery.pushes import Push, seen_at, untimely
from scripts.text.dates import JAPAN

AT = datetime(2026, 12, 10, 10, 0, tzinfo=JAPAN)
LATER = AT + timedelta(hours=1)


def test_each_commit_has_the_time_of_the_push_that_brought_it():
    pushes = [Push("a", "b", AT), Push("b", "d", LATER)]
    assert seen_at(["d", "c", "b", "a"], pushes) == {"d": LATER, "c": LATER, "b": AT}


def test_what_github_does_not_name_has_no_time():
    assert seen_at(["b", "a"], []) == {}
    gap = [Push("a", "b", AT), Push("c", "d", LATER)]  # the push of c is not named
    assert seen_at(["e", "d", "c", "b", "a"], gap) == {"d": LATER, "b": AT}


def test_a_line_says_the_time_of_its_push():
    line = Entry("stopped", AT, "local")
    seen = {"b": AT + timedelta(minutes=9), "c": LATER}
    assert untimely([line, line], ["b", "b"], seen) == ""
    assert untimely([line, line], ["a", "a"], seen) == ""
    assert "2行目" in untimely([line, line], ["b", "c"], seen)
