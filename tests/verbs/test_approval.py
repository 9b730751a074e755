"""`approval.py` asked about open pull requests: every row of the matrix, whom to ask, what counts no more."""

import json
from pathlib import Path
from typing import Any

import pytest

from scripts import approval
from scripts.standins.github.git import git
from tests.approvals.cafe import CONTRACTOR, DIVISION, NAME, ROSTER, Cafe, post


@pytest.fixture
def desk(cafe: Cafe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cafe:
    """A clone in which the command is called; it does not know the branches that come later."""
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", str(cafe.bare), str(clone))
    monkeypatch.chdir(clone)
    for name, value in {
        "GITHUB_API_URL": cafe.github.url,
        "GITHUB_REPOSITORY": NAME,
        "GITHUB_TOKEN": "sample",
        "CAFE_NOW": "2026-12-04T12:00+09:00",
        "HEAD_SHA": "",
    }.items():
        monkeypatch.setenv(name, value)
    return cafe


def ask(cafe: Cafe, capsys: pytest.CaptureFixture[str]) -> tuple[int, Any]:
    """Exit code and JSON."""
    git(Path.cwd(), "fetch", "-q", "origin", "+refs/heads/main:refs/remotes/origin/main")
    code = approval.main([str(cafe.number), "--format", "json"])
    return code, json.loads(capsys.readouterr().out)


def roles(said: Any) -> list[tuple[str, str]]:
    return [(need["role"], need["contractor"]) for need in said["needs"]]


def changed(cafe: Cafe, files: dict[str, str | None], author: str = "div-poster-01") -> None:
    cafe.write(files, author)
    cafe.open(author)


def reply(author: str, **more: str) -> str:
    extra = "".join(f'{key}: "{value}"\n' for key, value in more.items())
    return (
        f'---\nreceived_on: "2026-12-03"\nchannel: chat\npost: x\ninquiry: x\ndecision: reply\nreason: x\n'
        f"author: {author}\n{extra}---\nご連絡ありがとうございます。\n"
    )


CHIEF, MANAGER, MAINTAINER = ("section_chief", ""), ("operations_manager", "ezorisu-2026"), ("maintainer", "")
ENTRY = ROSTER.splitlines(keepends=True)[5]
NEW_POSTER = ENTRY.replace("con-poster-01", "con-poster-02").replace("2001", "2002")
MATRIX: dict[str, tuple[dict[str, str | None], str, list[tuple[str, str]]]] = {
    "a division's post": ({f"{DIVISION}/post.md": post()}, "div-poster-01", [CHIEF]),
    "a division's post of category other": (
        {f"{DIVISION}/post.md": post(category="other")},
        "div-poster-01",
        [CHIEF],
    ),
    "a contractor's post": (
        {f"{CONTRACTOR}/post.md": post("con-poster-01", "relocation")},
        "con-poster-01",
        [MANAGER],
    ),
    "a contractor's post of category other": (
        {f"{CONTRACTOR}/post.md": post("con-poster-01", "other")},
        "con-poster-01",
        [MANAGER, CHIEF],
    ),
    "a division's reply": (
        {"content/replies/division/20261204-a.md": reply("div-poster-01")},
        "div-poster-01",
        [CHIEF],
    ),
    "a contractor's reply": (
        {"content/replies/contractor/20261204-a.md": reply("con-poster-01")},
        "con-poster-01",
        [MANAGER],
    ),
    "a new poster of the contractor": (
        {"content/roster.yml": ROSTER + NEW_POSTER},
        "con-poster-01",
        [MANAGER],
    ),
    "a contractor's poster leaves": (
        {"content/roster.yml": ROSTER.replace(ENTRY, "")},
        "con-poster-01",
        [MANAGER],
    ),
    "a contractor's poster becomes its manager": (
        {"content/roster.yml": ROSTER.replace(ENTRY, ENTRY.replace("[poster]", "[operations_manager]"))},
        "con-poster-01",
        [CHIEF],
    ),
    "a contractor's poster moves to another contractor": (
        {"content/roster.yml": ROSTER.replace(ENTRY, ENTRY.replace("ezorisu-2026", "other-2026"))},
        "con-poster-01",
        [CHIEF],
    ),
    "a second entry under the id of somebody else": (
        {"content/roster.yml": ROSTER + NEW_POSTER.replace("con-poster-02", "section-chief-01")},
        "con-poster-01",
        [CHIEF],
    ),
    "an entry without an id": (
        {"content/roster.yml": ROSTER + NEW_POSTER.replace("id: con-poster-02, ", "")},
        "con-poster-01",
        [CHIEF],
    ),
    "a second entry for the same poster": (
        {"content/roster.yml": ROSTER + ENTRY.replace("2001", "2002")},
        "con-poster-01",
        [CHIEF],
    ),
    "something else beside the people": (
        {"content/roster.yml": ROSTER + NEW_POSTER + "note: x\n"},
        "con-poster-01",
        [CHIEF],
    ),
    "a new poster of the division": (
        {
            "content/roster.yml": ROSTER
            + NEW_POSTER.replace("side: contractor, contractor: ezorisu-2026", "side: division")
        },
        "con-poster-01",
        [CHIEF],
    ),
    "a poster of the contractor and a section chief": (
        {"content/roster.yml": ROSTER.replace("移住交流担当課長", "課長") + NEW_POSTER},
        "con-poster-01",
        [CHIEF, MANAGER],
    ),
    "a roster that is no YAML": ({"content/roster.yml": "people: [\n"}, "con-poster-01", [CHIEF]),
    "the account": ({"content/account.yml": "x: 1\n"}, "div-poster-01", [CHIEF]),
    "the consents": ({"content/consents.yml": "consents: []\n"}, "div-poster-01", [CHIEF]),
    "the credentials' log": ({"content/credentials.yml": "log: []\n"}, "div-poster-01", [CHIEF]),
    "the policy": ({"content/policy.md": "x\n"}, "div-poster-01", [CHIEF]),
    "an incident": ({"content/incidents/a.yml": "kind: other\n"}, "div-poster-01", [CHIEF]),
    "the code": ({"scripts/publish.py": "pass\n"}, "div-poster-01", [MAINTAINER]),
    "the schemas": ({"schemas/post.schema.json": "{}\n"}, "div-poster-01", [MAINTAINER]),
    "GitHub's settings": ({".github/workflows/publish.yml": "on: push\n"}, "div-poster-01", [MAINTAINER]),
    "roster and code": (
        {"content/roster.yml": ROSTER + NEW_POSTER, "scripts/publish.py": "pass\n"},
        "div-poster-01",
        [MANAGER, MAINTAINER],
    ),
}
WHO = {
    "section_chief": "section-chief-01",
    "operations_manager": "con-manager-01",
    "maintainer": "maintainer-01",
}


@pytest.mark.parametrize("row", MATRIX)
def test_every_row_of_the_matrix(desk: Cafe, capsys: pytest.CaptureFixture[str], row: str) -> None:
    files, author, needed = MATRIX[row]
    changed(desk, files, author)
    code, said = ask(desk, capsys)
    assert (code, said["outcome"], roles(said)) == (1, "rejected", needed)
    assert {reason["code"] for reason in said["reasons"]} == {f"missing_{role}" for role, _ in needed}
    for role, _ in needed:
        desk.review(WHO[role])
    code, said = ask(desk, capsys)
    assert (code, said["outcome"], said["reasons"]) == (0, "approved", [])
    assert [given["approved_by"]["role"] for given in said["needs"]] == [role for role, _ in needed]


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
    assert "書いた人のほかに、いま名簿にいません" in said["reasons"][0]["message"]
    assert [request for request in desk.github.requests if request.method == "POST"] == []


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
    assert (code, [reason["code"] for reason in said["reasons"]]) == (1, ["content_differs"])
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
