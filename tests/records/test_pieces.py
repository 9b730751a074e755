"""The small thinking parts of the audit: keeping, the sheet, what a broken ledger says."""

import csv
import io
from datetime import date, datetime

import pytest

from scripts.content.account import read_account
from scripts.delivery.entry import Entry, read_lines
from scripts.reading.document import Document
from scripts.records.proving.proof import answers, in_one_sentence
from scripts.records.record import Record
from scripts.records.register import entries, fiscal_year, kept_until
from scripts.records.report.chart import bars, people
from scripts.records.sheet import as_csv, post_cells
from scripts.text.dates import JAPAN

AT = datetime(2026, 12, 10, 10, 5, tzinfo=JAPAN)
NOBODY = read_account(Document("content/account.yml"))


@pytest.mark.parametrize(
    "sent, until",
    [
        ("2026-12-10", "2032-03-31"),
        ("2027-03-31", "2032-03-31"),
        ("2027-04-01", "2033-03-31"),
        ("2026-04-01", "2032-03-31"),
    ],
)
def test_keeping_begins_with_the_fiscal_year_after_the_case(sent, until):
    assert kept_until(date.fromisoformat(sent), "5y") == date.fromisoformat(until)


def test_a_day_at_the_end_of_the_calendar_has_no_end():
    assert kept_until(date(9999, 12, 31), "5y") is None
    assert kept_until(date(2028, 2, 29), "5y") == date(2033, 3, 31)


def test_a_class_that_is_no_number_of_years_has_no_end():
    assert kept_until(date(2026, 12, 10), "常用") is None
    assert fiscal_year(date(2027, 3, 31)) == 2026


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "+81", "-1", "@SUM(A1)", "\tx", "\r=1", " =1", "＝1", "ー1", "−1", "―1", "=cmd|' /C calc'!A0"],
)
def test_no_cell_becomes_a_formula(cell):
    (_, (found,)) = csv.reader(io.StringIO(as_csv(["a"], [[cell]]).decode("utf-8-sig"), newline=""))
    assert found.startswith("'")


@pytest.mark.parametrize("cell", ["冬の相談会", "2026-12-10 10:05", 1234, "a,b", '「"」', "１－２", "(=1)"])
def test_other_cells_stay_as_they_are(cell):
    (_, (found,)) = csv.reader(io.StringIO(as_csv(["a"], [[cell]]).decode("utf-8-sig"), newline=""))
    assert found == str(cell)


def test_lines_end_as_windows_likes_them_and_no_cell_breaks_its_row():
    assert as_csv(["a"], [["x\ny"]]) == b"\xef\xbb\xbfa\r\nx y\r\n"


def test_bars_share_one_scale_and_the_unknown_has_none():
    drawn = bars(
        [people("a", 1000), people("b", 250), people("c", None), people("d", 0), people("e", "20人未満")]
    )
    widths = [float(bar.attrib["width"].rstrip("%")) for bar in drawn.iter("rect")]
    assert widths == [widths[0], widths[0] / 4] and 0 < widths[0] < 60
    assert [words.text for words in drawn.iter("text")][1::2] == ["1,000人", "250人", "―", "0人", "20人未満"]
    assert "c ―" in drawn.attrib["aria-label"]


BROKEN = [
    b"",
    b"not json\n",
    b'{"event": "claimed"}\n',
    b'{"event": "accepted", "at": "2026-12-10T10:00+09:00", "run": "x"}\n',
]


@pytest.mark.parametrize("raw", BROKEN)
def test_a_broken_ledger_is_filed_as_what_it_is(raw):
    record = Record("20261210-x", read_lines(raw))
    (entry,) = entries([record], {})
    assert post_cells(entry, NOBODY)["状態"] in ("未配信", "記録が読めない")
    assert not any(answer.holds for answer in answers(record, None, NOBODY))
    assert "配信されました" not in in_one_sentence(record)


def test_evidence_of_any_shape_breaks_nothing():
    for evidence in (
        None,
        [],
        "x",
        {"approvals": "x"},
        {"approvals": [1, {"submitted_at": 5}]},
        {"merges": {}},
    ):
        carried = {"evidence": evidence, "content_sha": "0" * 40, "body_sha256": "0" * 64, "retry_key": "x"}
        record = Record(
            "20261210-x",
            (Entry("claimed", AT, "x", carried), Entry("accepted", AT, "x", {"request_id": None})),
        )
        held = {answer.question: answer.holds for answer in answers(record, None, NOBODY)}
        assert held["LINEが受け付けたか"] is True
        assert held["承認は、取り込まれた最後の版に対するものか"] is None


def test_an_approval_after_the_send_is_no_prior_approval():
    given = {"submitted_at": "2026-12-10T10:06:00+09:00", "commit": "a"}
    carried = {
        "evidence": {"approvals": [given], "head": "b", "content_sha": "1" * 40},
        "content_sha": "0" * 40,
    }
    record = Record("20261210-x", (Entry("claimed", AT, "x", carried),))
    wrong = [answer.question for answer in answers(record, None, NOBODY) if answer.holds is False]
    assert wrong == [
        "承認された内容は、配信した内容と同じか",
        "承認は、配信より前か（事前の承認）",
        "承認は、取り込まれた最後の版に対するものか",
    ]
