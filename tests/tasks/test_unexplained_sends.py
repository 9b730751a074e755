"""What LINE counted on a day, against the ledger's lines of that day."""

from datetime import date, datetime, timedelta

import pytest

from scripts.delivery.entry import Entry
from scripts.tasks.unexplained_sends import requests_on, unexplained
from scripts.text.dates import JAPAN

DAY = date(2026, 12, 10)
AT = datetime(2026, 12, 10, 10, 0, tzinfo=JAPAN)


def post(audience=1234, at=AT, *others, number="r"):
    evidence = {"merges": [{"merge": f"merge of {number}"}]}
    claim = Entry(
        "claimed", at, "local", {"audience_estimate": audience, "retry_key": "k", "evidence": evidence}
    )
    return (claim, *(others or (Entry("accepted", at, "local", {"request_id": number}),)))


def told(counted, delivered=None, **posts):
    found = unexplained(DAY, counted, posts, delivered or {})
    return found.body if found else ""


@pytest.mark.parametrize(
    "counted", [{}, {"apiBroadcast": None}, {"apiBroadcast": 1234}, {"apiBroadcast": 1290}, {"broadcast": 0}]
)
def test_what_the_ledger_explains_is_no_matter(counted):
    assert told(counted, a=post()) == ""


def test_a_send_from_the_console_is_told():
    assert "管理画面から、のべ1,200人" in told({"broadcast": 1200, "apiBroadcast": 1234}, a=post())


def test_a_broadcast_without_any_line_is_told_and_a_day_before_explains_nothing():
    assert "プログラムから、のべ1,234人" in told({"apiBroadcast": 1234})
    assert "プログラムから" in told({"apiBroadcast": 1234}, a=post(at=AT - timedelta(days=1)))
    assert unexplained(DAY, {"apiBroadcast": 1234}, {}, {}).key == "behind/2026-12-10"


def test_more_people_than_our_own_broadcasts_can_have_reached_is_told():
    assert "約1,295人分" in told({"apiBroadcast": 2468}, a=post())
    assert told({"apiBroadcast": 2468}, a=post(), b=post(number="s")) == ""


def test_the_same_broadcast_in_two_posts_of_one_text_explains_it_once():
    """Whoever writes the ledger could copy a sent post's lines into another post's file, to hide a send of his own."""
    assert "約1,295人分" in told({"apiBroadcast": 2468}, a=post(), b=post())


def test_what_line_says_of_our_broadcasts_counts_and_not_our_estimate():
    assert told({"apiBroadcast": 1500}, {"r": 1500}, a=post()) == ""
    assert "プログラムから" in told({"apiBroadcast": 2468}, {"r": 1234, "s": 0}, a=post(), b=post(number="s"))
    assert told({"apiBroadcast": 2468}, {"r": 1234, "s": None}, a=post(), b=post(number="s")) == ""
    assert requests_on(DAY, {"a": post(), "b": post(number="s")}) == {"r", "s"}
    in_doubt = (Entry("unanswered", AT, "local", {"error": "x"}),)
    assert requests_on(DAY, {"a": post(1234, AT, *in_doubt)}) == set()


def test_what_may_have_arrived_explains_and_what_was_refused_does_not():
    in_doubt = (Entry("expired", AT + timedelta(hours=23), "local"),)
    assert told({"apiBroadcast": 1234}, a=post(1234, AT, *in_doubt)) == ""
    refused = (Entry("refused", AT, "local", {"status": 400}),)
    assert "プログラムから" in told({"apiBroadcast": 1234}, a=post(1234, AT, *refused))


def test_a_send_asked_again_after_midnight_is_explained_on_both_days():
    late = AT - timedelta(hours=11)
    assert (
        told({"apiBroadcast": 1234}, a=post(1234, late, Entry("accepted", AT, "local", {"request_id": "r"})))
        == ""
    )


def test_an_audience_that_nobody_counted_explains_any_number():
    assert told({"apiBroadcast": 99_999}, a=post(None)) == ""
