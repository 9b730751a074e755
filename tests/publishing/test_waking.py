"""The jobs watch one another: the sender is started when it is overdue, people are told, and all ends by itself."""

from datetime import datetime, timedelta

import pytest

from scripts.effects.content.load import account_in
from scripts.effects.local.environment import GitHub as Settings
from scripts.publishing.waking import wake
from scripts.standins.github.github import GitHub
from scripts.standins.github.settings import Run
from scripts.standins.samples import registers
from tests.handbooks.workflows import ROOT
from tests.rules.good_world import MemoryTree

ACCOUNT = account_in(MemoryTree(registers(ROOT)))
THURSDAY = datetime.fromisoformat("2026-12-10T11:30+09:00")
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@pytest.fixture
def github(tmp_path):
    clock = [THURSDAY]
    with GitHub(tmp_path, lambda: clock[0]) as it:
        it.clock = clock
        it.state.settings.labels.append("見回り")
        it.state.settings.runs = [Run(2, "watch.yml", THURSDAY - 3 * 60 * MINUTE)]
        yield it


def look(github, now=THURSDAY):
    github.clock[0] = now
    return wake(Settings(github.url, github.state.name, "rehearsal"), ACCOUNT, now)


def ran(github, ago, **run):
    github.state.settings.runs.append(
        Run(10 + len(github.state.settings.runs), "publish.yml", THURSDAY - ago, **run)
    )


def started(github):
    return [run for run in github.state.settings.runs if run.event == "workflow_dispatch"]


def open_issues(github):
    return [issue.title for issue in github.state.issues.values() if issue.state == "open"]


def test_while_it_runs_nobody_is_told(github):
    ran(github, 89 * MINUTE)
    assert look(github) == []
    assert (started(github), open_issues(github)) == ([], [])


def test_an_overdue_sender_is_started_once_and_the_issue_closes_when_it_runs_again(github):
    ran(github, 91 * MINUTE)
    for _ in range(2):
        assert look(github) == []
    assert [run.workflow for run in started(github)] == ["publish.yml"]
    (title,) = open_issues(github)
    assert title.startswith("配信の見張り")
    ran(github, MINUTE)
    look(github, THURSDAY + MINUTE)
    assert open_issues(github) == []


@pytest.mark.parametrize(
    ("last", "now", "wakes"),
    [
        ("2026-12-09T17:25", "2026-12-10T08:40", False),  # not open yet
        ("2026-12-09T17:25", "2026-12-10T10:05", False),  # 5 minutes of yesterday, 80 of today
        ("2026-12-09T17:25", "2026-12-10T10:15", True),
        ("2026-12-11T17:25", "2026-12-13T12:00", False),  # a Sunday
        ("2026-12-10T08:47", "2026-12-10T17:31", False),  # closed
    ],
)
def test_only_open_hours_count(github, last, now, wakes):
    github.state.settings.runs = [
        Run(1, "publish.yml", datetime.fromisoformat(f"{last}+09:00")),
        Run(2, "watch.yml", datetime.fromisoformat(f"{now}+09:00")),
    ]
    look(github, datetime.fromisoformat(f"{now}+09:00"))
    assert bool(started(github)) is wakes


def test_a_run_that_is_red_for_a_held_post_has_run_and_one_that_never_began_has_not(github):
    ran(github, 9 * MINUTE, conclusion="failure", steps={"Set up": "success", "Send": "failure"})
    look(github)
    assert started(github) == []
    github.state.settings.runs[-1].steps = {"Set up": "failure", "Send": "skipped"}
    look(github)
    assert len(started(github)) == 1


def test_the_watch_is_watched(github):
    ran(github, MINUTE)
    github.state.settings.runs[0].started = THURSDAY - 2 * DAY - MINUTE
    assert look(github) == ["見回りの見張り: 見回りが2日より長く動いていません"]
    assert len(open_issues(github)) == 1
    github.state.settings.runs.append(Run(9, "watch.yml", THURSDAY))
    assert look(github) == []
    assert open_issues(github) == []


def test_a_start_that_github_refuses_is_said(github):
    github.state.settings.actions_enabled = False
    (trouble,) = look(github)
    assert "確かめられませんでした" in trouble


def test_other_issues_are_left_alone(github):
    ran(github, MINUTE)
    github.state.settings.runs[0].started = THURSDAY - 3 * DAY
    look(github)
    issue = next(iter(github.state.issues.values()))
    issue.body = issue.body.replace("watch-silent", "something-else")
    github.state.settings.runs.append(Run(9, "watch.yml", THURSDAY))
    look(github)
    assert issue.state == "open"
