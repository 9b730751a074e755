"""The form of a correction, made from a sample post, keeps the rules as soon as its author has filled it in."""

import subprocess
from datetime import datetime
from pathlib import Path

import pytest

from scripts import new
from scripts.content.template import RIGHT_PROMPT, WRONG_PROMPT
from scripts.effects.content.load import post_in, setting_in
from scripts.effects.git.working_tree import WorkingTree
from scripts.rules.book import ask
from scripts.standins.samples import home
from scripts.text.dates import JAPAN

PROJECT = home(Path(__file__).parents[2])
NOW = datetime(2026, 12, 10, 10, 50, tzinfo=JAPAN)


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    subprocess.run(["cp", "-r", str(PROJECT / "content"), str(tmp_path)], check=True)
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    "post_id, author",
    [
        ("20261210-winter-soudan", "div-poster-01"),
        ("20261215-hoshifuri-story", "con-poster-02"),
        ("20261224-fuyumichi", "con-poster-01"),
    ],
)
def test_a_filled_in_correction_keeps_the_rules(checkout, post_id, author):
    name = f"{post_id}-teisei"
    assert new.main([name, "--corrects", post_id, "--author", author]) == 0
    (path,) = checkout.glob(f"content/posts/*/*/{name}/post.md")
    assert path.parts[-4] == ("contractor" if author.startswith("con") else "division")
    form = path.read_text("utf-8")
    assert "true" not in form.split("declarations:")[1].split("---")[0]

    tree = WorkingTree(checkout)
    where = path.relative_to(checkout).as_posix()
    setting = setting_in(tree, NOW, frozenset({post_id}))
    unfinished = [found for found in ask(post_in(tree, where), setting) if found.level == "error"]
    for prompt in (WRONG_PROMPT, RIGHT_PROMPT):
        assert any(prompt in finding.message for finding in unfinished)

    filled = (
        form.replace("false", "true")
        .replace(WRONG_PROMPT, "1月23日（日）")
        .replace(RIGHT_PROMPT, "1月23日（土）")
    )
    path.write_text(filled, "utf-8")
    post = post_in(tree, where)
    (original,) = checkout.glob(f"content/posts/*/*/{post_id}/post.md")
    assert post.corrects == post_id
    assert post.category == post_in(tree, original.relative_to(checkout).as_posix()).category
    assert [found for found in ask(post, setting) if found.level == "error"] == []


def test_only_a_post_that_is_there_can_be_corrected(checkout, capsys):
    assert new.main(["20261211-x", "--corrects", "20261211-y", "--author", "div-poster-01"]) == 2
    assert "20261211-y" in capsys.readouterr().err
    assert not list(checkout.glob("content/posts/*/*/20261211-x"))
