"""What is remembered of a run that found nothing to do."""

import subprocess
from pathlib import Path

import pytest

from scripts.effects.git.ledger_branch import SEAL, fetch
from scripts.effects.git.unchanged import nothing_moved, remember

SECRET = "a secret of the rehearsal"


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
    assert not nothing_moved(clone, "")


def test_unmoved_commits_need_no_second_look(clone: Path) -> None:
    remember(clone, *looked_at(clone), "")
    assert nothing_moved(clone, "")


def test_what_another_run_fetched_meanwhile_was_not_looked_at(clone: Path) -> None:
    """Two runs in one clone: the refs move between the reading and the remembering."""
    seen = looked_at(clone)
    git(clone, "commit", "--allow-empty", "-m", "brought by the other run")
    git(clone, "update-ref", "refs/remotes/origin/main", "HEAD")
    remember(clone, *seen, "")
    assert not nothing_moved(clone, "")


@pytest.mark.parametrize("moved", ["HEAD", "refs/remotes/origin/main", "refs/remotes/origin/ledger"])
def test_whatever_moved_is_looked_at_again(clone: Path, moved: str) -> None:
    remember(clone, *looked_at(clone), "")
    git(clone, "checkout", "--orphan", "elsewhere")
    git(clone, "commit", "--allow-empty", "-m", "another")
    git(clone, "tag", "another")
    git(clone, "checkout", "main")
    git(clone, "update-ref", moved, "another")
    assert not nothing_moved(clone, "")


def test_without_a_ledger_nothing_is_remembered(clone: Path) -> None:
    git(clone, "update-ref", "-d", "refs/remotes/origin/ledger")
    remember(clone, *looked_at(clone), "")
    assert not nothing_moved(clone, "")


@pytest.fixture
def two_clones(tmp_path: Path) -> tuple[Path, Path]:
    """Two fresh clones of one origin, which has a `main` and a `ledger`."""
    origin = tmp_path / "origin.git"
    git(tmp_path, "init", "-b", "main", str(tmp_path / "first"))
    git(tmp_path / "first", "commit", "--allow-empty", "-m", "first")
    git(tmp_path / "first", "branch", "ledger")
    git(tmp_path, "clone", "--bare", str(tmp_path / "first"), str(origin))
    clones = tmp_path / "one", tmp_path / "other"
    for clone in clones:
        git(tmp_path, "clone", str(origin), str(clone))
    return clones


def test_a_fresh_clone_knows_what_another_found(two_clones: tuple[Path, Path]) -> None:
    one, other = two_clones
    remember(one, *looked_at(one), SECRET)
    assert not nothing_moved(other, SECRET)
    fetch(other)
    assert nothing_moved(other, SECRET)


def test_a_seal_of_another_secret_or_of_other_commits_opens_nothing(two_clones: tuple[Path, Path]) -> None:
    one, other = two_clones
    remember(one, *looked_at(one), SECRET)
    fetch(other)
    assert not nothing_moved(other, "another secret")
    assert not nothing_moved(other, "")
    git(other, "commit", "--allow-empty", "-m", "a post")
    git(other, "update-ref", "refs/remotes/origin/main", "HEAD")
    assert not nothing_moved(other, SECRET)


def test_whoever_may_only_write_to_the_repository_blinds_nobody(two_clones: tuple[Path, Path]) -> None:
    """The commits themselves, or a seal of one's own making, are not the channel's seal."""
    one, other = two_clones
    remember(other, *looked_at(other), "")
    text = (other / ".git/cafe-at-rest").read_text()
    for forged in (text, "", "0" * 64):
        (one / "forged").write_text(forged)
        git(one, "push", "--force", "origin", f"{git(one, 'hash-object', '-w', 'forged')}:{SEAL}")
        fetch(one)
        assert git(one, "cat-file", "blob", SEAL) == forged
        assert not nothing_moved(one, SECRET)


def test_an_origin_that_takes_no_seal_changes_nothing(two_clones: tuple[Path, Path]) -> None:
    one, _ = two_clones
    git(one, "remote", "set-url", "--push", "origin", str(one / "nowhere"))
    remember(one, *looked_at(one), SECRET)
    assert nothing_moved(one, SECRET)
