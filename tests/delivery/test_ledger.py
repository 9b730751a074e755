"""The table of transitions, and the states that lines fold to."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import product

import pytest

from scripts.delivery.entry import Entry
from scripts.delivery.ledger import _KEPT as KEPT
from scripts.delivery.ledger import TRANSITIONS, IllegalEvent, ended_by, ever_sent, fold, latest_claim
from scripts.text.dates import JAPAN

AT = datetime(2026, 12, 10, 10, 0, tzinfo=JAPAN)
KEY = "0b1f2e3d-4c5b-4a69-8877-665544332211"
OTHER = "1c2f2e3d-4c5b-4a69-8877-665544332211"
CARRIED = {
    "claimed": {"retry_key": KEY},
    "accepted": {"request_id": "r-1", "retry_key": KEY},
    "first refused": {"status": 400, "first": True},
    "refused": {"status": 400, "first": False},
    "unanswered": {"error": "timeout"},
    "expired": {},
    "settled sent": {"found": "sent", "by": "section-chief-01"},
    "settled unsent": {"found": "unsent", "by": "section-chief-01"},
    "stopped": {"by": "section-chief-01", "note": "日付の誤り"},
    "resumed": {},
    "reopened": {},
    "measured": {},
}
WAYS_TO = {
    "new": [],
    "claimed": ["claimed"],
    "sent": ["claimed", "unanswered", "accepted"],
    "refused": ["claimed", "first refused"],
    "uncertain": ["claimed", "expired"],
    "stopped": ["stopped"],
}


def line(step: str) -> Entry:
    return Entry(step.split()[-1] if "refused" in step else step.split()[0], AT, "local", CARRIED[step])


def lines(*steps: str) -> list[Entry]:
    return [line(step) for step in steps]


@pytest.mark.parametrize(("state", "step"), list(product(TRANSITIONS, CARRIED)))
def test_every_event_in_every_state_does_what_the_table_says(state, step):
    before = lines(*WAYS_TO[state])
    assert fold(before) == state
    claimed = any(entry.event == "claimed" for entry in before)
    named = {"first refused": "first refused" if state == "claimed" else "refused"}.get(step, step)
    if named in TRANSITIONS[state] and (claimed or step != "accepted"):
        assert fold([*before, line(step)]) == TRANSITIONS[state][named]
    else:
        with pytest.raises(IllegalEvent, match=f"{step.split()[-1]}.*{state}"):
            fold([*before, line(step)])


def test_the_table_is_that_of_the_design():
    pairs = {(state, step, to) for state, row in TRANSITIONS.items() for step, to in row.items()}
    earlier = {(state, step, state) for state in ("refused", "uncertain", "stopped") for step in KEPT}
    assert pairs - earlier == {
        ("new", "claimed", "claimed"),
        ("new", "stopped", "stopped"),
        ("claimed", "accepted", "sent"),
        ("claimed", "first refused", "refused"),
        ("claimed", "refused", "uncertain"),
        ("claimed", "unanswered", "claimed"),
        ("claimed", "expired", "uncertain"),
        ("claimed", "stopped", "uncertain"),
        ("refused", "claimed", "claimed"),
        ("refused", "accepted", "sent"),
        ("refused", "stopped", "stopped"),  # nobody wants it any more; so, too, below
        ("uncertain", "stopped", "stopped"),
        ("stopped", "accepted", "sent"),
        ("uncertain", "claimed", "claimed"),
        ("uncertain", "accepted", "sent"),
        ("uncertain", "settled sent", "sent"),
        ("stopped", "claimed", "claimed"),
        ("sent", "measured", "sent"),
        ("sent", "accepted", "sent"),
    }


def test_only_a_key_that_was_claimed_is_accepted():
    other = replace(line("accepted"), carries={"request_id": "r-1", "retry_key": OTHER})
    with pytest.raises(IllegalEvent, match="never claimed"):
        fold([line("claimed"), other])
    again = replace(line("claimed"), carries={"retry_key": OTHER})
    assert (
        fold([*lines("claimed", "expired"), again, line("accepted")]) == "sent"
    )  # the first one had arrived
    assert fold([*lines("claimed", "accepted"), line("accepted")]) == "sent"


def test_a_refusal_counts_only_as_the_answer_to_a_first_try():
    assert fold(lines("claimed", "unanswered", "first refused")) == "uncertain"
    assert fold(lines("claimed", "refused")) == "uncertain"


def test_lines_of_earlier_versions_lead_to_no_send():
    """They carry no key with `accepted`, no `first` with `refused`; and a person's word once asked for a send."""
    old = Entry("refused", AT, "local", {"status": 400, "message": "no"})
    late = replace(old, at=AT + timedelta(minutes=30))
    accepted = Entry("accepted", AT, "local", {"request_id": "r-1"})
    assert fold([line("claimed"), accepted]) == "sent"
    assert fold([line("claimed"), old]) == fold([line("claimed"), old, line("reopened")]) == "refused"
    assert fold([line("claimed"), late]) == "uncertain"
    assert fold(lines("claimed", "expired", "settled unsent")) == "uncertain"
    assert (
        fold([line("claimed"), old, line("reopened"), line("claimed"), accepted, line("measured")]) == "sent"
    )
    assert fold([*lines("claimed", "expired", "settled unsent", "claimed"), accepted]) == "sent"


def test_sent_is_for_ever_even_before_a_line_that_makes_no_sense():
    sent = lines(*WAYS_TO["sent"])
    assert ever_sent([*sent, line("claimed")])
    assert not ever_sent([line("accepted"), *sent])
    assert not ever_sent([line("claimed")])
    assert not ever_sent([])


def test_the_latest_claim_and_the_line_that_ended_what_was_before_it():
    again = replace(line("claimed"), carries={"retry_key": OTHER})
    attempt = [*lines("claimed", "first refused", "reopened"), again]
    assert latest_claim(attempt) == again
    assert ended_by(attempt) == line("reopened")
    assert ended_by(lines("claimed", "unanswered")) is ended_by([]) is latest_claim([]) is None
