"""The required status: it follows the approval, and the sweep answers for every open pull request by itself."""

import pytest

from scripts import approval
from scripts.standins.github.git import git
from scripts.standins.github.nouns import Status
from tests.approvals.cafe import CONTRACTOR, DIVISION, ROSTER, Cafe, ending, post
from tests.verbs.desk import changed, reply


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


def test_a_forged_status_and_a_managers_approval_appoint_no_section_chief(desk: Cafe) -> None:
    """Anybody with Write can set one: nobody reads it, it is set right; CODEOWNERS holds it meanwhile (its own tests)."""
    chief = ROSTER.splitlines()[3].replace("section-chief-01", "section-chief-09").replace("1101", "2101")
    changed(desk, {"content/roster.yml": f"{ROSTER}{chief}\n"}, "con-poster-01")
    desk.review("con-manager-01")
    head = git(desk.bare, "rev-parse", "fuyu")
    forged = [Status(head, context, "success", "x", "") for context in ("check", "approval", "preview")]
    desk.github.state.statuses += forged
    assert approval.main(["--status"]) == 0
    last = desk.github.state.statuses[-1]
    assert (last.context, last.state) == ("approval", "pending")
    assert "移住交流担当課長" in last.description
    assert {request.path for request in desk.github.requests if "status" in request.path} == {
        f"statuses/{head}"
    }


def described(cafe: Cafe) -> str:
    """The description of the last status."""
    assert approval.main(["--status", str(cafe.number)]) == 0
    return cafe.github.state.statuses[-1].description


def test_the_description_names_first_who_must_still_approve(desk: Cafe) -> None:
    desk.propose()
    assert described(desk) == (
        "「地域政策課 移住交流担当課長」(@section-chief-01-example)の承認を待っています。"
    )


def test_where_two_are_needed_both_are_named(desk: Cafe) -> None:
    desk.folder = CONTRACTOR
    desk.propose("con-poster-01", category="other")
    assert described(desk) == (
        "「エゾリス 業務処理責任者」(@con-manager-01-example)と"
        "「地域政策課 移住交流担当課長」(@section-chief-01-example)の承認を待っています。"
    )
    desk.review("con-manager-01")
    assert described(desk).startswith("「地域政策課 移住交流担当課長」")


def test_names_that_do_not_fit_give_way_to_titles_and_titles_to_offices(desk: Cafe) -> None:
    desk.folder = CONTRACTOR
    desk.propose("con-poster-01", category="other")
    roster = ROSTER.replace("エゾリス 業務処理責任者", "エゾリス " + "長" * 60)
    desk.repository.commit("main", {"content/roster.yml": roster}, "maintainer-01")
    assert (
        described(desk) == f"「エゾリス {'長' * 60}」と「地域政策課 移住交流担当課長」の承認を待っています。"
    )
    roster = ROSTER.replace("エゾリス 業務処理責任者", "エゾリス " + "長" * 150)
    desk.repository.commit("main", {"content/roster.yml": roster}, "maintainer-01")
    assert described(desk) == "業務処理責任者と移住交流担当課長の承認を待っています。"


def test_where_two_are_needed_both_are_named_whatever_stands_in_the_way(desk: Cafe) -> None:
    desk.folder = CONTRACTOR
    desk.propose("con-poster-01", category="other")
    desk.review("con-manager-01")
    again = post("con-poster-01", category="other") + "\n追記です。\n"
    desk.write({f"{CONTRACTOR}/post.md": again}, "con-poster-01")
    told = described(desk)
    assert "@con-manager-01-example" in told and "@section-chief-01-example" in told
    assert len(told) <= 140
    desk.review("con-manager-01", "CHANGES_REQUESTED")
    told = described(desk)
    assert "@con-manager-01-example" in told and "@section-chief-01-example" in told
    assert len(told) <= 140


def test_nobody_who_could_approve_is_said(desk: Cafe) -> None:
    desk.repository.commit(
        "main", {"content/roster.yml": ending(ROSTER, 1101, "2026-12-01")}, "maintainer-01"
    )
    desk.propose()
    assert described(desk).startswith("移住交流担当課長(承認できる人が名簿にいません)")


def test_a_change_of_posters_says_that_github_wants_the_section_chief_besides(desk: Cafe) -> None:
    """CODEOWNERS holds the roster; the matrix asks for the operations manager (第4第3項)."""
    entry = (
        ROSTER.splitlines(keepends=True)[5].replace("con-poster-01", "con-poster-02").replace("2001", "2002")
    )
    changed(desk, {"content/roster.yml": ROSTER + entry}, "con-poster-01")
    desk.review("con-manager-01")
    assert "移住交流担当課長の承認(Approve)もそろうと" in described(desk)
    assert desk.github.state.statuses[-1].state == "success"


@pytest.mark.parametrize(
    ("side", "author", "owner"),
    [("division", "div-poster-01", "移住交流担当課長"), ("contractor", "con-poster-01", "業務処理責任者")],
)
def test_the_record_of_a_sent_reply_says_whose_click_github_waits_for(
    desk: Cafe, capsys: pytest.CaptureFixture[str], side: str, author: str, owner: str
) -> None:
    path = f"content/replies/{side}/20261204-a.md"
    desk.repository.commit("main", {path: reply(author)})
    changed(desk, {path: reply(author, sent_on="2026-12-04", sent_by=author)}, author)
    assert f"GitHubでは{owner}の確認(Approve)がないと" in described(desk)
    assert desk.github.state.statuses[-1].state == "success"
    assert approval.main([str(desk.number)]) == 0
    assert f"{owner}の確認(Approve)" in capsys.readouterr().out


def test_one_refused_status_does_not_stop_the_next(desk: Cafe, capsys: pytest.CaptureFixture[str]) -> None:
    desk.propose()
    first = git(desk.bare, "rev-parse", "fuyu")
    desk.branch = "aki"
    changed(desk, {"README.md": "秋\n"})
    desk.github.fail(f"statuses/{first}", 422)
    assert approval.main(["--status"]) == 1
    assert "しるし approval を付けられませんでした" in capsys.readouterr().err
    assert {status.sha for status in desk.github.state.statuses} == {git(desk.bare, "rev-parse", "aki")}
