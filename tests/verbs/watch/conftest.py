"""The stage of a watch: everything is quiet, and the policy's page is this machine's own."""

from datetime import timedelta

import pytest

from scripts.standins.github.settings import Run
from tests.rehearsal.stage import Stage, git
from tests.verbs.watch.matters import POLICY_PAGE, page, put_page


@pytest.fixture
def stage(tmp_path):
    with Stage(tmp_path) as it:
        policy = it.desk / "content" / "policy.md"
        text = policy.read_text("utf-8")
        policy.write_text(
            text.replace("https://www.pref.example.jp/chiiki/line-policy.html", page(it, POLICY_PAGE)),
            "utf-8",
        )
        it.commit("maintainer-01", "掲示の場所")
        git(it.desk, "push", "-q", "origin", "main")
        body = text.split("---\n", 2)[2]
        put_page(it, POLICY_PAGE, body)
        it.github.state.settings.runs = [Run(1, "publish.yml", it.now + timedelta(days=400))]  # it runs well
        yield it


@pytest.fixture
def run(stage, monkeypatch, capsys):
    def run(verb, *options, **settings):
        monkeypatch.chdir(stage.checkout)
        for name in ("GITHUB_STEP_SUMMARY", "GITHUB_RUN_ID", "SENDING_PAUSED"):
            monkeypatch.delenv(name, raising=False)
        for name, value in stage.environment(**settings).items():
            monkeypatch.delenv(name, raising=False) if value is None else monkeypatch.setenv(name, value)
        capsys.readouterr()
        return verb.main([*options]), capsys.readouterr().out

    return run
