"""`approval.py` asked about open pull requests: whom to ask, what counts no more, what is said."""

from pathlib import Path

import pytest

from scripts import approval
from scripts.standins.github.git import git
from tests.approvals.cafe import CONTRACTOR, DIVISION, ROSTER, Cafe, post
from tests.verbs.desk import ask, changed, reply, roles

CHIEF, MANAGER = ("section_chief", ""), ("operations_manager", "ezorisu-2026")


def test_who_may_give_the_approval_is_said_and_asked(desk: Cafe, capsys: pytest.CaptureFixture[str]) -> None:
    desk.propose()
    _, said = ask(desk, capsys)
    may = [{"title": "地域政策課 移住交流担当課長", "login": "section-chief-01-example"}]
    assert said["needs"][0]["may"] == may
    pull = desk.github.state.pull_requests[desk.number]
    assert [user.login for user in pull.requested] == ["section-chief-01-example"]
    ask(desk, capsys)
    posts = [request for request in desk.github.requests if request.method == "POST"]
    assert len(posts) == 1  # nobody is asked twice


def test_somebody_who_wrote_is_neither_named_nor_asked(
    desk: Cafe, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.propose()
    desk.write({f"{DIVISION}/post.md": post(text="直した本文")}, "section-chief-01")
    _, said = ask(desk, capsys)
    assert said["needs"][0]["may"] == []
    assert "いまの名簿に、この変更に加わっていない方が見つかりません" in said["reasons"][0]["message"]
    assert [request for request in desk.github.requests if request.method == "POST"] == []


@pytest.mark.parametrize("approved", [True, False])
def test_a_post_that_was_once_merged_without_its_approval_is_never_green_again(
    desk: Cafe, capsys: pytest.CaptureFixture[str], approved: bool
) -> None:
    """Whoever approves what comes after: the sender judges every merge."""
    desk.propose()
    if approved:
        desk.review("section-chief-01")
    desk.merge()
    desk.write({f"{DIVISION}/post.md": post(text="直した本文")})
    desk.open("div-poster-01")
    desk.review("section-chief-01")
    code, said = ask(desk, capsys)
    assert (code, [reason["code"] for reason in said["reasons"]]) == (
        (0, []) if approved else (1, ["missing_section_chief"])
    )
    assert approved or "新しい" in said["reasons"][0]["message"]


def test_a_stale_approver_is_asked_again(desk: Cafe, capsys: pytest.CaptureFixture[str]) -> None:
    desk.propose()
    desk.review("section-chief-01")
    desk.write({f"{DIVISION}/post.md": post(text="直した本文")})
    code, said = ask(desk, capsys)
    assert code == 1
    assert {reason["code"] for reason in said["reasons"]} == {"stale_approval", "missing_section_chief"}
    assert "古い内容" in said["passed_over"][0]["why"]
    pull = desk.github.state.pull_requests[desk.number]
    assert [user.id for user in pull.requested] == [1101]


def test_somebody_who_waits_for_a_change_is_not_asked_again(
    desk: Cafe, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.propose()
    desk.review("section-chief-01", "CHANGES_REQUESTED")
    _, said = ask(desk, capsys)
    assert {reason["code"] for reason in said["reasons"]} == {"open_objection", "missing_section_chief"}
    assert desk.github.state.pull_requests[desk.number].requested == []


def test_somebody_who_has_looked_at_this_version_is_not_asked_again(
    desk: Cafe, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.propose()
    desk.review("section-chief-01", "COMMENTED")
    _, said = ask(desk, capsys)
    assert {reason["code"] for reason in said["reasons"]} == {"missing_section_chief"}
    assert desk.github.state.pull_requests[desk.number].requested == []


def test_a_post_beside_anything_else_is_explained(desk: Cafe, capsys: pytest.CaptureFixture[str]) -> None:
    changed(desk, {f"{DIVISION}/post.md": post(), "scripts/publish.py": "pass\n"})
    desk.review("section-chief-01")
    desk.review("maintainer-01")
    code, said = ask(desk, capsys)
    assert (code, [reason["code"] for reason in said["reasons"]]) == (1, ["mixed_change"])
    assert "分けてください" in said["reasons"][0]["message"]
    assert len(said["parts"]) == 2


def test_a_pull_request_cannot_appoint_its_own_approver(
    desk: Cafe, capsys: pytest.CaptureFixture[str]
) -> None:
    entry = (
        ROSTER.splitlines(keepends=True)[3].replace("section-chief-01", "stranger").replace("1101", "3001")
    )
    changed(desk, {"content/roster.yml": ROSTER + entry})
    desk.review("stranger")
    code, said = ask(desk, capsys)
    assert (code, roles(said)) == (1, [CHIEF])


def test_the_record_of_sending_a_reply_by_hand_needs_no_approval(
    desk: Cafe, capsys: pytest.CaptureFixture[str]
) -> None:
    path = "content/replies/division/20261204-a.md"
    desk.repository.commit("main", {path: reply("div-poster-01")})
    sent = reply("div-poster-01", sent_on="2026-12-05", sent_by="div-poster-01")
    changed(desk, {path: sent})
    assert ask(desk, capsys)[0] == 0
    changed(desk, {path: sent.replace("ありがとう", "失礼")})
    assert ask(desk, capsys)[0] == 1


def test_a_withdrawal_needs_the_approval_that_the_post_needed(
    desk: Cafe, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.repository.commit("main", {f"{CONTRACTOR}/post.md": post("con-poster-01", "relocation")})
    changed(desk, {f"{CONTRACTOR}/post.md": None}, "con-poster-01")
    _, said = ask(desk, capsys)
    assert roles(said) == [MANAGER]
    desk.review("con-manager-01")
    assert ask(desk, capsys)[0] == 0


def test_main_has_moved_under_the_post(desk: Cafe, capsys: pytest.CaptureFixture[str]) -> None:
    desk.repository.commit("main", {f"{DIVISION}/post.md": post(), f"{DIVISION}/a.jpg": "絵"})
    changed(desk, {f"{DIVISION}/post.md": post(text="直した本文")})
    desk.repository.commit("main", {f"{DIVISION}/a.jpg": "別の絵"})
    desk.review("section-chief-01")
    code, said = ask(desk, capsys)
    assert (code, [reason["code"] for reason in said["reasons"]]) == (
        1,
        ["content_differs", *["no_pull_request"] * 2],  # `main` moved by direct pushes
    )
    assert "Update branch" in said["reasons"][0]["message"]


@pytest.mark.parametrize(
    ("how", "code"), [({"base": "staging"}, "wrong_base"), ({"fork": "stranger/cafe"}, "fork")]
)
def test_a_pull_request_that_leads_nowhere(
    desk: Cafe, capsys: pytest.CaptureFixture[str], how: dict[str, str], code: str
) -> None:
    git(desk.bare, "update-ref", "refs/heads/staging", "refs/heads/main")
    desk.write({f"{DIVISION}/post.md": post()})
    desk.open("div-poster-01", **how)
    desk.review("section-chief-01")
    exit_code, said = ask(desk, capsys)
    assert (exit_code, [reason["code"] for reason in said["reasons"]]) == (1, [code])


def test_the_text_names_roles_articles_people_and_the_next_step(
    desk: Cafe, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.folder = CONTRACTOR
    desk.propose("con-poster-01", category="other")
    desk.review("con-manager-01")
    assert approval.main([str(desk.number)]) == 1
    said = capsys.readouterr().out
    assert "業務処理責任者(第4第4項第1号" in said and "済み: 「エゾリス 業務処理責任者」が" in said
    assert "移住交流担当課長(第3第1項第2号" in said and "まだ: 「地域政策課 移住交流担当課長」" in said
    assert "(@section-chief-01-example)に承認(Approve)を依頼してください。" in said


def test_nothing_of_the_pull_request_is_checked_out_or_becomes_a_branch(
    desk: Cafe, capsys: pytest.CaptureFixture[str]
) -> None:
    before = git(Path.cwd(), "for-each-ref"), git(Path.cwd(), "status", "--porcelain")
    desk.propose()
    assert ask(desk, capsys)[0] == 1
    assert (git(Path.cwd(), "for-each-ref"), git(Path.cwd(), "status", "--porcelain")) == before
    assert not Path(DIVISION).exists()


@pytest.mark.parametrize("part", ["^pulls/1$", "/reviews", "/commits", "/timeline", "^activity"])
def test_github_does_not_answer(desk: Cafe, capsys: pytest.CaptureFixture[str], part: str) -> None:
    desk.propose()
    desk.review("section-chief-01")
    desk.github.fail(part, 502, times=2)
    code, said = ask(desk, capsys)
    assert (code, said["outcome"], said["reasons"][0]["code"]) == (1, "held", "evidence_unavailable")


def test_a_request_for_review_that_github_refuses_is_told_and_changes_nothing(
    desk: Cafe, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.propose()
    desk.github.fail("requested_reviewers", 422)
    assert approval.main([str(desk.number)]) == 1
    assert "直接依頼してください" in capsys.readouterr().err


def test_a_pull_request_that_is_closed_is_a_wrong_question(
    desk: Cafe, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.propose()
    desk.github.close(desk.number)
    assert approval.main([str(desk.number)]) == 2
    assert "もう開いていません" in capsys.readouterr().err
    assert approval.main([]) == 2
