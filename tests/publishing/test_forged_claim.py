"""A line in the ledger approves nothing: not even a claim that looks like one of our own."""

import hashlib
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from scripts import publish
from scripts.delivery.entry import Entry
from scripts.effects.content.load import account_in, post_of_tree
from scripts.effects.git.fetching import fetch
from scripts.effects.git.ledger_branch import append, read_whole
from scripts.effects.git.main_branch import main_on_origin
from scripts.messages.render import body_bytes, render
from scripts.standins.github.git import git
from tests.rehearsal.stage import DUE, WINTER, Stage


@pytest.fixture
def stage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    with Stage(tmp_path) as it:
        monkeypatch.chdir(it.checkout)
        it.write_post()
        yield it


def forge(stage: Any, tree: str, at: datetime = DUE, **evidence: str) -> None:
    """Anybody who may push to the branch `ledger` can write this line; the hash is a right one."""
    fetch(stage.checkout)
    main = main_on_origin(stage.checkout)
    post = post_of_tree(stage.checkout, tree, f"content/posts/division/2026/{WINTER}", main.tree)
    carries = {
        "content_sha": tree,
        "evidence": evidence,
        "retry_key": "00000000-0000-4000-8000-000000000001",
        "body_sha256": hashlib.sha256(body_bytes(render(post, account_in(main.tree)))).hexdigest(),
        "audience_estimate": 1,
    }
    line = Entry("claimed", at, "local", carries)
    stage.now = at
    append(stage.checkout, read_whole(stage.checkout), WINTER, line)


def run(stage: Any, monkeypatch: pytest.MonkeyPatch) -> int:
    stage.now = DUE + timedelta(minutes=30)
    for name, value in stage.environment().items():
        monkeypatch.setenv(name, value)
    return publish.main([])


def test_a_forged_claim_of_a_post_that_nobody_approved(
    stage: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stage.bring(approvers=())
    merged = git(stage.origin, "rev-parse", "main")
    tree = git(stage.origin, "rev-parse", f"main:content/posts/division/2026/{WINTER}")
    forge(stage, tree, main=merged, merge=merged)
    assert run(stage, monkeypatch) == 1
    assert stage.line.deliveries == []
    assert "移住交流担当課長の有効な承認がありません" in capsys.readouterr().out


def test_a_forged_claim_of_other_bytes_than_those_that_were_approved(
    stage: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bytes lie in the repository because their branch was pushed; no pull request ever brought them."""
    stage.bring()
    folder = f"content/posts/division/2026/{WINTER}"
    text = git(stage.origin, "show", f"main:{folder}/post.md").replace("title: ", "title: 偽の", 1)
    blob = git(stage.checkout, "hash-object", "-w", "--stdin", given=text + "\n")
    rows = git(stage.origin, "ls-tree", f"main:{folder}").splitlines()
    entries = [f"100644 blob {blob}\tpost.md" if row.endswith("\tpost.md") else row for row in rows]
    fetch(stage.checkout)
    merged = git(stage.origin, "rev-parse", "main")
    forge(stage, git(stage.checkout, "mktree", given="\n".join(entries) + "\n"), main=merged, merge=merged)
    assert run(stage, monkeypatch) == 1
    assert stage.line.deliveries == []


def test_a_true_claim_of_a_run_that_died_is_asked_again(stage: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    stage.bring()
    tree = git(stage.origin, "rev-parse", f"main:content/posts/division/2026/{WINTER}")
    merged = git(stage.origin, "rev-parse", "main")
    forge(stage, tree, main=merged, merge=merged)
    assert run(stage, monkeypatch) == 0
    assert len(stage.line.deliveries) == 1


def test_a_refusal_of_a_claim_of_a_run_that_died_says_nothing_of_its_own_try(
    stage: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The run that died may have been heard: LINE's quota refuses what it has taken already."""
    stage.bring()
    tree = git(stage.origin, "rev-parse", f"main:content/posts/division/2026/{WINTER}")
    merged = git(stage.origin, "rev-parse", "main")
    forge(stage, tree, main=merged, merge=merged)
    stage.line.fail("429 monthly")
    assert run(stage, monkeypatch) == 1
    assert stage.ledger()[-1].carries["first"] is False
    assert "届いたか分かりません" in capsys.readouterr().out


@pytest.mark.parametrize("at", [DUE - timedelta(minutes=30), DUE - timedelta(hours=20)])
def test_a_forged_claim_before_the_posts_window_is_not_asked(
    stage: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], at: datetime
) -> None:
    """A claim skips nothing that held at its time: a claimed post no longer waits for its window."""
    stage.bring()
    tree = git(stage.origin, "rev-parse", f"main:content/posts/division/2026/{WINTER}")
    merged = git(stage.origin, "rev-parse", "main")
    forge(stage, tree, at, main=merged, merge=merged)
    stage.now = at + timedelta(minutes=20)
    for name, value in stage.environment().items():
        monkeypatch.setenv(name, value)
    assert publish.main([]) == 1
    assert stage.line.deliveries == []
    assert "配信してよい日時の外" in capsys.readouterr().out


def test_a_claim_of_no_merge_at_all_is_named(
    stage: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stage.bring()
    tree = git(stage.origin, "rev-parse", f"main:content/posts/division/2026/{WINTER}")
    forge(stage, tree, main=git(stage.origin, "rev-parse", "main"))
    assert run(stage, monkeypatch) == 1
    assert stage.line.deliveries == []
    assert "マージが書かれていません" in capsys.readouterr().out


def test_a_later_objection_holds_a_claim_that_is_under_way(
    stage: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = stage.bring()
    tree = git(stage.origin, "rev-parse", f"main:content/posts/division/2026/{WINTER}")
    merged = git(stage.origin, "rev-parse", "main")
    forge(stage, tree, main=merged, merge=merged)
    stage.github.review(number, "section-chief-01-example", "CHANGES_REQUESTED")
    assert run(stage, monkeypatch) == 1
    assert stage.line.deliveries == []


def test_a_claim_of_an_earlier_text_that_was_approved_and_then_replaced_is_not_asked(
    stage: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever writes the line chooses the `main` that it names: an older one would send what people have mended."""
    stage.bring()
    tree = git(stage.origin, "rev-parse", f"main:content/posts/division/2026/{WINTER}")
    older = git(stage.origin, "rev-parse", "main")
    stage.write_post(title="直した題")
    stage.bring()
    forge(stage, tree, main=older, merge=older)
    assert run(stage, monkeypatch) == 1
    assert stage.line.deliveries == []
    assert "古い main" in capsys.readouterr().out
