"""From a pull request to its approval, by the workflows' own commands in fresh clones."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from scripts.content.template import new_post
from scripts.standins.samples import post
from tests.browser import needs_browser
from tests.handbooks.workflows import ROOT
from tests.journeys.cafe import Cafe, opened, woken_by_run

WINTER, BIRCH = "20261210-winter-soudan", "20270115-shirakaba"
FETCHED = "Fetch the whole history of main and the ledger, and no other branch"
TEXT = post(ROOT, WINTER)[f"content/posts/division/2026/{WINTER}/post.md"]


@pytest.fixture(scope="module")
def cafe(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cafe]:
    with opened(tmp_path_factory.mktemp("proposing")) as cafe:
        yield cafe


def test_an_unfinished_post_is_told_line_by_line_what_is_missing(cafe: Cafe) -> None:
    path = "content/posts/division/2026/20261211-hajimete/post.md"
    form = new_post("event").encode()
    number = cafe.stage.propose("div-poster-02-example", "hajimete", {path: form}, "はじめて")

    results = {result.name: result for result in cafe.runner.run("check.yml", "check", {}, cafe.head(number))}
    del results[FETCHED]
    assert {name: result.code for name, result in results.items()} == {"Set up": 0, "Check": 1, "Summary": 0}
    assert f"::error file={path},line=5," in results["Check"].output.splitlines()[0]
    assert "件名" in cafe.runner.summary()

    assert cafe.shown(number)["Draw"] == 1
    assert len(cafe.comments(number)) == 1
    assert cafe.status(number, "preview") == "success"  # it was shown; `check` keeps it from being merged


@needs_browser
def test_a_finished_post_is_shown_and_its_approval_asked_for(cafe: Cafe) -> None:
    number = cafe.stage.propose("div-poster-01-example", "fuyu", post(ROOT, WINTER), "冬の相談会")
    head = cafe.head(number)
    assert set(cafe.job("check.yml", "check", head=head).values()) == {0}
    assert "エラー0件、注意1件です" in cafe.runner.summary()  # the sample is a tall card, and is told so
    assert "[card-height]" in cafe.runner.summary()

    assert set(cafe.shown(number).values()) == {0}
    (shown,) = cafe.comments(number)
    assert f"{head}-{WINTER}.png?raw=true" in shown
    home = f"https://github.com/{cafe.stage.settings()['GITHUB_REPOSITORY']}"
    assert f"[承認票のページ]({home}/actions/runs/77/artifacts/9)" in shown
    assert "先輩移住者と相談員が、画面ごしにお答えします。" in shown

    assert cafe.status(number, "approval") == "pending"  # judged by the job that shows it
    requested = cafe.stage.github.state.pull_requests[number].requested
    assert [reviewer.login for reviewer in requested] == ["section-chief-01-example"]


def test_a_change_without_a_post_needs_no_picture_and_gets_no_comment(cafe: Cafe) -> None:
    number = cafe.stage.propose("div-poster-01-example", "readme", {"README.md": b"# x\n"}, "README")
    assert set(cafe.shown(number).values()) == {0}
    assert cafe.comments(number) == []
    assert cafe.status(number, "preview") == "success"


def test_where_nothing_was_drawn_the_words_are_shown(cafe: Cafe) -> None:
    number = cafe.stage.propose("div-poster-01-example", "words", post(ROOT, BIRCH), "白樺")
    cafe.runner.artifacts.pop("preview", None)
    assert set(cafe.job("preview.yml", "show", woken_by_run(cafe.head(number))).values()) == {0}
    (shown,) = cafe.comments(number)
    assert "白樺" in shown
    assert "raw=true" not in shown
    assert cafe.status(number, "preview") == "success"


def test_the_pull_requests_own_program_draws_nothing(cafe: Cafe) -> None:
    evil = {"scripts/preview.py": b"raise SystemExit(3)\n", "scripts/comment.py": b"raise SystemExit(3)\n"}
    number = cafe.stage.propose("maintainer-01-example", "evil", evil, "program")
    assert set(cafe.shown(number).values()) == {0}


def test_a_dismissal_and_a_push_each_take_the_green_mark_away(cafe: Cafe) -> None:
    stage, path = cafe.stage, "content/posts/division/2027/20270201-yuki/post.md"
    number = stage.propose("div-poster-01-example", "yuki", {path: TEXT}, "yuki")
    marks = []
    for act in ("approve", "dismiss", "approve", "push"):
        stage.now += timedelta(minutes=5)
        if act == "approve":
            review = stage.github.review(number, "section-chief-01-example", "APPROVED")
        elif act == "dismiss":
            stage.github.dismiss(review)
        else:
            stage.git("checkout", "-q", "yuki")
            stage.git("commit", "-q", "--allow-empty", "-m", "more", by="div-poster-01-example")
            stage.git("push", "-q", "origin", "yuki")
            stage.github.push("yuki", by="div-poster-01-example")
        stage.now += timedelta(minutes=5)
        marks.append(cafe.judged(number))
    assert marks == ["success", "pending", "success", "failure"]


@pytest.mark.parametrize(
    ("path", "machine"),
    [
        ("content/posts/division/2026/20261212-x/post.md", "false"),
        ("content/roster.yml", "false"),
        ("scripts/publish.py", "true"),
    ],
)
def test_only_a_change_of_the_machine_is_tested(cafe: Cafe, path: str, machine: str) -> None:
    """`make test` and `make lint` themselves are what runs this test."""
    number = cafe.stage.propose("maintainer-01-example", path.replace("/", "-"), {path: b"x\n"}, "scope")
    values: dict[str, str] = {}
    left_out = ("Set up", "Check", "Summary", "Install fonts", "Test", "Lint")
    cafe.runner.run("check.yml", "check", values, cafe.head(number), leave_out=left_out)
    assert values["steps.scope.outputs.machine"] == machine
