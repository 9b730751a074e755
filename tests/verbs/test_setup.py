"""`python -m scripts.setup`: what is derived is written, by the name of the division's own repository."""

import subprocess
from pathlib import Path

import pytest

from scripts import setup
from scripts.pull_requests.codeowners import OWNERS
from scripts.pull_requests.editor_links import repository_in
from scripts.standins.samples import program

ROOT = Path(__file__).parents[2]


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for path, raw in program(ROOT).items():
        if path in (OWNERS, setup.LINKED, "content/roster.yml"):
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_bytes(raw)
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_links_open_the_repository_that_is_named(checkout: Path) -> None:
    assert setup.main(["--repository", "hokkaido/cafe"]) == 0
    text = (checkout / setup.LINKED).read_text("utf-8")
    assert repository_in(text) == "hokkaido/cafe"
    assert "OWNER/REPOSITORY" not in text


def test_once_named_it_is_remembered(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    setup.main(["--repository", "hokkaido/cafe"])
    capsys.readouterr()
    assert setup.main([]) == 0
    assert capsys.readouterr().out == "書き直すものはありません。いまのままで合っています。\n"
    assert repository_in((checkout / setup.LINKED).read_text("utf-8")) == "hokkaido/cafe"


def test_the_rules_page_is_written_from_the_rules(checkout: Path) -> None:
    assert setup.main([]) == 0
    assert (checkout / setup.RULES).read_text("utf-8") == (ROOT / setup.RULES).read_text("utf-8")


def test_a_new_section_chief_becomes_an_owner(checkout: Path) -> None:
    roster = checkout / "content/roster.yml"
    text = roster.read_text("utf-8")
    roster.write_text(text.replace("section-chief-01-example", "next-chief-example"), "utf-8")
    assert setup.main([]) == 0
    assert "/content/ @next-chief-example" in (checkout / OWNERS).read_text("utf-8")


@pytest.mark.parametrize("name", ["cafe", "a/b/c", "a/b?x=1", "a/b#", "", "OWNER/NAME"])
def test_a_name_that_is_no_repository_is_refused(checkout: Path, name: str) -> None:
    page = checkout / setup.LINKED
    without = page.read_text("utf-8").split("[new-division-article]: ")[0]
    page.write_text(without, "utf-8")
    assert setup.main(["--repository", name]) == 2
    assert page.read_text("utf-8") == without
