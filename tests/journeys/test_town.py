"""The town in which somebody follows SETUP.md by hand: it begins, it takes clicks, it runs nothing while Actions are off."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.handbooks.workflows import ROOT
from tests.journeys.town import clicks, main


def test_a_click_is_a_click_and_the_doctor_sees_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    play = str(tmp_path / "play")
    town = [sys.executable, "-m", "tests.journeys.town"]
    with subprocess.Popen([*town, "serve", play], cwd=ROOT, stdout=subprocess.PIPE, text=True) as serving:
        try:
            assert serving.stdout
            shell = [serving.stdout.readline() for _ in range(7)]
            assert any(line.startswith("export GITHUB_API_URL=http://127.0.0.1:") for line in shell)
            for words, answer in (
                (("actions", "off"), "Actions: off"),
                (("merge-methods", "merge"), "merge methods: merge"),
                (("run", "配信"), "Actions are off: publish.yml is not run"),
                (("fly", "away"), "there is no such click"),
                (("review", "7"), "there is no such click"),
            ):
                main(["click", play, *words])
                assert answer in capsys.readouterr().out
        finally:
            serving.terminate()


def test_the_clicks_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    main(["click", os.devnull])
    listed = re.findall(r"^(\S+)", capsys.readouterr().out, re.MULTILINE)
    assert [name.replace("-", "_") for name in listed] == clicks()
    assert "import-ruleset" in listed
