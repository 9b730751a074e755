"""One post, its lines, the clock: what comes next. One good row and one change a row."""

from datetime import datetime, timedelta

import pytest

from scripts.delivery.ledger import Entry
from scripts.delivery.next_step import TRIES, Ask, Consider, Expire, Rest, next_step
from scripts.delivery.reasons import Stop
from scripts.text.dates import JAPAN

AT = datetime(2026, 12, 10, 10, 0, tzinfo=JAPAN)
KEY = "0b1f2e3d-4c5b-4a69-8877-665544332211"
CLAIM = Entry("claimed", AT, "local", {"retry_key": KEY, "content_sha": "a" * 40, "body_sha256": "b" * 64})
ACCEPTED = Entry("accepted", AT, "local", {"request_id": "r-1"})
UNANSWERED = Entry("unanswered", AT, "local", {"error": "ReadTimeoutError"})
EXPIRED = Entry("expired", AT + timedelta(hours=23), "local")
REFUSED = Entry("refused", AT, "local", {"status": 400, "message": "no"})


def step(*lines, after=timedelta(0), own=(), tried=0, paused=False):
    found = next_step(lines, AT + after, own, tried, paused)
    return (found.outcome, found.reasons[0].code) if isinstance(found, Stop) else found


MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def test_a_post_without_lines_is_considered_even_while_paused():
    assert step() == step(paused=True) == Consider()


def test_a_sent_post_rests_for_ever():
    assert step(CLAIM, ACCEPTED, after=HOUR * 10_000, paused=True) == Rest("r-1")
    settled = Entry("settled", AT, "local", {"found": "sent", "by": "a", "note": "b"})
    assert step(CLAIM, EXPIRED, settled) == Rest(None)


def test_a_person_who_found_it_unsent_or_reopened_it_makes_it_new():
    assert step(CLAIM, EXPIRED, Entry("settled", AT, "local", {"found": "unsent"})) == Consider()
    assert step(CLAIM, REFUSED, Entry("reopened", AT, "local")) == Consider()


def test_the_own_claim_is_asked_at_once_and_another_runs_after_ten_minutes():
    assert step(CLAIM, own={KEY}) == Ask(CLAIM)
    assert step(CLAIM) == ("waiting", "claimed_elsewhere")
    assert step(CLAIM, after=MINUTE * 10 - timedelta(seconds=1)) == ("waiting", "claimed_elsewhere")
    assert step(CLAIM, after=MINUTE * 10) == Ask(CLAIM)
    assert step(CLAIM, UNANSWERED, after=HOUR * 22) == Ask(CLAIM)


def test_after_23_hours_the_key_is_never_used_again_not_even_by_its_own_run():
    assert step(CLAIM, after=HOUR * 23 - timedelta(seconds=1)) == Ask(CLAIM)
    assert step(CLAIM, after=HOUR * 23) == Expire()
    assert step(CLAIM, after=HOUR * 23, own={KEY}) == Expire()
    assert step(CLAIM, EXPIRED, after=HOUR * 99) == ("uncertain", "unknown_delivery")


def test_the_23_hours_run_from_the_latest_claim():
    later = Entry("claimed", AT + HOUR * 30, "local", CLAIM.carries)
    again = (CLAIM, EXPIRED, Entry("settled", AT, "local", {"found": "unsent"}), later)
    assert step(*again, after=HOUR * 31) == Ask(later)


def test_a_pause_stops_a_claimed_post_but_not_its_end():
    assert step(CLAIM, own={KEY}, paused=True) == ("waiting", "paused")
    assert step(CLAIM, after=HOUR * 23, paused=True) == Expire()


def test_a_few_tries_in_one_run():
    assert step(CLAIM, UNANSWERED, own={KEY}, tried=TRIES - 1) == Ask(CLAIM)
    assert step(CLAIM, UNANSWERED, own={KEY}, tried=TRIES) == ("held", "unanswered")


def test_a_claim_from_the_future_means_that_a_clock_is_wrong():
    assert step(CLAIM, after=-MINUTE * 9) == ("waiting", "claimed_elsewhere")
    assert step(CLAIM, after=-MINUTE * 11, own={KEY}) == ("held", "clock_wrong")


@pytest.mark.parametrize(
    "lines", [(ACCEPTED,), (CLAIM, CLAIM), (CLAIM, Entry("unreadable", AT, "", {"why": "x"}))]
)
def test_a_ledger_that_makes_no_sense_is_held_and_names_the_line(lines):
    found = next_step(lines, AT, (), 0, False)
    assert (found.outcome, found.reasons[0].code) == ("held", "ledger_unreadable")
    assert f"{len(lines)}行目" in found.reasons[0].message


def test_a_refusal_after_a_try_without_an_end_warns_the_person():
    clear = next_step((CLAIM, REFUSED), AT, (), 0, False)
    unsure = next_step((CLAIM, UNANSWERED, REFUSED), AT, (), 0, False)
    assert clear.outcome == unsure.outcome == "refused"
    assert "届いたおそれ" in unsure.reasons[0].message
    assert "届いたおそれ" not in clear.reasons[0].message
