"""The required status: it follows the approval, and the sweep answers for every open pull request by itself."""

import pytest

from scripts import approval
from scripts.standins.github.git import git
from tests.approvals.cafe import DIVISION, Cafe, post
from tests.verbs.desk import changed


def test_the_required_status_follows_the_approval(desk: Cafe, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.propose()
    head = git(desk.bare, "rev-parse", "fuyu")
    monkeypatch.setenv("HEAD_SHA", head)
    assert approval.main(["--status"]) == 0
    given = desk.review("section-chief-01")
    assert approval.main(["--status"]) == 0
    desk.github.dismiss(given)
    assert approval.main(["--status", str(desk.number)]) == 0
    told = [(status.sha, status.context, status.state) for status in desk.github.state.statuses]
    assert told == [(head, "approval", state) for state in ("pending", "success", "pending")]


def test_the_status_is_red_where_waiting_is_not_enough(desk: Cafe) -> None:
    changed(desk, {f"{DIVISION}/post.md": post(), "README.md": "x\n"})
    assert approval.main(["--status", str(desk.number)]) == 0
    assert desk.github.state.statuses[-1].state == "failure"


def test_the_sweep_answers_for_every_open_pull_request(desk: Cafe) -> None:
    desk.propose()
    desk.branch = "kaki"
    changed(desk, {"scripts/publish.py": "pass\n"})
    desk.github.close(desk.number)
    desk.branch = "aki"
    changed(desk, {"README.md": "秋\n"})
    assert approval.main(["--status"]) == 0
    heads = {status.sha for status in desk.github.state.statuses}
    assert heads == {git(desk.bare, "rev-parse", "fuyu"), git(desk.bare, "rev-parse", "aki")}


def test_a_head_without_a_pull_request_is_nothing_to_do(desk: Cafe, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.propose()
    monkeypatch.setenv("HEAD_SHA", "0" * 40)
    assert approval.main(["--status"]) == 0
    assert desk.github.state.statuses == []


@pytest.mark.parametrize("part", ["statuses/", "^pulls$"])
def test_a_status_that_cannot_be_set_is_no_success(
    desk: Cafe, capsys: pytest.CaptureFixture[str], part: str
) -> None:
    desk.propose()
    desk.github.fail(part, 403)
    assert approval.main(["--status"]) == 1
    assert capsys.readouterr().err
