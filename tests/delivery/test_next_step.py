"""One post, its lines, the clock: what comes next. One good row and one change a row."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from scripts.delivery.entry import Entry
from scripts.delivery.next_step import TRIES, Ask, Consider, Expire, Rest, next_step
from scripts.delivery.reasons import Stop
from scripts.text.dates import JAPAN

AT = datetime(2026, 12, 10, 10, 0, tzinfo=JAPAN)
KEY = "0b1f2e3d-4c5b-4a69-8877-665544332211"
CLAIM = Entry(
    "claimed",
    AT,
    "local",
    {"retry_key": KEY, "content_sha": "a" * 40, "body_sha256": "b" * 64, "nonce": "mine"},
)
ACCEPTED = Entry("accepted", AT, "local", {"request_id": "r-1", "retry_key": KEY})
UNANSWERED = Entry("unanswered", AT, "local", {"error": "ReadTimeoutError"})
EXPIRED = Entry("expired", AT + timedelta(hours=23), "local")
REFUSED = Entry("refused", AT, "local", {"status": 400, "message": "no", "first": True})
STOPPED = Entry("stopped", AT, "local", {"by": "section-chief-01", "note": "日付の誤り"})
LATER = AT + timedelta(hours=24)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def step(*lines, after=timedelta(0), own=(), tried=0, paused=False):
    found = next_step(lines, AT + after, own, tried, paused)
    return (found.outcome, found.reasons[0].code) if isinstance(found, Stop) else found


def test_a_post_without_lines_is_considered_even_while_paused():
    assert step() == step(paused=True) == Consider()


def test_a_sent_post_rests_for_ever():
    assert step(CLAIM, ACCEPTED, after=HOUR * 10_000, paused=True) == Rest("r-1")
    settled = Entry("settled", LATER, "local", {"found": "sent", "by": "a", "note": "b"})
    assert step(CLAIM, EXPIRED, settled) == Rest(None)


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ((CLAIM, REFUSED), ("refused", "refused_by_line")),
        ((CLAIM, REFUSED, Entry("reopened", AT, "local")), ("refused", "refused_by_line")),
        ((CLAIM, UNANSWERED, REFUSED), ("uncertain", "unknown_delivery")),
        ((CLAIM, EXPIRED), ("uncertain", "unknown_delivery")),
        (
            (CLAIM, EXPIRED, Entry("settled", LATER, "local", {"found": "unsent"})),
            ("uncertain", "unknown_delivery"),
        ),
        ((CLAIM, STOPPED), ("uncertain", "unknown_delivery")),
        ((STOPPED,), ("waiting", "stopped")),
    ],
)
def test_what_came_to_an_end_stays_unless_an_approved_merge_asks_for_it_again(lines, code):
    found = next_step(lines, LATER, (), 0, False)
    assert isinstance(found, Consider)
    assert found.ended == lines[-1]
    assert (found.unless.outcome, found.unless.reasons[0].code) == code


def test_the_sentence_says_what_happened_and_who_stopped_it():
    assert "23時間" in next_step((CLAIM, EXPIRED), LATER, (), 0, False).unless.reasons[0].message
    assert "人が止めました" in next_step((CLAIM, STOPPED), AT, (), 0, False).unless.reasons[0].message
    assert "section-chief-01" in next_step((STOPPED,), AT, (), 0, False).unless.reasons[0].message


def test_the_own_claim_is_asked_at_once_and_another_runs_after_ten_minutes():
    assert step(CLAIM, own={"mine"}) == Ask(CLAIM)
    assert step(CLAIM) == ("waiting", "claimed_elsewhere")
    assert step(CLAIM, after=MINUTE * 10 - timedelta(seconds=1)) == ("waiting", "claimed_elsewhere")
    assert step(CLAIM, after=MINUTE * 10) == Ask(CLAIM)
    assert step(CLAIM, UNANSWERED, after=HOUR * 22) == Ask(CLAIM)


def test_after_23_hours_the_key_is_never_used_again_not_even_by_its_own_run():
    assert step(CLAIM, after=HOUR * 23 - timedelta(seconds=1)) == Ask(CLAIM)
    assert step(CLAIM, after=HOUR * 23) == Expire()
    assert step(CLAIM, after=HOUR * 23, own={"mine"}) == Expire()


def test_the_23_hours_run_from_the_latest_claim():
    later = Entry("claimed", AT + HOUR * 30, "local", CLAIM.carries)
    again = (CLAIM, EXPIRED, Entry("settled", LATER, "local", {"found": "unsent"}), later)
    assert step(*again, after=HOUR * 31) == Ask(later)


def test_a_pause_stops_a_claimed_post_but_not_its_end():
    assert step(CLAIM, own={"mine"}, paused=True) == ("waiting", "paused")
    assert step(CLAIM, after=HOUR * 23, paused=True) == Expire()


def test_a_few_tries_in_one_run():
    assert step(CLAIM, UNANSWERED, own={"mine"}, tried=TRIES - 1) == Ask(CLAIM)
    assert step(CLAIM, UNANSWERED, own={"mine"}, tried=TRIES) == ("held", "unanswered")


@pytest.mark.parametrize(
    ("lines", "after"),
    [
        ((ACCEPTED,), HOUR),
        ((CLAIM, CLAIM), HOUR),
        ((CLAIM, Entry("unreadable", AT, "", {"why": "x"})), HOUR),
        ((CLAIM,), -MINUTE * 11),  # ahead of the clock
        ((CLAIM, replace(UNANSWERED, at=AT - MINUTE)), HOUR),  # before the line before it
        ((CLAIM, replace(EXPIRED, at=AT + HOUR * 22)), HOUR * 30),  # before its 23 hours
    ],
)
def test_lines_that_make_no_sense_are_held_and_the_line_is_named(lines, after):
    found = next_step(lines, AT + after, {"mine"}, 0, False)
    assert (found.outcome, found.reasons[0].code) == ("held", "ledger_damaged")
    assert f"{len(lines)}行目" in found.reasons[0].message


def test_two_clocks_may_differ_by_ten_minutes():
    assert step(CLAIM, after=-MINUTE * 9) == ("waiting", "claimed_elsewhere")
