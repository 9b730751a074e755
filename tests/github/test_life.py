"""The life of a post on GitHub, played by the workflows' own commands in fresh clones."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from scripts.core.template import new_post
from scripts.standins.samples import post
from scripts.standins.stage import Stage
from scripts.world.git import git
from tests.github.runner import Runner, Said
from tests.github.stages import raised
from tests.github.workflows import ROOT

POST_ID = "20261210-winter-soudan"


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Stage, Runner]]:
    with raised(tmp_path_factory.mktemp("life")) as (stage, runner):
        yield stage, runner


def codes(done: list[Said]) -> dict[str, int]:
    return {said.name: said.code for said in done}


def at(local: str) -> datetime:
    return datetime.fromisoformat(f"{local}+09:00")


def woken(event: str, **inputs: str) -> dict[str, str]:
    """What wakes the sender, and what a person typed into its form."""
    typed = {f"inputs.{name}": value for name, value in {"decision": "なし", **inputs}.items()}
    return {"github.event_name": event, "vars.SENDING_PAUSED": "", **typed}


def bring_in(
    stage: Stage, runner: Runner, post_id: str, author: str, approvers: tuple[str, ...], due: str
) -> None:
    """A sample post is proposed, approved and merged in the morning of the day on which it is due."""
    stage.move_clock(at(f"{due}T09:00"))
    number = stage.propose(f"{author}-example", post_id, post(ROOT, post_id), post_id)
    stage.move_clock(at(f"{due}T09:30"))
    for approver in approvers:
        stage.github.review(number, f"{approver}-example", "APPROVED")
    stage.move_clock(at(f"{due}T09:40"))
    stage.github.merge(number, by=f"{author}-example")
    assert set(codes(runner.run("publish.yml", "site", {})).values()) == {0}
    stage.move_clock(at(f"{due}T12:07"))


def head_of(stage: Stage, number: int) -> str:
    return stage.github.state.pull_requests[number].head


def status_of(stage: Stage, head: str) -> tuple[str, list[str]]:
    """The required status on a commit, and whose review is asked for."""
    told = [each for each in stage.github.state.statuses if each.sha == head and each.context == "approval"]
    found = next(each for each in stage.github.state.pull_requests.values() if each.head == head)
    return told[-1].state, [who.login for who in found.requested]


def issues_about(stage: Stage, post_id: str) -> list[str]:
    return [each.state for each in stage.github.state.issues.values() if post_id in each.title + each.body]


def woken_by(head: str, event: str = "pull_request") -> dict[str, str]:
    """What a `workflow_run` event tells of the run that woke this one."""
    run = {"head_sha": head, "id": "77", "event": event}
    return {f"github.event.workflow_run.{name}": value for name, value in run.items()}


def test_an_unfinished_post_is_told_line_by_line_what_is_missing(life: tuple[Stage, Runner]) -> None:
    stage, runner = life
    path = "content/posts/division/2026/20261211-hajimete/post.md"
    number = stage.propose(
        "div-poster-02-example", "hajimete", {path: new_post("event").encode()}, "はじめて"
    )
    head = head_of(stage, number)

    done = runner.run("check.yml", "check", {}, head)
    assert codes(done) == {"Set up": 0, "Check": 1, "Summary": 0}
    annotations = next(said.output for said in done if said.name == "Check").splitlines()
    assert f"::error file={path},line=5," in annotations[0]
    assert "件名" in runner.summary()

    assert codes(runner.run("preview.yml", "draw", {}, head))["Draw"] == 1
    assert codes(runner.run("comment.yml", "comment", woken_by(head)))["Show it in the pull request"] == 0
    assert [said.number for said in stage.github.state.comments] == [number]
    stage.github.close(number)


def test_a_post_goes_from_pull_request_to_friends(life: tuple[Stage, Runner]) -> None:
    stage, runner = life
    number = stage.propose("div-poster-01-example", "fuyu", post(ROOT, POST_ID), "冬の相談会")
    head = head_of(stage, number)

    assert set(codes(runner.run("check.yml", "check", {}, head)).values()) == {0}
    assert "エラーも注意もありません" in runner.summary()
    assert set(codes(runner.run("preview.yml", "draw", {}, head)).values()) == {0}
    assert set(codes(runner.run("comment.yml", "comment", woken_by(head))).values()) == {0}
    assert set(codes(runner.run("approval.yml", "judge", woken_by(head))).values()) == {0}
    assert status_of(stage, head) == ("pending", ["section-chief-01-example"])
    shown = next(said.body for said in stage.github.state.comments if said.number == number)
    assert f"{head}-{POST_ID}.png?raw=true" in shown
    assert "先輩移住者と相談員が、画面ごしにお答えします。" in shown


def test_approved_and_merged_it_is_sent_once_whatever_wakes_the_sender(life: tuple[Stage, Runner]) -> None:
    stage, runner = life
    number = next(n for n, each in stage.github.state.pull_requests.items() if each.head_branch == "fuyu")
    stage.move_clock(at("2026-12-07T11:00"))
    stage.github.review(number, "section-chief-01-example", "APPROVED")
    head = head_of(stage, number)
    assert set(codes(runner.run("approval.yml", "judge", woken_by(head))).values()) == {0}
    assert status_of(stage, head)[0] == "success"
    stage.move_clock(at("2026-12-07T11:10"))
    stage.github.merge(number, by="div-poster-01-example")

    assert set(codes(runner.run("publish.yml", "site", {})).values()) == {0}
    assert [file.suffix for file in (stage.site.folder / "media").iterdir()] == [".jpg"]
    assert set(codes(runner.run("publish.yml", "send", woken("push"))).values()) == {0}
    assert "2026年12月10日" in runner.summary()
    assert stage.line.deliveries == []  # not before its time

    stage.move_clock(at("2026-12-10T10:07"))
    for event in ("schedule", "push", "workflow_dispatch"):
        assert set(codes(runner.run("publish.yml", "send", woken(event))).values()) == {0}
    assert len(stage.line.deliveries) == 1


def test_paused_from_the_settings_nothing_goes_out(life: tuple[Stage, Runner]) -> None:
    stage, runner = life
    bring_in(
        stage,
        runner,
        "20261224-fuyumichi",
        "con-poster-01",
        ("con-manager-01", "section-chief-01"),
        "2026-12-24",
    )
    before = len(stage.line.deliveries)
    stopped = {**woken("schedule"), "vars.SENDING_PAUSED": "true"}
    assert set(codes(runner.run("publish.yml", "send", stopped)).values()) == {0}
    assert "20261224-fuyumichi" in runner.summary()
    assert len(stage.line.deliveries) == before


def test_when_nobody_knows_a_person_says_in_the_form_that_it_arrived(life: tuple[Stage, Runner]) -> None:
    stage, runner = life
    before = len(stage.line.deliveries)
    stage.line.fail(*["accept, drop"] * 20)  # LINE takes it, and every answer is lost
    assert codes(runner.run("publish.yml", "send", woken("schedule")))["Send"] == 1
    assert "手で送り直さないでください" in runner.summary()
    stage.move_clock(at("2026-12-25T13:00"))
    assert codes(runner.run("publish.yml", "send", woken("schedule")))["Send"] == 1
    assert "20261224-fuyumichi" in runner.summary()
    stage.line.faults.clear()

    form = {"post_id": "20261224-fuyumichi", "by": "section-chief-01", "note": "職員2人の画面で見た"}
    done = runner.run("publish.yml", "send", woken("workflow_dispatch", decision="届いていた", **form))
    assert codes(done) == {"Set up": 0, "Write down what a person decided": 0, "Send": 0}
    assert len(stage.line.deliveries) == before + 1


def test_what_line_refused_goes_out_after_a_person_reopened_it_in_the_form(
    life: tuple[Stage, Runner],
) -> None:
    stage, runner = life
    bring_in(stage, runner, "20270115-shirakaba", "div-poster-02", ("section-chief-01",), "2027-01-15")
    before = len(stage.line.deliveries)
    stage.line.fail("400")
    assert codes(runner.run("publish.yml", "send", woken("schedule")))["Send"] == 1
    assert len(stage.line.deliveries) == before
    assert issues_about(stage, "20270115-shirakaba") == ["open"]

    form = {
        "post_id": "20270115-shirakaba",
        "by": "section-chief-01",
        "note": '"$(id)"; `id` 月の上限を見直した',
    }
    again = woken("workflow_dispatch", decision="もう一度配信できるようにする", **form)
    assert set(codes(runner.run("publish.yml", "send", again)).values()) == {0}
    assert len(stage.line.deliveries) == before + 1
    assert issues_about(stage, "20270115-shirakaba") == ["closed"]
    ledger = git(stage.origin, "show", "ledger:20270115-shirakaba.jsonl").decode()
    assert (
        json.loads(next(line for line in ledger.splitlines() if "reopened" in line))["note"] == form["note"]
    )


def test_a_dismissal_and_a_push_each_take_the_green_mark_away(life: tuple[Stage, Runner]) -> None:
    stage, runner = life
    path = "content/posts/division/2027/20270201-yuki/post.md"
    number = stage.propose(
        "div-poster-01-example",
        "yuki",
        {path: post(ROOT, POST_ID)[f"content/posts/division/2026/{POST_ID}/post.md"]},
        "yuki",
    )
    of_review = woken_by("0" * 40, event="pull_request_review")  # the trial merge's commit, say
    marks = []
    for act in ("approve", "dismiss", "approve", "push"):
        stage.move_clock(stage.now + timedelta(minutes=5))
        if act == "approve":
            review = stage.github.review(number, "section-chief-01-example", "APPROVED")
        elif act == "dismiss":
            stage.github.dismiss(review)
        else:
            stage.git("checkout", "-q", "yuki")
            stage.git("commit", "-q", "--allow-empty", "-m", "more", by="div-poster-01-example")
            stage.git("push", "-q", "origin", "yuki")
            stage.github.push("yuki", by="div-poster-01-example")
        stage.move_clock(stage.now + timedelta(minutes=5))
        assert set(codes(runner.run("approval.yml", "judge", of_review)).values()) == {0}
        marks.append(status_of(stage, head_of(stage, number))[0])
    assert marks == ["success", "pending", "success", "failure"]
    stage.github.close(number)


def test_the_watch_opens_issues_and_copies_lines_statistics(life: tuple[Stage, Runner]) -> None:
    stage, runner = life
    stage.move_clock(at("2027-01-18T08:23"))
    assert set(codes(runner.run("watch.yml", "measure", {})).values()) == {0}
    assert b'"measured"' in git(stage.origin, "show", "ledger:20270115-shirakaba.jsonl")

    stage.move_clock(at("2027-03-25T08:23"))  # the contract ends on the 31st
    done = codes(runner.run("watch.yml", "watch", {}))
    assert done == {"Set up": 0, "Look around": 1}
    assert stage.github.state.issues


def test_a_change_without_a_post_needs_no_picture_and_gets_no_comment(life: tuple[Stage, Runner]) -> None:
    stage, runner = life
    number = stage.propose("div-poster-01-example", "readme", {"README.md": b"# x\n"}, "README")
    head = head_of(stage, number)
    assert set(codes(runner.run("preview.yml", "draw", {}, head)).values()) == {0}
    assert set(codes(runner.run("comment.yml", "comment", woken_by(head))).values()) == {0}
    assert number not in {said.number for said in stage.github.state.comments}


@pytest.mark.parametrize(
    ("event", "path", "machine"),
    [
        ("pull_request", "content/posts/division/2026/20261212-x/post.md", "false"),
        ("pull_request", "content/roster.yml", "false"),
        ("pull_request", "scripts/publish.py", "true"),
        ("push", "content/replies/division/x.md", "false"),
        ("push", "content/roster.yml", "true"),
    ],
)
def test_only_a_change_of_the_machine_is_tested(
    life: tuple[Stage, Runner], event: str, path: str, machine: str
) -> None:
    """`make test` and `make lint` themselves are what runs this test."""
    stage, runner = life
    branch = f"{event}-{path.replace('/', '-')}"
    number = stage.propose("maintainer-01-example", branch, {path: b"x\n"}, "scope")
    head = head_of(stage, number)
    if event == "push":
        stage.github.merge(number, by="maintainer-01-example")
        head = ""
    told = {"github.event_name": event}
    runner.run("test.yml", "test", told, head, leave_out=("Install fonts", "Test", "Lint"))
    assert told["steps.scope.outputs.machine"] == machine
