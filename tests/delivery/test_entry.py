"""The fields of a line: what is written reads back, and hostile or broken lines are never passed over."""

import time
from datetime import datetime

import pytest

from scripts.delivery.entry import EVENT_NAMES, FIELDS, MOST_LINES, Entry, read_lines, write_line
from scripts.delivery.ledger import IllegalEvent, fold
from scripts.text.dates import JAPAN

AT = datetime(2026, 12, 10, 10, 0, tzinfo=JAPAN)
KEY = "0b1f2e3d-4c5b-4a69-8877-665544332211"
CARRIED = {
    "claimed": {
        "content_sha": "a" * 40,
        "evidence": {"pull_request": 3},
        "retry_key": KEY,
        "nonce": "n",
        "body_sha256": "b" * 64,
        "audience_estimate": 1234,
    },
    "accepted": {"request_id": "r-1", "retry_key": KEY},
    "refused": {"status": 400, "message": "no", "first": True},
    "settled": {"found": "sent", "by": "section-chief-01", "actor": "chief", "note": "数を確認"},
}


def line(event: str) -> Entry:
    return Entry(event, AT, "local", CARRIED.get(event, {}))


def test_every_event_has_a_name_for_people():
    assert EVENT_NAMES.keys() == {*FIELDS, "unreadable"}


def test_what_stands_in_no_table_is_kept_as_it_is():
    """A line of a later version reads as well, and what it says more is not lost."""
    assert read_lines(write_line(line("claimed")).replace(b'"nonce"', b'"more"'))[0].carries["more"] == "n"


@pytest.mark.parametrize("event", FIELDS)
def test_a_line_reads_back_as_it_was_written(event):
    written = write_line(line(event))
    assert written.endswith(b"\n")
    assert b'"at": "2026-12-10T10:00:00+09:00"' in written
    assert read_lines(written) == (line(event),)


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
        write_line(line("claimed")).replace(b"1234", b"12.5"),
        write_line(line("claimed")).replace(b"1234", b"9" * 4000),
        write_line(line("claimed")).replace(b"1234", b"9" * 5000),
        write_line(line("claimed")).replace(b'"pull_request": 3', b'"more": ' + b"9" * 4000),
        write_line(line("claimed")).replace(b'"pull_request": 3', b'"more": 1e300'),
        write_line(line("claimed")).replace(b"1234", b"1e999"),
        write_line(line("claimed")).replace(b"1234", b"NaN"),
        write_line(line("claimed")).replace(b"1234", b"true"),
        write_line(line("claimed")).replace(b'"pull_request"', b'"\\u0000"'),
        write_line(line("refused")).replace(b'"no"', b'"\\ud800"'),
        write_line(line("refused")).replace(b'"no"', b'"\\u0000"'),
        write_line(line("refused")).replace(b'"no"', b"[" * 50 + b"]" * 50),
        write_line(line("refused")).replace(b"true", b"1"),
        write_line(line("claimed")).replace(b"content_sha", b"content"),
    ],
)
def test_a_line_that_cannot_be_read_is_never_passed_over(raw):
    lines = read_lines(raw)
    assert [each.event for each in lines] == ["unreadable"]
    for before in ((), (line("claimed"),), (line("claimed"), line("accepted"))):
        with pytest.raises(IllegalEvent, match="unreadable"):
            fold([*before, *lines])


def test_a_line_cut_off_in_the_middle_is_unreadable():
    whole = write_line(line("claimed"))
    assert [each.event for each in read_lines(whole + whole[:40])] == ["claimed", "unreadable"]


@pytest.mark.parametrize("row", [b"", b"{}", b"x" * 2_000_000, write_line(line("expired")).strip()])
def test_a_file_of_two_megabytes_is_read_within_seconds(row):
    raw = (row + b"\n") * max(1, 2_000_000 // (len(row) + 1))
    began = time.monotonic()
    with pytest.raises(IllegalEvent):
        fold(read_lines(raw))
    assert time.monotonic() - began < 5


def test_a_file_with_more_lines_than_anybody_writes_is_unreadable_as_a_whole():
    assert [entry.event for entry in read_lines(write_line(line("expired")) * (MOST_LINES + 1))] == [
        "unreadable"
    ]
