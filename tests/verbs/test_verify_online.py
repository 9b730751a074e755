"""`audit --verify` with GitHub at hand, after somebody rewrote the ledger so that nothing in the clone contradicts itself."""

import re
import subprocess
from datetime import date, datetime, timedelta

import pytest

from scripts.effects.git.ledger_branch import ENDING
from scripts.effects.github.writes import LABEL
from scripts.standins.github.nouns import Issue
from scripts.tasks.ledger_head import MonthBefore, report_of_the_month
from tests.rehearsal.stage import WINTER, git, login
from tests.verbs.test_register import Month, month

__all__ = ["month"]
LEDGER = "refs/remotes/origin/ledger"


@pytest.fixture
def clone(month: Month):
    """The clone, put back afterwards."""
    head = git(month.stage.checkout, "rev-parse", LEDGER)
    yield month
    git(month.stage.checkout, "update-ref", LEDGER, head)


def rewritten(month, change, hours=0):
    """Every commit of the ledger made anew in the clone, the post's file changed, each with a time that fits it."""
    root, above = month.stage.checkout, ""
    for commit in git(root, "rev-list", "--reverse", LEDGER).split():
        rows = git(root, "ls-tree", commit).splitlines()
        for place, row in enumerate(rows):
            meta, _, name = row.partition("\t")
            if name == WINTER + ENDING:
                text = change(git(root, "cat-file", "blob", meta.split()[2]) + "\n")
                rows[place] = f"100644 blob {fed(root, text, 'hash-object', '-w', '--stdin')}\t{name}"
        at = datetime.fromisoformat(git(root, "show", "-s", "--format=%cI", commit)) + timedelta(hours=hours)
        tree = fed(root, "\n".join(rows) + "\n", "mktree")
        stamp = f"{int(at.timestamp())} +0900"
        written = f"tree {tree}\n" + (f"parent {above}\n" if above else "")
        written += f"author x <x@example.jp> {stamp}\ncommitter x <x@example.jp> {stamp}\n\nx\n"
        above = fed(root, written, "hash-object", "-t", "commit", "-w", "--stdin")
    git(root, "update-ref", LEDGER, above)


def fed(root, text, *command):
    done = subprocess.run(
        ["git", "-C", str(root), *command], input=text.encode(), capture_output=True, check=True
    )
    return done.stdout.decode().strip()


def later(hours):
    """Every time of a line put off."""

    def moved(match):
        return match[1] + (datetime.fromisoformat(match[2]) + timedelta(hours=hours)).isoformat() + '"'

    return lambda text: re.sub(r'("event": "\w+", "at": ")([^"]+)"', moved, text)


def test_as_it_is_everything_holds(month, capsys):
    assert month.audit("--verify", WINTER, online=True) == 0
    printed = capsys.readouterr().out
    assert "いいえ" not in printed
    assert "はい  [GitHub] 台帳の各行の日時は、GitHubが受け取った日時と合うか" in printed


def test_a_clone_whose_whole_ledger_was_made_anew_holds_nothing_that_github_took(clone, capsys):
    """An hour later everywhere, in lines and commits: the clone alone cannot tell."""
    rewritten(clone, lambda text: text.replace('"audience_estimate": 1234', '"audience_estimate": 9999'))
    assert clone.audit("--verify", WINTER) == 0
    assert clone.audit("--verify", WINTER, online=True) == 1
    assert "いいえ  [GitHub] 台帳の各行は、GitHubが受け取ったものか" in capsys.readouterr().out


def test_times_put_off_by_an_hour_everywhere_are_found(clone, capsys):
    rewritten(clone, later(1), hours=1)
    assert clone.audit("--verify", WINTER, online=True) == 1
    printed = capsys.readouterr().out
    assert "いいえ  [GitHub] 台帳の各行は、GitHubが受け取ったものか" in printed


@pytest.fixture
def note(month):
    """The month's issue, as the watch wrote it."""
    state, head = month.stage.github.state, git(month.stage.origin, "rev-parse", "ledger")
    (task,) = report_of_the_month((), (), head, date(2026, 12, 17), MonthBefore())
    issue = Issue(next(state.numbers), task.title, task.text, [LABEL], month.stage.now)
    state.issues[issue.number] = issue
    yield issue
    del state.issues[issue.number]


def test_a_note_of_the_head_that_was_edited_is_found(month, note, capsys):
    assert month.audit("--verify", WINTER, online=True) == 0
    assert "2026-12のIssue" in capsys.readouterr().out
    whole, head = note.body, git(month.stage.origin, "rev-parse", "ledger")
    assert head in whole
    for other in ("f" * 40, "", "控えた番号"):
        note.body = whole.replace(head, other)
        assert month.audit("--verify", WINTER, online=True) == 1, other
        assert "いいえ  [git] 前に控えた台帳の先頭は" in capsys.readouterr().out


def test_a_sent_post_that_a_merge_edited_beside_something_else_is_found(month, capsys):
    """By the button, approved by nobody who looked: the post's letter, and a register with it."""
    stage, desk = month.stage, month.stage.desk
    before = git(stage.origin, "rev-parse", "main")
    post = next(desk.glob(f"content/posts/*/*/{WINTER}/post.md"))
    for path in (post, desk / "content/consents.yml"):
        path.write_text(path.read_text("utf-8") + "\n", "utf-8")
    number = stage.propose("div-poster-01", "beside")
    stage.github.review(number, login("section-chief-01"), "APPROVED")
    stage.merge(number, "div-poster-01")
    assert month.audit("--verify", WINTER) == 1
    assert "いいえ  [git] 配信した投稿は、いまの main でも" in capsys.readouterr().out
    stage.merge(_moved_to_the_other_side(month, before), "div-poster-01")
    assert month.audit("--verify", WINTER) == 1
    assert "いいえ  [git] 配信した投稿は、いまの main でも" in capsys.readouterr().out


def _moved_to_the_other_side(month, before):
    """As it was sent, and one letter more, in the contractor's folder."""
    desk = month.stage.desk
    home = f"content/posts/division/2026/{WINTER}"
    git(desk, "checkout", "-q", before, "--", home)
    git(desk, "mv", home, f"content/posts/contractor/2026/{WINTER}")
    post = desk / f"content/posts/contractor/2026/{WINTER}/post.md"
    post.write_text(post.read_text("utf-8") + "\n", "utf-8")
    return month.stage.propose("div-poster-01", "moved")
