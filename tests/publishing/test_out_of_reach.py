"""GitHub, LINE, origin or a setting out of reach: held, and outcomes."""

from datetime import timedelta

import pytest

from scripts.effects.git.fetching import fetch
from tests.rehearsal.stage import WINTER, git


@pytest.mark.parametrize(
    ("setting", "reason"),
    [("GITHUB_API_URL", "evidence_unavailable"), ("LINE_API_ENDPOINT", "line_unavailable")],
)
def test_with_github_or_line_out_of_reach_the_post_is_held(due, outcomes, setting, reason):
    assert outcomes(**{setting: "http://127.0.0.1:9"}) == (1, {WINTER: ("held", reason)})


def test_with_origin_out_of_reach_every_known_post_is_held_and_nothing_sent(due, outcomes):
    fetch(due.checkout)
    git(due.checkout, "remote", "set-url", "origin", str(due.folder / "gone.git"))
    assert outcomes() == (1, {WINTER: ("held", "evidence_unavailable")})
    assert due.line.requests == []


@pytest.mark.parametrize(
    "name", ["LINE_CHANNEL_ID", "LINE_CHANNEL_SECRET", "GITHUB_TOKEN", "GITHUB_REPOSITORY"]
)
def test_a_missing_setting_is_a_wrong_question_that_names_it(due, run, name):
    code, output = run(**{name: None})
    assert (code, name in output.err) == (2, True)
    assert due.events() == []


def test_a_missing_secret_is_an_issue_with_the_click_until_it_is_there(own, run):
    for _ in range(2):
        assert run(LINE_CHANNEL_SECRET=None)[0] == 2
    (issue,) = own.github.state.issues.values()
    assert "LINE_CHANNEL_SECRET がありません" in issue.body and "「Environment secrets」" in issue.body
    assert "- 保守担当者: 「地域政策課 情報担当 専門主任」(@maintainer-01-example)\n" in issue.body
    assert run()[0] == 0
    assert (issue.state, len(own.line.deliveries)) == ("closed", 1)


def test_outside_a_checkout_is_a_wrong_question(stage, run, monkeypatch, tmp_path_factory):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", "/")
    stage.checkout = tmp_path_factory.mktemp("nowhere")
    code, output = run()
    assert code == 2
    assert "チェックアウト" in output.err


def test_a_ledger_that_may_not_be_written_sends_nothing(own, outcomes):
    hook = own.origin / "hooks" / "pre-receive"
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    assert outcomes() == (1, {WINTER: ("held", "ledger_unwritable")})
    assert own.line.deliveries == []


def test_what_was_sent_and_could_not_be_written_down_is_found_by_the_next_run(own, outcomes):
    hook = own.origin / "hooks" / "pre-receive"
    hook.write_text('#!/bin/sh\nread old new ref\n[ -z "${old%%*[1-9a-f]*}" ] && exit 1\nexit 0\n')
    hook.chmod(0o755)
    assert outcomes() == (1, {WINTER: ("held", "not_recorded")})
    assert own.events() == ["claimed"]
    hook.unlink()
    own.now += timedelta(minutes=10)
    assert outcomes() == (0, {WINTER: ("sent",)})
    assert own.ledger()[-1].carries["request_id"] == own.line.deliveries[0].request_id
    assert len(own.line.deliveries) == 1
