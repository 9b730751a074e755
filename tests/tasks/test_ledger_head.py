"""The monthly note of the ledger's head, and what is told when a noted head is gone."""

from dataclasses import replace
from datetime import date

from scripts.tasks.issue_plan import Issue, Task, plan
from scripts.tasks.ledger_head import (
    KEY,
    MonthBefore,
    lost_heads,
    noted_heads,
    report_of_the_month,
    reports_before,
)

NOTHING = MonthBefore()
HEAD, OTHER = "a" * 40, "b" * 40
DECEMBER = date(2026, 12, 14)


def noted(head: str, day: date, number: int = 7) -> Issue:
    (task,) = report_of_the_month((), (), head, day, NOTHING)
    return Issue(number, task.title, task.text, open=True)


def test_the_head_of_a_month_is_noted_once() -> None:
    issue = noted(HEAD, DECEMBER)
    assert noted_heads([issue]) == {"2026-12のIssue #7": HEAD}
    assert [*report_of_the_month([issue], (), OTHER, date(2026, 12, 31), NOTHING)] == []
    (january,) = report_of_the_month([issue], (), OTHER, date(2027, 1, 4), NOTHING)
    assert january.title == "2026年12月の報告" and OTHER in january.body


def test_it_says_what_the_month_came_to_and_leads_to_the_report() -> None:
    before = MonthBefore(("一つ。", "二つ。", "三つ。"), "https://github.com/OWNER/CAFE/tree/report")
    (task,) = report_of_the_month((), (), HEAD, DECEMBER, before)
    assert task.body.startswith("一つ。\n二つ。\n三つ。\n") and f"({before.report_url})" in task.body
    assert noted_heads([Issue(7, task.title, task.text, open=True)]) == {"2026-12のIssue #7": HEAD}


def test_the_next_one_closes_it_and_changes_no_letter_of_it() -> None:
    december, january = noted(HEAD, DECEMBER), noted(OTHER, date(2027, 1, 4), 9)
    both, today = [december, january], date(2027, 1, 4)
    assert [*reports_before([december], {december.key}, today)] == [], "the next one does not stand yet"
    (step,) = reports_before(both, {december.key, january.key}, today)
    assert (step.do, step.number, step.title, step.text) == ("close", 7, december.title, december.text)
    assert [*reports_before([replace(december, open=False), january], {january.key}, today)] == []


def test_without_a_ledger_there_is_nothing_to_note() -> None:
    assert [*report_of_the_month((), (), "", DECEMBER, NOTHING)] == []


def test_the_head_of_a_doubtful_ledger_is_not_noted() -> None:
    doubt, other = Task("ledger/branch", "x", "y"), Task("expiry/20261210-x", "x", "y")
    assert [*report_of_the_month((), (other, doubt), HEAD, DECEMBER, NOTHING)] == []
    assert len([*report_of_the_month((), (other,), HEAD, DECEMBER, NOTHING)]) == 1


def test_the_watch_never_rewrites_or_closes_the_note() -> None:
    issue = noted(HEAD, DECEMBER)
    assert (
        plan(
            report_of_the_month([issue], (), OTHER, DECEMBER, NOTHING),
            [issue],
            lambda key: key.startswith(KEY),
        )
        == ()
    )


def test_a_noted_head_that_is_gone_is_a_task() -> None:
    issues = [noted(HEAD, DECEMBER), noted(OTHER, date(2027, 1, 4), 9)]
    assert [*lost_heads(issues, {HEAD, OTHER})] == []
    (task,) = lost_heads(issues, {HEAD})
    assert OTHER in task.body and HEAD not in task.body and "2027-01のIssue #9" in task.body


def test_a_note_from_which_somebody_took_the_number_is_a_task() -> None:
    issue = Issue(7, "x", f"何もない\n\n<!-- task: {KEY}2026-12 -->", open=True)
    assert noted_heads([issue]) == {"2026-12のIssue #7": ""}
    (task,) = lost_heads([issue], {HEAD})
    assert "2026-12のIssue #7: 番号が、文から消されています" in task.body
