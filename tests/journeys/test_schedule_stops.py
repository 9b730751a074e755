"""GitHub's schedule stops: whatever else is awake starts the sender, and people are told once."""

from collections.abc import Iterator
from datetime import datetime

import pytest

from scripts.standins.github.settings import Run
from tests.journeys.cafe import Cafe, opened

WINTER = "20261210-winter-soudan"


@pytest.fixture(scope="module")
def cafe(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cafe]:
    with opened(tmp_path_factory.mktemp("stops")) as played:
        yield played


def started(cafe: Cafe) -> int:
    return sum(run.event == "workflow_dispatch" for run in cafe.stage.github.state.settings.runs)


def runs(cafe: Cafe, *last: tuple[str, str]) -> None:
    cafe.stage.github.state.settings.runs = [
        Run(number, workflow, datetime.fromisoformat(f"{at}+09:00"))
        for number, (workflow, at) in enumerate(last, start=1)
    ]


def test_a_post_goes_out_though_no_schedule_wakes_anything(cafe: Cafe) -> None:
    cafe.bring_in(WINTER, "div-poster-01", ("section-chief-01",), "2026-12-10")
    runs(cafe, ("publish.yml", "2026-12-10T09:40"), ("watch.yml", "2026-12-10T08:23"))
    cafe.clock("2026-12-10T11:30")
    watched = "See that 配信 and 見回り still run"
    assert cafe.job("approval.yml", "judge")[watched] == 0  # a colleague reviews something
    assert started(cafe) == 1
    assert cafe.issues("配信の見張り") == ["open"]
    assert set(cafe.send().values()) == {0}  # what GitHub then runs
    assert len(cafe.stage.line.deliveries) == 1
    cafe.clock("2026-12-10T11:40")
    runs(cafe, ("publish.yml", "2026-12-10T11:31"), ("watch.yml", "2026-12-10T08:23"))
    assert cafe.job("approval.yml", "judge")[watched] == 0
    assert cafe.issues("配信の見張り") == ["closed"]


def test_the_watch_starts_the_sender_and_is_itself_missed(cafe: Cafe) -> None:
    cafe.clock("2026-12-11T11:30")
    runs(cafe, ("publish.yml", "2026-12-10T11:31"), ("watch.yml", "2026-12-09T08:23"))
    assert cafe.job("watch.yml", "watch")["Look around"] == 1
    assert started(cafe) == 1
    assert cafe.issues("配信の見張り") == ["open"]
    cafe.job("approval.yml", "judge")
    assert started(cafe) == 1  # it waits already
    assert cafe.issues("見回りの見張り") == ["open"]
