"""The life of a post on GitHub, played by the workflows' own commands in fresh clones."""

from collections.abc import Iterator

import pytest

from scripts.core.template import new_post
from scripts.standins.samples import post
from scripts.standins.stage import Stage
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


def head_of(stage: Stage, number: int) -> str:
    return stage.github.state.pull_requests[number].head


def woken_by(head: str) -> dict[str, str]:
    """What a `workflow_run` event tells."""
    return {"github.event.workflow_run.head_sha": head, "github.event.workflow_run.id": "77"}


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
    shown = next(said.body for said in stage.github.state.comments if said.number == number)
    assert f"{head}-{POST_ID}.png?raw=true" in shown
    assert "先輩移住者と相談員が、画面ごしにお答えします。" in shown


def test_a_change_without_a_post_needs_no_picture_and_gets_no_comment(life: tuple[Stage, Runner]) -> None:
    stage, runner = life
    number = stage.propose("div-poster-01-example", "readme", {"README.md": b"# x\n"}, "README")
    head = head_of(stage, number)
    assert set(codes(runner.run("preview.yml", "draw", {}, head)).values()) == {0}
    assert set(codes(runner.run("comment.yml", "comment", woken_by(head))).values()) == {0}
    assert number not in {said.number for said in stage.github.state.comments}


@pytest.mark.parametrize(
    ("path", "machine"),
    [
        ("content/posts/division/2026/20261212-x/post.md", "false"),
        ("content/replies/division/x.md", "false"),
        ("content/roster.yml", "true"),
        ("scripts/publish.py", "true"),
    ],
)
def test_only_a_change_of_the_machine_is_tested(life: tuple[Stage, Runner], path: str, machine: str) -> None:
    """`make test` and `make lint` themselves are what runs this test."""
    stage, runner = life
    number = stage.propose("maintainer-01-example", f"scope-{machine}-{len(path)}", {path: b"x\n"}, "scope")
    told: dict[str, str] = {}
    runner.run("test.yml", "test", told, head_of(stage, number), leave_out=("Install fonts", "Test", "Lint"))
    assert told["steps.scope.outputs.machine"] == machine
