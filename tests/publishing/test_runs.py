"""Each line of the ledger against the run that it names, as GitHub's stand-in keeps it."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from scripts.content.roster import read_roster
from scripts.delivery.entry import Entry
from scripts.effects.github.api import Api
from scripts.publishing.auditing.runs import written_by_runs
from scripts.reading.document import read_yaml_file
from scripts.records.record import Record
from scripts.standins.github.settings import Run
from tests.approvals.cafe import ROSTER, Cafe

POST_ID = "20261210-winter-soudan"
BY = {"by": "section-chief-01", "actor": "section-chief-01-example", "note": "x"}
LINES: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    "claimed": ("publish.yml", {}),
    "accepted": ("publish.yml", {}),
    "settled": ("decide.yml", {"found": "sent", **BY}),
    "stopped": ("decide.yml", BY),
    "measured": ("watch.yml", {}),
}


def asked(cafe: Cafe, event: str, run: Run | None, **carries: str) -> list[bool | None]:
    if run is not None:
        cafe.github.state.settings.runs.append(run)
    line = Entry(event, cafe.now, "https://github.com/o/n/actions/runs/77", {**LINES[event][1], **carries})
    roster = read_roster(read_yaml_file("content/roster.yml", ROSTER.encode()))
    return [
        answer.holds for answer in written_by_runs(Api(cafe.settings), Record(POST_ID, (line,)), [roster])
    ]


def run_of(cafe: Cafe, event: str, **changes: Any) -> Run:
    actor = cafe.github.state.accounts[changes.pop("by", "section-chief-01-example")]
    kind = {"workflow": LINES[event][0], "started": cafe.now, "title": f"{event} {POST_ID}", "actor": actor}
    return Run(77, **{**kind, **changes})


@pytest.mark.parametrize("event", LINES)
def test_a_line_that_its_run_wrote_holds(cafe: Cafe, event: str) -> None:
    assert asked(cafe, event, run_of(cafe, event)) == [True]


@pytest.mark.parametrize("event", LINES)
def test_a_run_of_another_workflow_or_day_is_none(cafe: Cafe, event: str) -> None:
    assert asked(cafe, event, run_of(cafe, event, workflow="test.yml")) == [False]
    cafe.github.state.settings.runs.clear()
    for hours in (-5, 5):
        cafe.github.state.settings.runs.clear()
        other = run_of(cafe, event, started=cafe.now + timedelta(hours=hours))
        assert asked(cafe, event, other) == [False], hours


@pytest.mark.parametrize("event", ["settled", "stopped"])
def test_a_decision_is_that_of_whoever_clicked_about_this_post(cafe: Cafe, event: str) -> None:
    assert asked(cafe, event, run_of(cafe, event, title=f"{event} 20261211-other")) == [False]
    cafe.github.state.settings.runs.clear()
    assert asked(cafe, event, run_of(cafe, event, by="div-poster-01-example")) == [False]
    assert asked(cafe, event, None, by="div-poster-01") == [True], "the one who clicked"
    assert asked(cafe, event, None, by="nobody") == [False]


def test_a_run_that_github_keeps_no_more_says_nothing(cafe: Cafe) -> None:
    assert asked(cafe, "claimed", None) == []


def test_a_github_that_does_not_answer_leaves_it_open(cafe: Cafe) -> None:
    cafe.github.fail("actions/runs", 500, times=9)
    assert asked(cafe, "claimed", run_of(cafe, "claimed")) == [None]
