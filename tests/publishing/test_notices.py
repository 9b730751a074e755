"""What people are told: comment, issue, the page of the job."""

import json

from scripts.delivery.outcome import Result
from scripts.publishing import notices
from tests.publishing.staged import issues
from tests.rehearsal.stage import WINTER


def test_the_pull_request_of_a_sent_post_says_so_once(due, run):
    run()
    comment = due.github.state.comments[0]
    assert (len(due.github.state.comments), comment.number) == (1, due.number)
    assert comment.body.startswith("**配信しました**")
    assert "2026年12月10日10時05分" in comment.body
    assert "約1,234人" in comment.body
    assert due.line.deliveries[0].request_id in comment.body
    notices.tell([Result(WINTER, "sent")], {WINTER: due.ledger()})
    assert len(due.github.state.comments) == 1


def test_a_post_that_needs_a_person_has_one_issue_until_it_does_not(due, outcomes):
    content = due.pictures.files.copy()
    due.pictures.files.clear()
    outcomes()
    outcomes()
    assert issues(due) == [(f"止めています: {WINTER}", "open")]
    due.line.account.quota = 0
    due.pictures.files.update(content)
    outcomes()
    issue = next(iter(due.github.state.issues.values()))
    assert "今月の残り" in issue.body
    due.line.account.quota = None
    assert outcomes() == (0, {WINTER: ("sent",)})
    assert issues(due) == [(f"止めています: {WINTER}", "closed")]


def test_a_notice_that_fails_changes_nothing_and_is_said(due, run):
    due.github.fail("comments", 500, times=9)
    code, output = run("--format", "json")
    assert (code, json.loads(output.out)["posts"][0]["outcome"]) == (0, "sent")
    assert "お知らせを書き込めませんでした(Unanswered" in output.err
    assert due.events() == ["claimed", "accepted"]


def test_the_page_of_the_job_says_it_in_japanese(due, run, tmp_path):
    page = tmp_path / "summary.md"
    run(GITHUB_STEP_SUMMARY=str(page))
    assert page.read_text("utf-8").startswith(f"## 配信の結果\n\n- **配信しました** `{WINTER}`\n")
    run(GITHUB_STEP_SUMMARY=str(page))
    assert page.read_text("utf-8").endswith("配信を待っている投稿はありません。\n")
