"""What `main` and the ledger say together."""

import os
import shutil
from datetime import timedelta
from pathlib import Path

from scripts.effects.git.fetching import fetch
from tests.rehearsal.stage import DUE, WINTER, git


def test_a_sent_post_that_changes_is_rejected_by_name(own, outcomes):
    outcomes()
    own.write_post(title="直した題")
    own.bring()
    assert outcomes() == (1, {WINTER: ("rejected", "sent_post_changed")})


def test_a_sent_post_that_moves_or_comes_back_is_rejected_by_name(own, outcomes):
    outcomes()
    old, new = (f"content/posts/{side}/2026/{WINTER}" for side in ("division", "contractor"))
    (own.desk / new).parent.mkdir(parents=True)
    git(own.desk, "mv", old, new)
    own.bring()
    assert outcomes() == (1, {WINTER: ("rejected", "post_id_reused")})
    (own.desk / old).parent.mkdir(parents=True, exist_ok=True)
    git(own.desk, "mv", new, old)
    own.bring()
    assert outcomes() == (1, {WINTER: ("rejected", "post_id_reused")})
    assert len(own.line.deliveries) == 1


def test_a_post_in_a_wrong_shape_is_held_by_name(stage, outcomes):
    folder = stage.write_post()
    (folder / "post.md").rename(folder / "Post.md")
    stage.bring()
    stage.now = DUE
    assert outcomes() == (1, {WINTER: ("held", "not_a_post")})


def test_a_rewritten_main_is_held(own, outcomes):
    outcomes()
    git(own.desk, "-c", "user.name=x", "-c", "user.email=x@example.com", "commit", "-q", "--amend", "--no-edit", "--date=2026-12-01T00:00:00+09:00",
        "--author=x <x@example.jp>")  # fmt: skip
    git(own.desk, "push", "-q", "-f", "origin", "main")
    assert outcomes() == (1, {WINTER: ("held", "history_rewritten")})


def test_a_rewritten_ledger_sends_nothing(own, outcomes):
    outcomes()
    git(own.origin, "update-ref", "refs/heads/ledger", git(own.origin, "rev-parse", "main"))
    code, _ = outcomes()
    assert code == 1
    assert len(own.line.deliveries) == 1


def test_a_ledger_line_that_nobody_can_read_holds_its_post_alone(own, outcomes):
    fetch(own.checkout)
    git(own.desk, "checkout", "-q", "--orphan", "ledger")
    git(own.desk, "rm", "-rfq", ".")
    (own.desk / f"{WINTER}.jsonl").write_text("{\n", "utf-8")
    own.commit("maintainer-01", "by hand")
    git(own.desk, "push", "-q", "origin", "ledger")
    assert outcomes() == (1, {WINTER: ("held", "ledger_damaged")})
    assert own.line.requests == []


def test_whoever_obeys_the_sentence_sends_nothing_twice(stage, outcomes):
    """GitHub's index lags for an hour: the author is told to take the post away and to write it anew, and does so."""
    folder = stage.write_post()
    stage.now = DUE - timedelta(minutes=30)
    stage.github.state.index_lag = timedelta(hours=1)
    stage.bring()
    stage.now = DUE
    assert outcomes() == (1, {WINTER: ("rejected", "no_pull_request")})
    (issue,) = stage.github.state.issues.values()
    assert (
        "先にこの投稿のフォルダを main から消して" in issue.body
        and "プルリクエストを通らずに" not in issue.body
    )
    stage.github.state.index_lag = timedelta(0)
    shutil.rmtree(folder)
    stage.bring()
    stage.write_post(post_id=f"{WINTER}-2")
    stage.bring()
    for hour in (1, 2):
        stage.now = DUE + timedelta(hours=hour)
        outcomes()
    assert len(stage.line.deliveries) == 1


def put(stage, name: bytes):
    path = Path(os.fsdecode(os.fsencode(stage.desk) + b"/content/posts/division/2026/" + name))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("x", "utf-8")
    stage.bring()


def test_a_file_that_was_put_beside_the_folder_does_not_make_a_sent_post_a_changed_one(own, outcomes):
    outcomes()
    put(own, f"{WINTER}.jpg".encode())
    assert outcomes() == (1, {f"division/2026/{WINTER}.jpg": ("held", "not_a_post")})


def test_a_folder_whose_name_is_no_utf8_holds_no_other_post(own, outcomes):
    put(own, b"20261209-\xff/post.md")
    own.now = DUE
    assert outcomes() == (1, {"20261209-\\xff": ("held", "not_a_post"), WINTER: ("sent",)})
    assert [issue.title for issue in own.github.state.issues.values()] == ["止めています: 20261209-\\xff"]
