"""Real git: one commit holds the pictures of the open pull requests, whoever else pushes."""

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


def on_origin(root: Path) -> str:
    return line_of(root, "ls-remote", "origin", previews.BRANCH).split()[0]


def test_the_first_picture_makes_the_branch(clones: tuple[Path, Path]) -> None:
    root, _ = clones
    assert previews.keep(root, 1, {"a.png": b"A"}, [1]) == {"a.png": "1-a.png"}
    assert git(root, "cat-file", "blob", f"{on_origin(root)}:1-a.png") == b"A"


def test_it_keeps_what_open_pull_requests_need_in_one_commit(clones: tuple[Path, Path]) -> None:
    one, two = clones
    previews.keep(one, 1, {"a.png": b"A"}, [1])
    previews.keep(one, 11, {"b.png": b"B"}, [1, 11])
    previews.keep(one, 2, {"c.png": b"C"}, [1, 2, 11])
    previews.keep(two, 2, {"d.png": b"D"}, [2, 11])  # a newer version of 2; 1 is merged
    git(one, "fetch", "-q", "origin", previews.BRANCH)
    assert names(one, on_origin(one)) == ["11-b.png", "2-d.png"]
    assert line_of(one, "rev-list", "--count", on_origin(one)) == "1"


def test_a_push_that_comes_in_between_is_not_lost(
    clones: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = clones
    previews.keep(one, 1, {"a.png": b"A"}, [1])
    tip, seen = previews.tip_of, []

    def slow(root: Path, branch: str) -> str:
        found = tip(root, branch)
        if not seen:
            seen.append(root)
            previews._write(two, {"2-b.png": b"B"}, (b"1-",))
        return found

    monkeypatch.setattr(previews, "tip_of", slow)
    previews.keep(one, 3, {"c.png": b"C"}, [1, 2, 3])
    assert names(one, on_origin(one)) == ["1-a.png", "2-b.png", "3-c.png"]


def test_an_origin_that_takes_nothing_is_an_error(clones: tuple[Path, Path]) -> None:
    root, _ = clones
    hook = root.parent / "origin/hooks/pre-receive"
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    with pytest.raises(GitFailed):
        previews.keep(root, 1, {"a.png": b"A"}, [1])
