"""Whatever stands in the ledger, the register, the dossier and the proof are made, and say no yes that nobody gave."""

import copy
import csv
import io
import json
from datetime import date, timedelta
from typing import Any

import pytest

from scripts.approvals.evidence import with_warnings
from scripts.approvals.judge import judge
from scripts.checking.finding import Finding
from scripts.content.account import read_account
from scripts.delivery.entry import read_lines
from scripts.reading.document import Document
from scripts.records.course import course_section
from scripts.records.dossier_parts import approvals_section, hashes_section, ledger_section, reached_section
from scripts.records.proving.proof import answers
from scripts.records.record import Record
from scripts.records.redaction import Redaction, redaction_of
from scripts.records.register import Period, entries
from scripts.records.register_page import register_page
from scripts.records.sheet import HEADINGS, as_csv, sheet
from tests.approvals.good_case import CONFIG, GOOD, NOON
from tests.records.test_tampering import places

POST_ID = "20261210-winter-soudan"
KEY = "00000000-0000-4000-8000-000000000001"
NOBODY = read_account(Document("content/account.yml"))
EVIDENCE = with_warnings(judge(GOOD).evidence, [Finding("a.md", 3, "x", "第3", "warning", "注意です。")])
AT = NOON + timedelta(days=1)
OVERVIEW = {"requestId": "r-1", "timestamp": 1, "delivered": 1234, "uniqueImpression": None, "uniqueClick": 5}
LINES: list[dict[str, Any]] = [
    {"event": "claimed", "evidence": EVIDENCE, "content_sha": "0" * 40, "body_sha256": "0" * 64,
     "retry_key": KEY, "audience_estimate": 1240},
    {"event": "accepted", "request_id": "r-1", "retry_key": KEY},
    {"event": "measured", "overview": OVERVIEW},
]  # fmt: skip
ODD: tuple[object, ...] = (
    None,
    [],
    {},
    [[]],
    "=1+1",
    "<b>",
    10**12,
    -1,
    True,
    "2026-99-99T00:00+09:00",
    {"a": []},
)


def record(lines: list[dict[str, Any]]) -> Record:
    raw = [{"at": AT.isoformat(), "run": "local", **line} for line in lines]
    return Record(POST_ID, read_lines("".join(json.dumps(line) + "\n" for line in raw).encode()))


def ways(value: object, way: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The way to every value inside, whole objects and lists as well."""
    every = set(places(value, way))
    return sorted({way[:length] for way in every for length in range(1, len(way) + 1)}, key=str)


def everything(found: Record) -> str:
    """The register, its sheet and the sections of the dossier."""
    (entry,) = entries([found], {})
    period = Period(NOBODY, date(2026, 12, 1), date(2026, 12, 31), (entry,), (), (), AT, "a" * 40, {}, "")
    hidden = redaction_of([line.carries for line in found.lines])
    rows = as_csv(HEADINGS, [*sheet(period)]).decode("utf-8-sig")
    for section in (approvals_section, hashes_section, ledger_section, reached_section):
        hidden.of(section(entry))
    hidden.of(course_section(found, CONFIG.roster, {}))
    answers(found, None, NOBODY)
    assert not any(cell.startswith("=") for row in csv.reader(io.StringIO(rows)) for cell in row)
    return register_page(period, hidden) + register_page(period, Redaction())


def test_the_good_record_is_told() -> None:
    page = everything(record(LINES))
    assert (
        "1,234人" in page and page.count("20人未満") == 6
    )  # a bar, its name for those who hear it, and the foot, twice


@pytest.mark.parametrize("number", range(len(ODD)))
def test_anything_anywhere_breaks_nothing(number: int) -> None:
    for place, way in enumerate(ways(LINES[0]["evidence"])):
        bent = copy.deepcopy(LINES)
        inner: Any = bent[0]["evidence"]
        for key in way[:-1]:
            inner = inner[key]
        inner[way[-1]] = ODD[(number + place) % len(ODD)]
        everything(record(bent))


@pytest.mark.parametrize("odd", ODD, ids=repr)
@pytest.mark.parametrize("name", OVERVIEW)
def test_odd_statistics_break_nothing(name: str, odd: object) -> None:
    everything(record([*LINES[:2], {"event": "measured", "overview": {**OVERVIEW, name: odd}}]))


def test_a_second_receipt_is_no_yes() -> None:
    forged = record([*LINES[:2], {"event": "accepted", "request_id": "r-2", "retry_key": KEY}])
    (line,) = [answer for answer in answers(forged, None, NOBODY) if answer.question == "LINEが受け付けたか"]
    assert line.holds is False and "r-1" in line.detail and "r-2" in line.detail


def test_a_yes_that_was_heard_again_without_its_number_keeps_the_number() -> None:
    again = record([*LINES[:2], {"event": "accepted", "request_id": None, "retry_key": KEY}])
    assert again.request_id == "r-1"
    (line,) = [answer for answer in answers(again, None, NOBODY) if answer.question == "LINEが受け付けたか"]
    assert line.holds is True


def test_times_that_run_backwards_are_found() -> None:
    lines = [{**line, "at": (AT - timedelta(minutes=place)).isoformat()} for place, line in enumerate(LINES)]
    wrong = [answer.question for answer in answers(record(lines), None, NOBODY) if answer.holds is False]
    assert any("順か" in question for question in wrong)
