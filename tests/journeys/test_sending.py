"""From the merge to the friends, by the workflows' own commands; the clock only goes on from test to test."""

import json
from collections.abc import Iterator

import pytest

from scripts.effects.git.commands import git
from tests.journeys.cafe import Cafe, opened

WINTER, STORY = "20261210-winter-soudan", "20261215-hoshifuri-story"
ROADS, BIRCH = "20261224-fuyumichi", "20270115-shirakaba"


@pytest.fixture(scope="module")
def cafe(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cafe]:
    with opened(tmp_path_factory.mktemp("sending")) as cafe:
        yield cafe


def test_whatever_wakes_the_sender_a_post_goes_out_once_and_not_before_its_time(cafe: Cafe) -> None:
    cafe.bring_in(WINTER, "div-poster-01", ("section-chief-01",), "2026-12-07")
    assert [file.suffix for file in (cafe.stage.site.folder / "media").iterdir()] == [".jpg"]
    assert set(cafe.send("push").values()) == {0}
    assert "2026年12月10日" in cafe.runner.summary()
    assert cafe.stage.line.deliveries == []

    cafe.clock("2026-12-10T10:07")
    for event in ("schedule", "push", "workflow_dispatch"):
        assert set(cafe.send(event).values()) == {0}
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

    form = {"post_id": ROADS, "note": "職員2人の画面で見た"}
    done = cafe.send("workflow_dispatch", decision="届いていた", **form)
    assert set(done.values()) == {0}
    assert len(cafe.stage.line.deliveries) == before + 1


def test_a_post_that_a_person_has_stopped_does_not_go_out(cafe: Cafe) -> None:
    cafe.bring_in(BIRCH, "div-poster-02", ("section-chief-01",), "2027-01-15")
    before = len(cafe.stage.line.deliveries)
    form = {"post_id": BIRCH, "note": '"$(id)"; `id` 日付の誤りを直すため'}
    done = cafe.send("workflow_dispatch", decision="この投稿を止める", **form)
    assert set(done.values()) == {0}
    assert len(cafe.stage.line.deliveries) == before
    (line,) = git(cafe.stage.origin, "show", f"ledger:{BIRCH}.jsonl").decode().splitlines()
    assert (json.loads(line)["event"], json.loads(line)["note"]) == ("stopped", form["note"])


def test_the_watch_opens_an_issue_for_what_needs_a_person(cafe: Cafe) -> None:
    cafe.clock("2027-03-25T08:23")  # the contract ends on the 31st
    before = len(cafe.stage.github.state.issues)
    assert cafe.job("watch.yml", "watch")["Look around"] == 1
    assert len(cafe.stage.github.state.issues) > before
