"""What each job fetches, by its own command: anybody who may push makes branches whose names are almost the ledger's."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.handbooks.workflows import FILES, jobs, read, steps

STEP = "Fetch the whole history of main and the ledger, and no other branch"
COMMANDS = {
    f"{file.stem} {name}": step["run"]
    for file in FILES
    for name, job in jobs(read(file.read_text("utf-8"))).items()
    for step in steps(job)
    if step["name"] == STEP
}
HOSTILE = ("ledger-x", "ledgers", "ledger.d/x", "a/refs/heads/ledger", "refs/heads/ledger", "x/ledger")


def git(place: Path, *arguments: str) -> str:
    who = ("-c", "user.name=somebody", "-c", "user.email=somebody@example.com")
    done = subprocess.run(
        ["git", "-C", str(place), *who, *arguments], check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


@pytest.fixture
def origin(tmp_path: Path) -> Path:
    """An origin with two commits on `main`, a branch under each hostile name, and no ledger yet."""
    place = tmp_path / "origin.git"
    place.mkdir()
    git(place, "init", "-q", "--bare", "-b", "main")
    git(place, "config", "uploadpack.allowFilter", "true")
    tree = git(place, "mktree")
    first = git(place, "commit-tree", tree, "-m", "first")
    git(place, "update-ref", "refs/heads/main", git(place, "commit-tree", tree, "-p", first, "-m", "second"))
    for name in HOSTILE:
        stranger = git(place, "commit-tree", tree, "-m", f"not the ledger: {name}")
        git(place, "update-ref", f"refs/heads/{name}", stranger)
    return place


def start_ledger(origin: Path) -> str:
    tree = git(origin, "mktree")
    first = git(origin, "commit-tree", tree, "-m", "claimed")
    tip = git(origin, "commit-tree", tree, "-p", first, "-m", "accepted")
    git(origin, "update-ref", "refs/heads/ledger", tip)
    return tip


def fetched(origin: Path, command: str, path: str = "") -> tuple[int, dict[str, str], Path]:
    """The command in a clone of one commit, as `actions/checkout` leaves it: exit code, what it knows of origin, the clone."""
    clone = origin.parent / "clone"
    git(
        origin.parent,
        "clone",
        "-q",
        "--no-tags",
        "--depth=1",
        "--branch=main",
        f"file://{origin}",
        str(clone),
    )
    around = {**os.environ, "GITHUB_SHA": git(clone, "rev-parse", "HEAD"), "PATH": path + os.environ["PATH"]}
    ran = subprocess.run(["bash", "-e", "-c", command], cwd=clone, env=around, check=False)
    listing = git(
        clone, "for-each-ref", "--format=%(refname) %(objectname)", "refs/remotes", "refs/tags"
    ).splitlines()
    refs = dict(row.split(" ") for row in listing)
    refs.pop("refs/remotes/origin/HEAD", None)
    return ran.returncode, refs, clone


@pytest.mark.parametrize("job", COMMANDS)
def test_a_branch_with_almost_the_ledgers_name_is_not_fetched(origin: Path, job: str) -> None:
    tip = start_ledger(origin)
    code, refs, clone = fetched(origin, COMMANDS[job])
    main = git(origin, "rev-parse", "refs/heads/main")
    assert (code, refs) == (0, {"refs/remotes/origin/main": main, "refs/remotes/origin/ledger": tip})
    assert git(clone, "rev-list", "--count", "refs/remotes/origin/main") == "2"
    assert git(clone, "rev-list", "--count", "refs/remotes/origin/ledger") == "2"


@pytest.mark.parametrize("job", COMMANDS)
def test_before_the_first_send_there_is_no_ledger_whatever_is_called_alike(origin: Path, job: str) -> None:
    code, refs, _ = fetched(origin, COMMANDS[job])
    assert (code, [*refs]) == (0, ["refs/remotes/origin/main"])


@pytest.mark.parametrize("job", COMMANDS)
def test_an_origin_that_does_not_say_whether_there_is_a_ledger_ends_the_job(
    origin: Path, tmp_path: Path, job: str
) -> None:
    """Nobody goes on as if nothing had ever been sent."""
    start_ledger(origin)
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "git").write_text(
        '#!/bin/sh\n[ "$1" = ls-remote ] && exit 128\nexec /usr/bin/git "$@"\n', "utf-8"
    )
    (tools / "git").chmod(0o755)
    code, _, _ = fetched(origin, COMMANDS[job], f"{tools}:")
    assert code != 0


def test_every_job_that_works_fetches_so() -> None:
    assert len(COMMANDS) == 9
