"""The ledger's branch on real git repositories: two clones of one origin."""

import subprocess
from dataclasses import replace
from datetime import datetime

import pytest

from scripts.delivery.entry import Entry
from scripts.effects.git import ledger_branch
from scripts.effects.git.commands import GitFailed
from scripts.effects.git.fetching import fetch
from scripts.effects.git.ledger_branch import (
    Ledger,
    Moved,
    NotTaken,
    append,
    read_whole,
    sent_posts,
)
from scripts.text.dates import JAPAN

AT = datetime(2026, 12, 10, 10, 0, tzinfo=JAPAN)
UNANSWERED = Entry("unanswered", AT, "local", {"error": "timeout"})


def claim(key="0b1f2e3d-4c5b-4a69-8877-665544332211"):
    carried = {"content_sha": "a" * 40, "evidence": {}, "retry_key": key, "body_sha256": "b" * 64}
    return Entry("claimed", AT, "local", {**carried, "audience_estimate": None})


def run(root, *arguments):
    return subprocess.run(
        ["git", "-C", str(root), *arguments], check=True, capture_output=True, text=True
    ).stdout.strip()


@pytest.fixture
def origin(tmp_path):
    bare, first = tmp_path / "origin.git", tmp_path / "first"
    for path, *options in ((bare, "--bare"), (first,)):
        subprocess.run(["git", "init", "-q", "-b", "main", *options, str(path)], check=True)
    (first / "a.txt").write_text("a")
    run(first, "config", "user.name", "t")
    run(first, "config", "user.email", "t@example.com")
    run(first, "add", ".")
    run(first, "commit", "-qm", "one")
    run(first, "remote", "add", "origin", str(bare))
    run(first, "push", "-q", "origin", "main")
    return bare


def clone(origin, name):
    path = origin.parent / name
    subprocess.run(["git", "clone", "-q", str(origin), str(path)], check=True)
    fetch(path)
    return path


def test_lines_are_pushed_and_read_back_in_order_and_the_worktree_stays(origin):
    here, there = clone(origin, "here"), clone(origin, "there")
    assert read_whole(here) == Ledger("", "", {})
    ledger = append(here, read_whole(here), "20261210-a", claim())
    ledger = append(here, ledger, "20261210-a", UNANSWERED)
    ledger = append(here, ledger, "20261211-b", claim())
    fetch(there)
    assert read_whole(there) == ledger
    assert read_whole(there).posts["20261210-a"] == (claim(), UNANSWERED)
    assert run(here, "status", "--porcelain") == ""
    assert run(origin, "rev-list", "--count", "ledger") == "3"
    assert (
        run(origin, "log", "-1", "--format=%s%n%ad", "ledger")
        == "20261211-b: claimed\nThu Dec 10 10:00:00 2026 +0900"
    )


def test_the_second_of_two_writers_is_told_that_the_tip_moved(origin):
    here, there = clone(origin, "here"), clone(origin, "there")
    empty = read_whole(there)
    first = append(here, read_whole(here), "20261210-a", claim())
    assert append(there, empty, "20261210-a", claim("1" * 8 + "-1111-4111-8111-111111111111")) == Moved()
    fetch(there)
    second = append(there, read_whole(there), "20261210-a", UNANSWERED)
    assert append(here, first, "20261210-a", UNANSWERED.__class__("expired", AT, "local")) == Moved()
    assert read_whole(there) == second


def test_a_push_that_is_not_allowed_is_told_apart_from_a_race(origin):
    here = clone(origin, "here")
    hook = origin / "hooks" / "pre-receive"
    hook.write_text("#!/bin/sh\necho ledger is read-only >&2\nexit 1\n")
    hook.chmod(0o755)
    answer = append(here, read_whole(here), "20261210-a", claim())
    assert isinstance(answer, NotTaken)
    assert "read-only" in answer.why


def test_a_push_whose_answer_was_lost_counts_as_pushed(origin):
    """The hook runs after the branch has moved and breaks the connection before git hears of it."""
    here = clone(origin, "here")
    hook = origin / "hooks" / "post-receive"
    hook.write_text("#!/bin/sh\nkill -9 $PPID\n")
    hook.chmod(0o755)
    answer = append(here, read_whole(here), "20261210-a", claim())
    assert isinstance(answer, Ledger)
    assert answer.tip == run(origin, "rev-parse", "ledger")


def test_an_origin_out_of_reach_takes_nothing(origin):
    here = clone(origin, "here")
    origin.rename(origin.parent / "gone.git")
    assert isinstance(append(here, read_whole(here), "20261210-a", claim()), NotTaken)
    with pytest.raises(GitFailed):
        fetch(here)


def test_a_rewritten_ledger_is_not_followed(origin):
    here = clone(origin, "here")
    append(here, read_whole(here), "20261210-a", claim())
    run(origin, "update-ref", "refs/heads/ledger", run(origin, "rev-parse", "main"))
    with pytest.raises(GitFailed, match="書き換えられています"):
        fetch(here)


def test_a_ledger_line_that_a_hand_left_without_its_end_is_not_glued_to_the_next(origin):
    here = clone(origin, "here")
    run(here, "checkout", "-q", "--orphan", "ledger")
    run(here, "rm", "-rfq", ".")
    (here / "20261210-a.jsonl").write_text("by hand, no line end")
    (here / "deeper").mkdir()
    (here / "deeper" / "note.txt").write_text("kept")
    run(here, "add", ".")
    run(here, "-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "-qm", "hand")
    run(here, "push", "-q", "origin", "ledger")
    fetch(here)
    append(here, read_whole(here), "20261210-a", claim())
    fetch(here)
    assert [each.event for each in read_whole(here).posts["20261210-a"]] == ["unreadable", "claimed"]
    assert run(here, "show", "origin/ledger:deeper/note.txt") == "kept"


def test_a_local_ledger_counts_only_where_origin_has_none(origin):
    here = clone(origin, "here")
    commit = append(here, read_whole(here), "20261210-a", claim()).commit
    run(origin, "update-ref", "-d", "refs/heads/ledger")
    run(here, "update-ref", "-d", "refs/remotes/origin/ledger")
    run(here, "update-ref", "refs/heads/ledger", commit)
    kept = read_whole(here)
    assert (kept.commit, kept.tip) == (commit, "")
    assert append(here, kept, "20261210-a", UNANSWERED).posts["20261210-a"] == (claim(), UNANSWERED)
    assert run(origin, "rev-list", "--count", "ledger") == "2"


def test_the_number_of_git_processes_does_not_grow_with_the_posts(origin, monkeypatch):
    here = clone(origin, "here")
    ledger = read_whole(here)
    for number in range(12):
        ledger = append(here, ledger, f"20261210-{number}", claim())
    calls = []
    real = subprocess.run
    monkeypatch.setattr(
        subprocess, "run", lambda *given, **named: calls.append(given) or real(*given, **named)
    )
    assert len(read_whole(here).posts) == 12
    assert len(calls) == 4


def test_sent_posts_are_those_that_line_accepted(origin):
    here = clone(origin, "here")
    ledger = append(here, read_whole(here), "20261210-a", claim())
    ledger = append(here, ledger, "20261210-a", Entry("accepted", AT, "local", {"request_id": None}))
    append(here, ledger, "20261210-b", claim())
    assert sent_posts(here) == {"20261210-a"}


def test_a_ledger_without_end_is_read_from_its_small_files_and_the_others_are_unreadable(origin, monkeypatch):
    here = clone(origin, "here")
    ledger = append(here, read_whole(here), "20261210-small", UNANSWERED)
    ledger = append(here, ledger, "20261210-large", replace(UNANSWERED, carries={"error": "x" * 5_000}))
    fetch(here)
    assert read_whole(here).posts == ledger.posts
    monkeypatch.setattr(ledger_branch, "MOST_READ", 4_000)
    posts = read_whole(here).posts
    assert posts["20261210-small"] == (UNANSWERED,)
    assert [line.event for line in posts["20261210-large"]] == ["unreadable"]
