"""One pull request never disturbs another, whatever it holds and wherever it comes from."""

import json
from collections.abc import Callable

import pytest

from scripts import approval
from scripts.standins.github.git import git
from tests.approvals.cafe import CONTRACTOR, DIVISION, ROSTER, Cafe, post
from tests.verbs.desk import ask, changed

DEEP = "people: " + "[" * 47_000 + "]" * 47_000 + "\n"


def states(cafe: Cafe) -> dict[str, str]:
    """The last state of every commit that has one."""
    return {status.sha: status.state for status in cafe.github.state.statuses}


def tip(cafe: Cafe, branch: str) -> str:
    return git(cafe.bare, "rev-parse", branch)


def asked(cafe: Cafe) -> set[str]:
    return {request.path for request in cafe.github.requests}


def test_nothing_of_a_fork_is_read(desk: Cafe, capsys: pytest.CaptureFixture[str]) -> None:
    desk.write({f"{DIVISION}/post.md": post()})
    desk.open("stranger", fork="stranger/cafe")
    assert approval.main(["--status"]) == 0
    assert "フォーク" in capsys.readouterr().out
    assert asked(desk) == {"pulls"}
    assert states(desk) == {}
    code, said = ask(desk, capsys)
    assert (code, [reason["code"] for reason in said["reasons"]]) == (1, ["fork"])
    assert not any("reviews" in path for path in asked(desk))


def test_a_fork_at_the_head_of_an_approved_pull_request_does_not_turn_it_red(desk: Cafe) -> None:
    desk.propose()
    desk.review("section-chief-01")
    desk.open("stranger", fork="stranger/cafe")
    assert approval.main(["--status"]) == 0
    assert approval.main(["--status", str(desk.number)]) == 1
    assert states(desk) == {tip(desk, "fuyu"): "success"}


def test_a_pull_request_to_another_base_does_not_turn_the_commit_red(desk: Cafe) -> None:
    git(desk.bare, "update-ref", "refs/heads/staging", "refs/heads/main")
    desk.propose()
    desk.review("section-chief-01")
    desk.open("div-poster-01", base="staging")
    assert approval.main(["--status"]) == 0
    assert states(desk) == {tip(desk, "fuyu"): "success"}


def test_two_pull_requests_for_one_commit_wait_until_one_is_closed(
    desk: Cafe, capsys: pytest.CaptureFixture[str]
) -> None:
    """Merged like this the post could never be sent: GitHub would mark both as merged by the one commit."""
    first = desk.propose()
    desk.review("section-chief-01")
    second = desk.open("div-poster-01")
    desk.number = first
    code, said = ask(desk, capsys)
    assert (code, said["outcome"]) == (1, "held")
    assert f"プルリクエスト#{second}" in said["reasons"][0]["message"]
    desk.github.close(second)
    assert ask(desk, capsys)[0] == 0


def hostile_roster(cafe: Cafe) -> None:
    changed(cafe, {"content/roster.yml": DEEP})


def hostile_post(cafe: Cafe) -> None:
    changed(cafe, {f"{CONTRACTOR}/post.md": f"---\n{DEEP}---\n本文\n"}, "con-poster-01")


def roster_deep_behind_quotes(cafe: Cafe) -> None:
    changed(cafe, {"content/roster.yml": "people: " + "['}', " * 900 + "]" * 900 + "\n"})


def large_post(cafe: Cafe) -> None:
    changed(cafe, {f"{CONTRACTOR}/post.md": post("con-poster-01", text="**[" * 31_000)}, "con-poster-01")


def large_reply(cafe: Cafe) -> None:
    reply = "---\n" + "".join(f"a{number}: b\n" for number in range(9_000)) + "---\n本文\n"
    changed(cafe, {"content/replies/contractor/20261204-a.md": reply}, "con-poster-01")


def huge_roster(cafe: Cafe) -> None:
    entry = ROSTER.splitlines(keepends=True)[5]
    changed(cafe, {"content/roster.yml": ROSTER + entry * 20_000})


def long_timeline(cafe: Cafe) -> None:
    changed(cafe, {"README.md": "秋\n"})
    pull = cafe.github.state.pull_requests[cafe.number]
    pull.events += [{"event": "commented", "body": "あ"} for _ in range(5_000)]


def long_comments(cafe: Cafe) -> None:
    changed(cafe, {"README.md": "秋\n"})
    pull = cafe.github.state.pull_requests[cafe.number]
    pull.events += [{"event": "commented", "body": "あ" * 100_000} for _ in range(150)]


def long_review(cafe: Cafe) -> None:
    changed(cafe, {"README.md": "秋\n"})
    for _ in range(120):
        cafe.github.review(cafe.number, "stranger-example", "COMMENTED", body="い" * 65_000)


def nonsense(cafe: Cafe) -> None:
    changed(cafe, {"README.md": "秋\n"})
    cafe.github.state.pull_requests[cafe.number].title = "\ud800"
    cafe.github.fail(f"^pulls/{cafe.number}/reviews$", 200, value=b"[" * 100_000)


@pytest.mark.parametrize(
    "hold",
    [hostile_roster, hostile_post, roster_deep_behind_quotes, large_post, large_reply, huge_roster, long_timeline, long_comments,
     long_review, nonsense],
    ids=lambda hold: hold.__name__,
)  # fmt: skip
def test_whatever_one_holds_costs_it_alone(
    desk: Cafe, capsys: pytest.CaptureFixture[str], hold: Callable[[Cafe], None]
) -> None:
    """Each ends with an answer of its own; that one without an end is cut off, the next test shows."""
    desk.propose()
    desk.review("section-chief-01")
    desk.branch = "aki"
    hold(desk)
    approval.main(["--status"])
    told = states(desk)
    assert told[tip(desk, "fuyu")] == "success"
    assert told[tip(desk, "aki")] in ("pending", "failure")
    assert "読み終えられません" not in desk.github.state.statuses[-1].description
    assert "Traceback" not in capsys.readouterr().err
    code, said = ask(desk, capsys)
    assert code == 1 and said["reasons"]


def test_one_that_takes_too_long_is_held_and_tried_once_more(
    desk: Cafe, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.propose()
    desk.review("section-chief-01")
    monkeypatch.setattr(approval, "_PATIENCE", (0.01,))
    assert approval.main(["--status"]) == 1
    assert states(desk) == {tip(desk, "fuyu"): "pending"}
    assert "読み終えられません" in desk.github.state.statuses[-1].description
    monkeypatch.setattr(approval, "_PATIENCE", (0.01, 60))
    assert approval.main(["--status"]) == 0
    assert states(desk) == {tip(desk, "fuyu"): "success"}
    assert "Traceback" not in capsys.readouterr().err


def test_a_list_with_an_entry_that_nobody_can_read_answers_for_the_others(desk: Cafe) -> None:
    import requests

    desk.propose()
    url = f"{desk.github.url}/repos/{desk.github.state.name}/pulls"
    listed = requests.get(url, headers={"Authorization": "Bearer x"}, timeout=5).json()
    broken = json.loads(json.dumps(listed[0])) | {"number": 99, "head": None}
    desk.github.fail("^pulls$", 200, times=2, value=[broken, *listed])
    assert approval.main(["--status"]) == 0
    assert states(desk) == {tip(desk, "fuyu"): "pending"}
