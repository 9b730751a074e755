"""What people read of a post that LINE was asked for, while nobody knows yet whether it arrived."""

import json
from datetime import timedelta

import pytest

from scripts import watch
from tests.publishing.staged import issues
from tests.rehearsal.stage import DUE, WINTER

CORRECTION = "20261210-teisei"


def titles(stage) -> list[str]:
    """The first line of each comment on the post's pull request."""
    return [comment.body.partition("\n")[0] for comment in stage.github.state.comments]


@pytest.mark.parametrize("died", [False, True], ids=["after a run that told people", "after one that died"])
def test_a_pause_does_not_turn_a_post_that_may_have_arrived_into_one_that_was_not_sent(due, outcomes, died):
    due.line.fail(*["accept, drop"] * 3)
    outcomes()
    if died:
        due.github.state.comments.clear()
    due.now += timedelta(minutes=32)
    assert outcomes(SENDING_PAUSED="true", GITHUB_EVENT_NAME="schedule")[1] == {WINTER: ("waiting", "paused")}
    assert len(due.line.deliveries) == 1
    assert titles(due) == ["**届いたかどうか、まだ分かりません(待っています)**"]
    comment = due.github.state.comments[0].body
    assert "もう届いているかもしれません" in comment and "手で送り直さないでください" in comment
    assert "承認を受け直して" not in comment and "課題(Issue)" not in comment
    assert issues(due) == [(f"止めています: {WINTER}", "open")]
    outcomes()
    assert titles(due)[1:] == ["**配信しました**"] and issues(due)[0][1] == "closed"


def test_a_rate_limit_after_a_lost_answer_does_not_say_that_nothing_was_sent(due, outcomes):
    due.line.fail("accept, drop", "429 rate")
    assert outcomes()[1] == {WINTER: ("waiting", "rate_limited")}
    assert len(due.line.deliveries) == 1
    assert titles(due) == ["**届いたかどうか、まだ分かりません(待っています)**"]
    assert "二重には届きません" in due.github.state.comments[0].body


def test_the_issue_of_a_doubt_stays_open_while_another_run_may_be_sending(due, outcomes):
    due.line.fail(*["500"] * 3)
    outcomes()
    assert outcomes()[1] == {WINTER: ("waiting", "claimed_elsewhere")}
    assert issues(due) == [(f"止めています: {WINTER}", "open")]
    (issue,) = due.github.state.issues.values()
    assert "届いたかどうか、まだ分かりません" in issue.body and "このままでは配信されません" not in issue.body


@pytest.mark.parametrize("hours", [1, 24], ids=["claimed", "uncertain"])
def test_a_correction_of_a_post_that_may_have_arrived_is_not_told_that_it_has_not(stage, run, hours):
    stage.write_post()
    stage.bring()
    stage.now = DUE
    stage.line.fail(*["accept, drop"] * 6)
    run()
    stage.now += timedelta(hours=hours)
    stage.write_post(post_id=CORRECTION, title="冬の相談会についての訂正", corrects=WINTER)
    stage.bring()
    code, output = run("--format", "json")
    message = next(
        post["message"] for post in json.loads(output.out)["posts"] if post["post_id"] == CORRECTION
    )
    assert code == 1 and len(stage.line.deliveries) == 1
    assert "まだ配信されていません" not in message
    assert f"投稿「{WINTER}」は、届いたかどうかがまだ分かりません" in message


def test_the_watch_does_not_close_a_doubt_because_of_a_pause_either(due, run, monkeypatch):
    due.line.fail(*["accept, drop"] * 3)
    run()
    due.now += timedelta(hours=1)
    monkeypatch.setenv("SENDING_PAUSED", "true")
    watch.main([])
    assert issues(due) == [(f"止めています: {WINTER}", "open")]
