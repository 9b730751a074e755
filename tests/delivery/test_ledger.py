"""The table of transitions, and hostile or broken ledger files."""

from datetime import datetime
from itertools import product

import pytest

from scripts.delivery.ledger import (
    TRANSITIONS,
    Entry,
    IllegalEvent,
    ever_sent,
    fold,
    latest_claim,
    read_lines,
    write_line,
)
from scripts.text.dates import JAPAN

AT = datetime(2026, 12, 10, 10, 0, tzinfo=JAPAN)
CARRIED = {
    "claimed": {
        "content_sha": "a" * 40,
        "evidence": {"pull_request": 3},
        "retry_key": "0b1f2e3d-4c5b-4a69-8877-665544332211",
        "body_sha256": "b" * 64,
        "audience_estimate": 1234,
    },
    "accepted": {"request_id": "r-1"},
    "refused": {"status": 400, "message": "no"},
    "unanswered": {"error": "timeout"},
    "expired": {},
    "settled sent": {"found": "sent", "by": "section-chief-01", "note": "数を確認"},
    "settled unsent": {"found": "unsent", "by": "section-chief-01", "note": "届いていない"},
    "reopened": {"by": "section-chief-01", "note": "直した"},
    "measured": {"delivered": 900},
}
WAYS_TO = {
    "new": [],
    "claimed": ["claimed"],
    "sent": ["claimed", "unanswered", "accepted"],
    "refused": ["claimed", "refused"],
    "uncertain": ["claimed", "unanswered", "expired"],
}


def line(step: str) -> Entry:
    return Entry(step.partition(" ")[0], AT, "local", CARRIED[step])


@pytest.mark.parametrize(("state", "step"), list(product(TRANSITIONS, CARRIED)))
def test_every_event_in_every_state_does_what_the_table_says(state, step):
    lines = [line(each) for each in WAYS_TO[state]]
    assert fold(lines) == state
    if step in TRANSITIONS[state]:
        assert fold([*lines, line(step)]) == TRANSITIONS[state][step]
    else:
        with pytest.raises(IllegalEvent, match=f"{step}.*{state}"):
            fold([*lines, line(step)])


def test_the_table_is_that_of_the_design():
    pairs = {(state, step, to) for state, row in TRANSITIONS.items() for step, to in row.items()}
    assert pairs == {
        ("new", "claimed", "claimed"),
        ("claimed", "accepted", "sent"),
        ("claimed", "refused", "refused"),
        ("claimed", "unanswered", "claimed"),
        ("claimed", "expired", "uncertain"),
        ("uncertain", "settled sent", "sent"),
        ("uncertain", "settled unsent", "new"),
        ("refused", "reopened", "new"),
        ("sent", "measured", "sent"),
    }


@pytest.mark.parametrize("step", CARRIED)
def test_a_line_reads_back_as_it_was_written(step):
    written = write_line(line(step))
    assert written.endswith(b"\n")
    assert b'"at": "2026-12-10T10:00:00+09:00"' in written
    assert read_lines(written) == (line(step),)


@pytest.mark.parametrize(
    "raw",
    [
        b"\n",
        b"not json\n",
        b"[]\n",
        b"\xff\xfe\n",
        b"[" * 100_000 + b"\n",
        b'{"event": "claimed"}\n',
        b'{"event": "vanished", "at": "2026-12-10T10:00:00+09:00", "run": "local"}\n',
        b'{"event": "expired", "event": "expired", "at": "2026-12-10T10:00:00+09:00", "run": "local"}\n',
        b'{"event": "expired", "at": "2026-12-10T10:00:00", "run": "local"}\n',
        b'{"event": "settled", "at": "2026-12-10T10:00:00+09:00", "run": "local", "found": "maybe"}\n',
        b'{"event": "accepted", "at": "2026-12-10T10:00:00+09:00", "run": "local", "request_id": 5}\n',
        write_line(line("claimed")).replace(b"0b1f2e3d", b"0B1F2E3D"),
        write_line(line("claimed")).replace(b"content_sha", b"content"),
    ],
)
def test_a_line_that_cannot_be_read_is_never_passed_over(raw):
    lines = read_lines(raw)
    assert [each.event for each in lines] == ["unreadable"]
    for way in WAYS_TO.values():
        with pytest.raises(IllegalEvent, match="unreadable"):
            fold([*(line(each) for each in way), *lines])


def test_a_line_cut_off_in_the_middle_is_unreadable():
    whole = write_line(line("claimed"))
    assert [each.event for each in read_lines(whole + whole[:40])] == ["claimed", "unreadable"]


def test_sent_is_for_ever_even_before_a_line_that_makes_no_sense():
    sent = [line(each) for each in WAYS_TO["sent"]]
    assert ever_sent([*sent, line("claimed")])
    assert not ever_sent([line("accepted"), *sent])
    assert not ever_sent([line("claimed")])
    assert not ever_sent([])


def test_the_latest_claim_is_the_one_after_a_person_reopened():
    again = Entry("claimed", AT, "local", {**CARRIED["claimed"], "retry_key": "f" * 8})
    assert latest_claim([line("claimed"), line("refused"), line("reopened"), again]) == again
    assert latest_claim([]) is None
