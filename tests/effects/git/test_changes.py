"""What a working tree changes: what is committed or staged at any age, and what git was not told where work is done."""

import subprocess
from datetime import datetime
from pathlib import Path

import pytest

from scripts.effects.git.changes import changes_since
from scripts.text.dates import JAPAN

NOW = datetime(2026, 12, 4, 10, 0, tzinfo=JAPAN)
LAST_YEAR, LONG_AGO = (
    f"content/posts/division/{day[:4]}/{day}-a/post.md" for day in ("20251201", "20100401")
)
ROSTER, NEW = "content/roster.yml", "content/posts/division/2026/20261210-new/post.md"
PROGRAM = "scripts/check.py"


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A checkout with two posts of other years and a register; `base` is where it stands."""
    git(tmp_path, "init", "-q", "-b", "main")
    for path in (LAST_YEAR, LONG_AGO, ROSTER, PROGRAM):
        write(tmp_path, path, "as it was\n")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "base")
    git(tmp_path, "tag", "base")
    return tmp_path


def git(where: Path, *arguments: str) -> None:
    who = ("-c", "user.name=Sample", "-c", "user.email=sample@example.jp")
    subprocess.run(["git", "-C", str(where), *who, *arguments], check=True, capture_output=True)


def write(where: Path, path: str, text: str) -> None:
    (where / path).parent.mkdir(parents=True, exist_ok=True)
    (where / path).write_text(text)


def touched(clone: Path) -> tuple[str, ...]:
    return changes_since(clone, "base", NOW).paths


def test_an_untouched_tree_changes_nothing(clone: Path) -> None:
    (clone / ROSTER).touch()
    assert touched(clone) == ()


@pytest.mark.parametrize("path", [LAST_YEAR, ROSTER, NEW, PROGRAM])
def test_what_lies_on_the_desk_counts(clone: Path, path: str) -> None:
    write(clone, path, "changed\n")
    assert touched(clone) == (path,)


@pytest.mark.parametrize("told", [("add", "-A"), ("commit", "-q", "-a", "-m", "x")])
def test_what_git_was_told_counts_at_any_age(clone: Path, told: tuple[str, ...]) -> None:
    write(clone, LONG_AGO, "changed\n")
    assert touched(clone) == ()  # nobody works there: only what git knows is looked at
    git(clone, *told)
    assert touched(clone) == (LONG_AGO,)


def test_a_file_that_goes_is_a_change_and_nothing_new(clone: Path) -> None:
    (clone / ROSTER).unlink()
    git(clone, "rm", "-q", LAST_YEAR)
    write(clone, NEW, "a draft\n")
    git(clone, "add", NEW)
    assert changes_since(clone, "base", NOW).added == (NEW,)
    (clone / NEW).unlink()
    found = changes_since(clone, "base", NOW)
    assert (found.paths, found.added) == (tuple(sorted((ROSTER, LAST_YEAR, NEW))), ())


def test_what_main_did_meanwhile_is_not_ours(clone: Path) -> None:
    git(clone, "switch", "-q", "-c", "ours")
    write(clone, NEW, "a draft\n")
    git(clone, "add", "-A")
    git(clone, "commit", "-q", "-m", "ours")
    git(clone, "switch", "-q", "main")
    write(clone, ROSTER, "theirs\n")
    git(clone, "commit", "-q", "-a", "-m", "theirs")
    git(clone, "switch", "-q", "ours")
    assert changes_since(clone, "main", NOW).paths == (NEW,)
