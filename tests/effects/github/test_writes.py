"""What GitHub refuses stops nothing else, and no issue is found by its label alone."""

import pytest

from scripts.effects.github.api import Unanswered
from scripts.effects.github.writes import carry_out, issues_of, open_issues_of
from scripts.standins.github.nouns import Issue, User
from scripts.tasks.issue_plan import LABEL, Step, Task, plan
from tests.approvals.cafe import Cafe

STEPS = [Step("open", 0, f"件{number}", f"本文\n\n<!-- task: a/{number} -->") for number in range(3)]


def titles(cafe: Cafe) -> list[str]:
    return [issue.title for issue in cafe.github.state.issues.values()]


def test_one_refused_issue_does_not_keep_the_next_from_people(cafe: Cafe) -> None:
    cafe.github.fail("^issues$", 502)
    with pytest.raises(Unanswered, match="件0"):
        carry_out(cafe.settings, STEPS)
    assert titles(cafe) == ["件1", "件2"]


def test_a_label_that_does_not_exist_keeps_nothing_from_people(cafe: Cafe) -> None:
    cafe.github.fail("^issues$", 422)
    carry_out(cafe.settings, STEPS[:1])
    (issue,) = cafe.github.state.issues.values()
    assert issue.labels == []
    assert [found.key for found in issues_of(cafe.settings)] == ["a/0"]


def test_an_issue_whose_opening_may_have_worked_is_not_opened_twice(cafe: Cafe) -> None:
    cafe.github.hang_up("^issues$")
    with pytest.raises(Unanswered):
        carry_out(cafe.settings, STEPS[:1])
    assert titles(cafe) == []
    assert [request.method for request in cafe.github.requests] == ["POST"]


def test_an_issue_that_lost_its_label_is_not_opened_again(cafe: Cafe) -> None:
    task = Task("links/a", "題", "本文")
    carry_out(cafe.settings, plan([task], issues_of(cafe.settings), lambda key: False))
    (issue,) = cafe.github.state.issues.values()
    assert issue.labels == [LABEL]
    issue.labels = []
    assert plan([task], issues_of(cafe.settings), lambda key: False) == ()


@pytest.mark.parametrize("state", ["open", "closed"])
def test_an_issue_that_a_person_opened_beforehand_silences_nothing(cafe: Cafe, state: str) -> None:
    """Anybody who may write can give an issue the label, and the marker of a task to come."""
    task = Task("stuck/a", "題", "本文")
    cafe.github.state.issues[900] = Issue(
        900, "メモ", task.text, [LABEL], cafe.now, state, User("someone-else-example", 7)
    )
    assert issues_of(cafe.settings) == open_issues_of(cafe.settings) == []
    carry_out(cafe.settings, plan([task], issues_of(cafe.settings), lambda key: False))
    assert titles(cafe) == ["メモ", "題"]
    assert [issue.key for issue in issues_of(cafe.settings)] == ["stuck/a"]


@pytest.mark.parametrize(
    "page", [[[]], [5], [None], [{"number": 1, "user": 5}], [{"labels": [5]}], [{"number": 1}]]
)
def test_a_list_of_issues_that_nobody_can_read_is_no_answer(cafe: Cafe, page: list[object]) -> None:
    cafe.github.fail("^issues$", 200, 2, page)
    with pytest.raises(Unanswered, match="課題の一覧が読めません"):
        issues_of(cafe.settings)
