"""From the merge to the friends, by the workflows' own commands; the clock only goes on from test to test."""

import json
import shutil
from collections.abc import Iterator

import pytest

from scripts.effects.git.commands import git
from scripts.standins.github.nouns import Issue, User
from tests.journeys.cafe import Cafe, opened

WINTER, STORY = "20261210-winter-soudan", "20261215-hoshifuri-story"
FETCHED = "Fetch the whole history of main and the ledger, and no other branch"
WRITTEN = "Write down what a person decided"
ROADS, BIRCH = "20261224-fuyumichi", "20270115-shirakaba"


@pytest.fixture(scope="module")
def cafe(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cafe]:
    with opened(tmp_path_factory.mktemp("sending")) as cafe:
        yield cafe


def test_whatever_wakes_the_sender_a_post_goes_out_once_and_not_before_its_time(cafe: Cafe) -> None:
    cafe.bring_in(WINTER, "div-poster-01", ("section-chief-01",), "2026-12-07")
    assert [file.suffix for file in (cafe.stage.site.folder / "media").iterdir()] == [".jpg"]
    assert set(cafe.send().values()) == {0}
    assert "2026年12月10日" in cafe.runner.summary()
    assert cafe.stage.line.deliveries == []

    cafe.clock("2026-12-10T10:07")
    for _ in ("schedule", "push", "form"):
        assert set(cafe.send().values()) == {0}
    assert len(cafe.stage.line.deliveries) == 1


def test_lines_statistics_are_copied_into_the_ledger(cafe: Cafe) -> None:
    cafe.bring_in(STORY, "con-poster-02", ("con-manager-01",), "2026-12-15")
    assert set(cafe.send().values()) == {0}
    cafe.clock("2026-12-18T08:23")
    assert set(cafe.job("watch.yml", "measure").values()) == {0}
    assert b'"measured"' in git(cafe.stage.origin, "show", f"ledger:{STORY}.jsonl")


def test_stopped_in_the_settings_and_then_unanswered_until_a_person_says_that_it_arrived(cafe: Cafe) -> None:
    cafe.bring_in(ROADS, "con-poster-01", ("con-manager-01", "section-chief-01"), "2026-12-24")
    before = len(cafe.stage.line.deliveries)
    assert set(cafe.send(paused="true").values()) == {0}
    assert ROADS in cafe.runner.summary()
    assert len(cafe.stage.line.deliveries) == before

    cafe.stage.line.fail(*["accept, drop"] * 20)  # LINE takes it, and every answer is lost
    assert cafe.send()["Send"] == 1
    assert "手で送り直さないでください" in cafe.runner.summary()
    cafe.clock("2026-12-25T13:00")
    assert cafe.send()["Send"] == 1
    cafe.stage.line.faults.clear()

    form = {"decision": "settled", "post_id": ROADS, "note": "職員2人の画面で見た"}
    assert cafe.decide(**form)[WRITTEN] == 0
    assert cafe.send()["Send"] == 0
    assert len(cafe.stage.line.deliveries) == before + 1


def test_what_a_person_stops_waits_until_it_is_approved_again(cafe: Cafe) -> None:
    cafe.bring_in(BIRCH, "div-poster-02", ("section-chief-01",), "2027-01-15")
    before = len(cafe.stage.line.deliveries)
    form = {"decision": "stopped", "post_id": BIRCH, "note": '"$(id)"; `id` 写真を差し替えたい'}
    assert cafe.decide(**form)[WRITTEN] == 0
    assert cafe.send()["Send"] == 0
    assert len(cafe.stage.line.deliveries) == before
    lines = git(cafe.stage.origin, "show", f"ledger:{BIRCH}.jsonl").decode().splitlines()
    assert json.loads(next(line for line in lines if "stopped" in line))["note"] == form["note"]


@pytest.mark.parametrize(
    "form",
    [
        {"decision": "stopped", "post_id": "20990101-nowhere", "note": "間違えた番号"},
        {"decision": "stopped", "post_id": WINTER, "note": "もう送った投稿"},
        {"decision": "settled", "post_id": WINTER, "note": "もう片づいた投稿"},
        {"decision": "stopped", "post_id": "--help", "note": "番号でないもの"},
        {"decision": "stopped", "post_id": BIRCH, "note": "もう一度押した"},
    ],
    ids=lambda form: form["note"],
)
def test_what_cannot_be_decided_is_said_in_one_sentence_and_nothing_is_written(
    cafe: Cafe, form: dict[str, str]
) -> None:
    before = git(cafe.stage.origin, "rev-parse", "ledger")
    results = cafe.runner.run("decide.yml", "decide", {f"inputs.{name}": text for name, text in form.items()})
    (result,) = (result for result in results if result.name == WRITTEN)
    assert result.code != 0
    assert len(result.output.splitlines()) == 1
    assert result.output.endswith("。\n")
    assert git(cafe.stage.origin, "rev-parse", "ledger") == before


def test_whoever_is_not_on_the_roster_decides_nothing(cafe: Cafe) -> None:
    before = git(cafe.stage.origin, "rev-parse", "ledger")
    known, cafe.runner.actor = cafe.runner.actor, ("stranger", 9)
    assert cafe.decide(decision="stopped", post_id=ROADS, note="名簿にない人")[WRITTEN] != 0
    cafe.runner.actor = known
    assert git(cafe.stage.origin, "rev-parse", "ledger") == before


NOT_BEGUN = "<!-- cafe:not-begun:send -->"


@pytest.mark.skipif(not (shutil.which("curl") and shutil.which("jq")), reason="curl or jq is not installed")
def test_a_job_that_does_not_begin_tells_people_once_whatever_others_have_written(cafe: Cafe) -> None:
    author, issues = User("div-poster-01-example", 1001), cafe.stage.github.state.issues
    issues[900] = Issue(900, "メモ", NOT_BEGUN, [], cafe.stage.now, user=author)
    issues[901] = Issue(
        901, "題を写した課題", f"題「{NOT_BEGUN}」の投稿です。", [], cafe.stage.now
    )  # a program's
    cafe.runner.broken = ("make",)
    for _ in range(2):
        assert cafe.send() == {FETCHED: 0, "Set up": 1, "Tell people that it did not begin": 0}
    cafe.runner.broken = ()
    assert cafe.issues("「配信」を始められませんでした") == ["open"]
    (issue,) = (issue for issue in cafe.stage.github.state.issues.values() if "始められません" in issue.title)
    assert "/actions/runs/77" in issue.body
    assert "Tell people that it did not begin" not in cafe.send()


def test_the_watch_opens_an_issue_for_what_needs_a_person(cafe: Cafe) -> None:
    cafe.clock("2027-03-25T08:23")  # the contract ends on the 31st
    before = len(cafe.stage.github.state.issues)
    assert cafe.job("watch.yml", "watch") == {FETCHED: 0, "Set up": 0, "Look around": 1}
    assert len(cafe.stage.github.state.issues) > before
