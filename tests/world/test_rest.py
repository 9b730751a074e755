"""What is remembered of a run that found nothing to do."""

import subprocess
from pathlib import Path

import pytest

from scripts.world.rest import nothing_moved, remember


def git(where: Path, *arguments: str) -> str:
    who = ("-c", "user.name=Sample", "-c", "user.email=sample@example.jp")
    done = subprocess.run(
        ["git", "-C", str(where), *who, *arguments], check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def looked_at(where: Path) -> tuple[str, str]:
    """The commits that a run reads."""
    return git(where, "rev-parse", "refs/remotes/origin/main"), git(where, "rev-parse", "main")


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A clone whose origin has a `main` and a `ledger`."""
    where = tmp_path / "clone"
    where.mkdir()
    git(where, "init", "-b", "main")
    git(where, "commit", "--allow-empty", "-m", "first")
    for branch in ("main", "ledger"):
        git(where, "update-ref", f"refs/remotes/origin/{branch}", "HEAD")
    return where


def test_nothing_is_remembered_at_first(clone: Path) -> None:
    assert not nothing_moved(clone)


def test_unmoved_commits_need_no_second_look(clone: Path) -> None:
    remember(clone, *looked_at(clone))
    assert nothing_moved(clone)


def test_what_another_run_fetched_meanwhile_was_not_looked_at(clone: Path) -> None:
    """Two runs in one clone: the refs move between the reading and the remembering."""
    seen = looked_at(clone)
    git(clone, "commit", "--allow-empty", "-m", "brought by the other run")
    git(clone, "update-ref", "refs/remotes/origin/main", "HEAD")
    remember(clone, *seen)
    assert not nothing_moved(clone)


@pytest.mark.parametrize("moved", ["HEAD", "refs/remotes/origin/main", "refs/remotes/origin/ledger"])
def test_whatever_moved_is_looked_at_again(clone: Path, moved: str) -> None:
    remember(clone, *looked_at(clone))
    git(clone, "checkout", "--orphan", "elsewhere")
    git(clone, "commit", "--allow-empty", "-m", "another")
    git(clone, "tag", "another")
    git(clone, "checkout", "main")
    git(clone, "update-ref", moved, "another")
    assert not nothing_moved(clone)


def test_without_a_ledger_nothing_is_remembered(clone: Path) -> None:
    git(clone, "update-ref", "-d", "refs/remotes/origin/ledger")
    remember(clone, *looked_at(clone))
    assert not nothing_moved(clone)
