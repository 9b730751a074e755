"""The branch `report` is written anew every day, and each month has its issue."""

from datetime import datetime, timedelta

from scripts import publish, watch
from scripts.effects.report import monthly, proposals
from scripts.text.dates import JAPAN
from tests.rehearsal.stage import DUE, git
from tests.verbs.watch.matters import issues


def readme(stage):
    return git(stage.origin, "show", "report:README.md")


def test_it_is_one_commit_with_what_comes_and_what_came(stage, run):
    stage.write_post()
    number = stage.propose("div-poster-01", "fuyu")
    assert run(watch)[0] == 0
    assert (
        f"[冬のオンライン移住相談会のご案内](https://github.com/hokkaido-example/cafe/pull/{number})"
        in readme(stage)
    )
    assert "| 2026年12月 | 0通 | 1件 | ― |" in readme(stage), "nobody knows yet how many a send takes"
    assert "承認を待っています。" in readme(stage) and "配信した投稿は、まだありません。" in readme(stage)
    stage.github.review(number, "section-chief-01-example", "APPROVED")
    stage.merge(number, "div-poster-01")
    stage.publish_pictures()
    run(watch)
    assert "配信の時間になるのを待っています。" in readme(stage)
    stage.now = DUE
    assert run(publish)[0] == 0
    stage.now = DUE + timedelta(hours=25)
    run(watch, "--measure")
    assert run(watch)[0] == 0
    text = readme(stage)
    assert "予定している投稿はありません。" in text and "| 2026年12月 | 1,234通 | 0件 | 約1,234通 |" in text
    assert "| 2026年12月 | 1件 | 1,234人 | 505人 | 111人 | 2026年12月11日（金）まで |" in text
    assert git(stage.origin, "rev-list", "--count", "report") == "1"
    names = git(stage.origin, "ls-tree", "--name-only", "report").splitlines()
    assert {"README.md", "months-opened.svg", "months-opened-dark.svg"} < set(names)
    assert all(f'"{name}"' in text for name in names if name.endswith(".svg"))


def test_each_month_has_its_issue_and_the_next_one_closes_it(stage, run):
    stage.write_post()
    stage.bring()
    stage.now = DUE
    run(publish)
    assert run(watch)[0] == 0
    (december,) = issues(stage).values()
    assert december.body.startswith("2026年11月に配信した投稿は、0件です。")
    assert "(https://github.com/hokkaido-example/cafe/tree/report)" in december.body
    before = december.body
    stage.now = datetime(2027, 1, 4, 8, 23, tzinfo=JAPAN)
    run(watch)
    assert (december.state, december.body) == ("closed", before)
    january = issues(stage)["2026年12月の報告"]
    assert january.body.startswith("2026年12月に配信した投稿は、1件です。")


def test_a_report_that_cannot_be_made_is_said_and_the_head_is_noted_all_the_same(stage, run, monkeypatch):
    def breaks(*_):
        raise ValueError("壊れた")

    stage.write_post()
    stage.bring()
    stage.now = DUE
    run(publish)
    monkeypatch.setattr(monthly, "gathered", breaks)
    code, printed = run(watch)
    assert code == 1 and "予定と実績の報告を作れませんでした(プログラムが途中で止まりました)" in printed
    (issue,) = issues(stage).values()
    assert git(stage.origin, "rev-parse", "ledger") in issue.body and "tree/report" not in issue.body


def test_a_plan_writes_no_report(stage, run):
    run(watch, "--plan")
    assert git(stage.origin, "for-each-ref", "refs/heads/report") == ""


def test_an_open_pull_request_that_cannot_be_read_hides_no_other(stage, run, monkeypatch):
    stage.write_post()
    stage.propose("div-poster-01", "fuyu")

    def breaks(*_):
        raise ValueError("x")

    monkeypatch.setattr(proposals, "take_proposal", breaks)
    run(watch)
    assert "載せていません（プログラムが途中で止まりました）" in readme(stage)
