"""The monthly note of the ledger's head, and what is told when a noted head is gone."""

from datetime import date

from scripts.tasks.issue_plan import Issue, Task, plan
from scripts.tasks.ledger_head import KEY, head_of_the_month, lost_heads, noted_heads

HEAD, OTHER = "a" * 40, "b" * 40
DECEMBER = date(2026, 12, 14)


def noted(head: str, day: date, number: int = 7) -> Issue:
    (task,) = head_of_the_month((), (), head, day)
    return Issue(number, task.title, task.text, open=True)


def test_the_head_of_a_month_is_noted_once() -> None:
    issue = noted(HEAD, DECEMBER)
    assert noted_heads([issue]) == {"2026-12のIssue #7": HEAD}
    assert [*head_of_the_month([issue], (), OTHER, date(2026, 12, 31))] == []
    (january,) = head_of_the_month([issue], (), OTHER, date(2027, 1, 4))
    assert "2027-01" in january.title and OTHER in january.body


def test_without_a_ledger_there_is_nothing_to_note() -> None:
    assert [*head_of_the_month((), (), "", DECEMBER)] == []


def test_the_head_of_a_doubtful_ledger_is_not_noted() -> None:
    doubt, other = Task("ledger/branch", "x", "y"), Task("expiry/20261210-x", "x", "y")
    assert [*head_of_the_month((), (other, doubt), HEAD, DECEMBER)] == []
    assert len([*head_of_the_month((), (other,), HEAD, DECEMBER)]) == 1


def test_the_watch_never_rewrites_or_closes_the_note() -> None:
    issue = noted(HEAD, DECEMBER)
    assert (
        plan(head_of_the_month([issue], (), OTHER, DECEMBER), [issue], lambda key: key.startswith(KEY)) == ()
    )


def test_a_noted_head_that_is_gone_is_a_task() -> None:
    issues = [noted(HEAD, DECEMBER), noted(OTHER, date(2027, 1, 4), 9)]
    assert [*lost_heads(issues, {HEAD, OTHER})] == []
    (task,) = lost_heads(issues, {HEAD})
    assert OTHER in task.body and HEAD not in task.body and "2027-01のIssue #9" in task.body


def test_an_issue_without_the_number_is_no_note() -> None:
    assert noted_heads([Issue(7, "x", f"何もない\n\n<!-- task: {KEY}2026-12 -->", open=True)]) == {}
