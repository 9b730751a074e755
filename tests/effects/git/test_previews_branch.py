"""Real git: pictures are added, never replaced, whoever else pushes."""

import subprocess
from pathlib import Path

import pytest

from scripts.effects.git import previews_branch as previews
from scripts.effects.git.commands import GitFailed, git, line_of


@pytest.fixture
def clones(tmp_path: Path) -> tuple[Path, Path]:
    subprocess.run(["git", "init", "-q", "--bare", tmp_path / "origin"], check=True)
    for name in ("one", "two"):
        subprocess.run(
            ["git", "clone", "-q", tmp_path / "origin", tmp_path / name], check=True, capture_output=True
        )
    return tmp_path / "one", tmp_path / "two"


def names(root: Path, commit: str) -> list[str]:
    return git(root, "ls-tree", "--name-only", commit).decode().split()


def test_the_first_picture_makes_the_branch(clones: tuple[Path, Path]) -> None:
    root, _ = clones
    commit = previews.keep(root, {"a.png": b"A"}, "first")
    assert line_of(root, "ls-remote", "origin", previews.BRANCH).split()[0] == commit
    assert git(root, "cat-file", "blob", f"{commit}:a.png") == b"A"


def test_a_second_publisher_adds_to_what_it_has_not_seen(clones: tuple[Path, Path]) -> None:
    one, two = clones
    first = previews.keep(one, {"a.png": b"A"}, "first")
    second = previews.keep(two, {"b.png": b"B"}, "second")
    assert names(two, second) == ["a.png", "b.png"]
    assert line_of(two, "rev-parse", f"{second}^") == first


def test_a_push_that_comes_in_between_is_not_lost(
    clones: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = clones
    previews.keep(one, {"a.png": b"A"}, "first")
    tip, seen = previews._tip, []

    def slow(root: Path) -> str:
        found = tip(root)
        if not seen:
            seen.append(previews._add(two, tip(two), {"b.png": b"B"}, "in between"))
        return found

    monkeypatch.setattr(previews, "_tip", slow)
    assert names(one, previews.keep(one, {"c.png": b"C"}, "third")) == ["a.png", "b.png", "c.png"]


def test_an_origin_that_takes_nothing_is_an_error(clones: tuple[Path, Path]) -> None:
    root, _ = clones
    hook = root.parent / "origin/hooks/pre-receive"
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    with pytest.raises(GitFailed):
        previews.keep(root, {"a.png": b"A"}, "refused")
