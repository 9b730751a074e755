"""A broadcast that LINE counts and no line of the ledger explains: one issue, which only a person closes."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from scripts import publish, watch
from scripts.text.dates import JAPAN
from tests.rehearsal.stage import DUE, WINTER, Stage, git


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    with Stage(tmp_path) as stage:

        def run(*options, **settings):
            monkeypatch.chdir(stage.checkout)
            for name, value in stage.environment(**settings).items():
                monkeypatch.setenv(name, value)
            capsys.readouterr()
            return watch.main([*options]), capsys.readouterr().out

        stage.now = datetime(2026, 12, 12, 10, 0, tzinfo=JAPAN)
        run.stage = stage
        yield run


def matters(stage):
    return [issue for issue in stage.github.state.issues.values() if "behind/" in issue.body]


def test_a_quiet_account_is_no_matter(run):
    assert run("--measure") == (0, "")
    assert matters(run.stage) == []


def test_a_send_from_the_console_becomes_one_issue_that_a_person_closes(run):
    stage = run.stage
    stage.line.account.console_broadcasts["20261211"] = 1200
    for _ in range(2):
        code, said = run("--measure")
        assert (code, "配信台帳にない配信があります: 2026-12-11" in said) == (1, True)
    assert [issue.state for issue in matters(stage)] == ["open"]
    assert "のべ1,200人" in matters(stage)[0].body
    run()  # the daily watch knows nothing of LINE's counts and leaves it alone
    assert [issue.state for issue in matters(stage)] == ["open"]
    matters(stage)[0].state = "closed"
    run("--measure")
    stage.now += timedelta(days=5)
    assert run("--measure") == (0, "")
    assert [issue.state for issue in matters(stage)] == ["closed"]


def test_when_line_or_github_says_nothing_the_next_run_asks_again(run):
    stage = run.stage
    stage.line.account.console_broadcasts["20261211"] = 1200
    assert "LINEの配信数を確認できず" in run("--measure", LINE_API_ENDPOINT="http://127.0.0.1:9")[1]
    assert "課題(Issue)を書けませんでした" in run("--measure", GITHUB_API_URL="http://127.0.0.1:9")[1]
    assert matters(stage) == []
    run("--measure")
    assert len(matters(stage)) == 1


def test_our_own_broadcast_is_explained(run):
    stage = run.stage
    stage.now = DUE - timedelta(days=2)
    stage.write_post()
    stage.bring()
    stage.now = DUE
    run()  # sets the scene
    assert publish.main([]) == 0
    assert len(stage.line.deliveries) == 1
    stage.now = DUE + timedelta(days=1)
    assert run("--measure") == (0, "")


def test_a_broadcast_of_somebody_else_is_told_whatever_copies_the_ledger_holds(run):
    """Another post's file carries the lines of the one that went out: same text, same number at LINE."""
    stage = run.stage
    stage.now = DUE - timedelta(days=2)
    stage.write_post()
    stage.bring()
    stage.now = DUE
    run()
    assert publish.main([]) == 0
    (sent,) = stage.line.deliveries
    stage.line.deliveries.append(replace(sent, request_id="somebody-elses"))
    desk = stage.folder / "ledger-desk"
    git(stage.folder, "clone", "-q", "-b", "ledger", str(stage.origin), str(desk))
    lines = (desk / f"{WINTER}.jsonl").read_bytes()
    (desk / "20261210-copy.jsonl").write_bytes(lines)
    git(desk, "add", "-A")
    git(desk, "-c", "user.name=x", "-c", "user.email=x@example.jp", "commit", "-qm", "x")
    git(desk, "push", "-q", "origin", "ledger")
    stage.now = DUE + timedelta(days=1)
    code, said = run("--measure")
    assert (code, "配信台帳にない配信があります: 2026-12-10" in said) == (1, True)
