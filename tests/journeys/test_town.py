"""The town in which somebody follows SETUP.md by hand: it begins, it takes clicks, it runs nothing while Actions are off."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from tests.handbooks.workflows import ROOT
from tests.journeys.town.__main__ import NOW, answered, clicked_in, main
from tests.journeys.town.clicks import CLICKS

Town = tuple[Callable[..., str], dict[str, str], Path]


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    """A town that is served: how one clicks in it, what it printed for the shell, and its folder."""
    play = tmp_path / "play"
    served = [sys.executable, "-m", "tests.journeys.town", "serve", str(play)]
    with subprocess.Popen(
        served, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as serving:
        assert serving.stdout
        assert serving.stderr
        printed = list(iter(serving.stdout.readline, "# begin\n"))
        shell = dict(
            line.removeprefix("export ").strip().split("=", 1) for line in printed if "export" in line
        )

        def clicked(*words: str) -> str:
            return clicked_in(play, [*words])

        try:
            yield clicked, shell, play
        finally:
            serving.terminate()
            assert serving.stderr.read() == ""


def test_a_click_is_a_click_and_the_doctor_sees_it(town: Town) -> None:
    click, shell, _ = town
    assert shell["GITHUB_API_URL"].startswith("http://127.0.0.1:")
    for words, answer in (
        (("actions", "off"), "Actions: off"),
        (("actions", "perhaps"), "no: perhaps is none of: off | all | selected"),
        (("merge-methods", "merge"), "merge methods: merge"),
        (("run", "配信"), "Actions are off: publish.yml is not run"),
        (("fly", "away"), "there is no such click"),
        (("review", "7"), "this click is:\nreview"),
        (("review", "7", "nobody", "APPROVED"), "404 Not Found"),
        (("access", "a-stranger", "push"), "404 Not Found: nobody is called a-stranger"),
        (("access", "maintainer-02-example", "admin"), "maintainer-02-example: admin"),
        (("import-ruleset", "/nowhere.json"), "no: "),
    ):
        assert answer in click(*words)


def test_a_slip_is_answered_and_spoils_nothing(town: Town, tmp_path: Path) -> None:
    click, _, _ = town
    rulesets, other = ROOT / ".github/rulesets", tmp_path / "other.json"
    other.write_text("[]", "utf-8")
    click("import-ruleset", str(rulesets / "previews.json"))
    for words, answer in (
        (
            ("pushed", "fuyu", "maintainer-01-example"),
            "no: GitHub has no branch fuyu: push it with git first",
        ),
        (("pull-request", "fuyu", "maintainer-01-example", "冬"), "no: GitHub has no branch fuyu"),
        (("run", "配信"), "no: GitHub has no branch main"),
        (("import-ruleset", str(other)), "is no ruleset"),
        (("import-ruleset", str(rulesets / "previews.json")), "no: Name must be unique"),
        (("comments", "7"), "404 Not Found: there is no pull request 7"),
        (("close", "7"), "404 Not Found"),
        (("clock", "tomorrow"), "no: "),
        (("environment", ""), "no: an environment has a name"),
        (("new-account", "maintainer-01-example", "77"), "no: Username is not available"),
        (("new-account", "somebody-new", "-1"), "no: Username is not available"),
        (("new-account", "somebody-new", "77"), "somebody-new has the number 77"),
    ):
        assert answer in click(*words)
    assert click("actions", "off").startswith("Actions: off")


def test_a_click_at_which_the_town_breaks_is_told_to_whoever_clicked(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(town: Any) -> str:
        raise RuntimeError("nobody thought of that")

    monkeypatch.setitem(CLICKS, "fly", broken)
    told = answered(cast(Any, SimpleNamespace(stage=SimpleNamespace(now=NOW))), "fly", [])
    assert told.startswith("the town broke at this click, which is no fault of yours")
    assert "nobody thought of that" in told


def test_every_click_takes_a_minute(town: Town) -> None:
    click, _, _ = town
    moments = [click("phone").splitlines()[-1] for _ in range(2)]
    assert moments == ["[2026-12-07 09:01]", "[2026-12-07 09:02]"]
    assert click("clock", "2026-12-10T10:07").startswith("export CAFE_NOW=2026-12-10T10:07:00+09:00")


def test_main_takes_no_push_once_its_ruleset_is_active(town: Town, tmp_path: Path) -> None:
    click, shell, _ = town
    desk = tmp_path / "desk"
    who = ("-c", "user.name=m", "-c", "user.email=m@example.com")

    def git(*words: str) -> subprocess.CompletedProcess[str]:
        around = {**os.environ, **shell}
        command = ["git", "-C", str(desk), *who, *words]
        return subprocess.run(command, env=around, text=True, capture_output=True, check=False)

    desk.mkdir()
    git("init", "-q", "-b", "main")
    git("remote", "add", "origin", "https://github.com/hokkaido/cafe.git")
    for state, refused in (("", False), ("active", True), ("disabled", False)):
        if state == "active":
            assert "ruleset main: active" in click("import-ruleset", str(ROOT / ".github/rulesets/main.json"))
        if state == "disabled":
            assert "ruleset main: disabled" in click("enforcement", "main", "disabled")
        git("commit", "--allow-empty", "-qm", state or "first")
        pushed = git("push", "origin", "main")
        assert (pushed.returncode != 0) == refused, pushed.stderr
        assert ("Changes must be made through a pull request" in pushed.stderr) == refused


def test_the_clicks_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    main(["click", os.devnull])
    listed = re.findall(r"^(\S+) ", capsys.readouterr().out, re.MULTILINE)
    assert listed == [*CLICKS]
    assert {"import-ruleset", "enforcement", "workflow-permissions", "close"} <= {*listed}
