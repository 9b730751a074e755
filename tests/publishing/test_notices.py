"""What people are told: comment, issue, the page of the job."""

import json
from datetime import timedelta
from html import unescape

from scripts.delivery.outcome import Result
from scripts.effects.git.main_branch import main_on_origin
from scripts.publishing import notices
from scripts.standins.github.nouns import BOT, Comment, Issue
from tests.publishing.hostile import append, line, push
from tests.publishing.staged import issues
from tests.rehearsal.stage import DUE, WINTER


def said(stage) -> list[str]:
    """The first line of each comment on the post's pull request."""
    return [comment.body.partition("\n")[0] for comment in stage.github.state.comments]


def test_the_pull_request_of_a_sent_post_says_so_once(due, run):
    run()
    comment = due.github.state.comments[0]
    assert (len(due.github.state.comments), comment.number) == (1, due.number)
    assert comment.body.startswith("**配信しました**")
    assert "2026年12月10日（木） 10:05" in comment.body
    assert "約1,234人" in comment.body
    assert due.line.deliveries[0].request_id in comment.body
    notices.tell([Result(WINTER, "sent")], {WINTER: due.ledger()}, main_on_origin(due.checkout))
    assert len(due.github.state.comments) == 1


def test_a_merged_post_that_waits_is_told_when_it_goes_out_and_how_it_is_stopped(due, outcomes):
    due.now = DUE - timedelta(days=1)
    assert outcomes(GITHUB_EVENT_NAME="push")[1] == {WINTER: ("waiting", "before_window")}
    (comment,) = due.github.state.comments
    assert comment.number == due.number
    assert "**2026年12月10日（木） 10:00** から30分のうちに" in comment.body
    home = f"https://github.com/{due.environment()['GITHUB_REPOSITORY']}"
    assert f"[この投稿を止める]({home}/actions/workflows/decide.yml)" in comment.body
    for words in (f"`{WINTER}`", "`stopped`", "Request changes", "again"):
        assert words in comment.body
    outcomes()
    outcomes(SENDING_PAUSED="true")
    assert "一時停止" in due.github.state.comments[0].body
    due.now = DUE
    outcomes()
    assert said(due) == ["**取り込まれました。まだ配信していません**", "**配信しました**"]


def test_a_run_that_the_clock_has_started_spares_github_what_waits_but_once_a_day(due, outcomes):
    due.now = DUE - timedelta(minutes=30)
    outcomes(GITHUB_EVENT_NAME="schedule")
    assert due.github.state.comments == []
    due.now = DUE.replace(hour=8, minute=50)
    outcomes(GITHUB_EVENT_NAME="schedule")
    assert len(said(due)) == 1


def test_nobody_is_told_that_nothing_was_sent_while_another_run_may_be_sending(due, outcomes):
    due.line.fail(*["500"] * 3)
    outcomes()
    assert said(due) == ["**届いたかどうか、まだ分かりません(止めています)**"]
    due.github.state.comments.clear()
    assert outcomes()[1] == {WINTER: ("waiting", "claimed_elsewhere")}
    assert due.github.state.comments == []


def test_a_post_that_did_not_go_out_says_why_once_and_then_that_it_did(due, outcomes):
    due.line.account.quota = 0
    outcomes()
    outcomes()
    (comment,) = due.github.state.comments
    assert comment.body.startswith("**この時点では、配信していません(止めています)**")
    assert "今月の残り0通では" in comment.body and "契約の通数を確かめてください" in comment.body
    assert "配信したときは、この下に「配信しました」とお知らせします" in comment.body
    due.line.account.quota = None
    outcomes()
    assert said(due) == ["**この時点では、配信していません(止めています)**", "**配信しました**"]
    outcomes()
    assert len(said(due)) == 2


def test_the_issue_and_the_comment_name_the_people_of_the_roles_that_the_table_speaks_of(due, outcomes):
    """A row says 「保守担当者は」 and 「投稿者に」; who they are, the roster knows."""
    due.line.account.quota = 0
    outcomes()
    (body,) = [issue.body for issue in due.github.state.issues.values()]
    maintainer = "保守担当者: 「地域政策課 情報担当 専門主任」(@maintainer-01-example)"
    author = "投稿者: 「地域政策課 移住交流担当 主事」(@div-poster-01-example)"
    assert f"- {maintainer}\n" in body and f"- {author}\n" in body, body
    assert "移住交流担当課長:" not in body  # nothing is asked of the chief
    comment = unescape(due.github.state.comments[0].body).replace("\u200b", "")
    assert f"- {maintainer}\n" in comment and f"- {author}\n" in comment, comment


def test_where_the_judge_has_named_somebody_nobody_is_named_twice(stage, outcomes):
    stage.write_post()
    stage.bring(approvers=())
    stage.now = DUE
    outcomes()
    (body,) = [issue.body for issue in stage.github.state.issues.values()]
    assert body.count("@section-chief-01-example") == body.count("@div-poster-01-example") == 1


def test_a_rejected_post_names_who_is_to_do_what(stage, outcomes):
    stage.write_post()
    number = stage.bring(approvers=())
    stage.now = DUE
    assert outcomes()[1][WINTER][0] == "rejected"
    (comment,) = stage.github.state.comments
    assert comment.number == number
    assert comment.body.startswith("**この時点では、配信していません(配信できません)**")
    assert "移住交流担当課長" in comment.body and "作り直し" in comment.body


def test_a_stopped_post_is_not_told_a_time_any_more(due, run, outcomes):
    due.now = DUE - timedelta(hours=1)
    outcomes()
    run("--stop", WINTER, "--by", "section-chief-01", "--note", "日付の誤り")
    outcomes()
    planned, stopped = (comment.body for comment in due.github.state.comments)
    assert planned.startswith("**この投稿は止められています**") and "10:00" not in planned
    assert stopped.startswith("**この投稿は止められました**") and "日付の誤り" in stopped


def test_what_an_author_writes_is_not_taken_for_our_own_comment(due, outcomes):
    """The preview repeats an author's words; a mark among them is no mark."""
    mark = f"<!-- sent: {WINTER} -->"
    body = f"<!-- scripts.comment: preview -->\n\n```text\n{mark}\n```\n\n</details>\n"
    due.github.state.comments.append(Comment(1, due.number, body, due.now, BOT))
    outcomes()
    preview, sent = due.github.state.comments
    assert preview.body == body and sent.body.startswith("**配信しました**")


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


def test_an_issue_that_an_author_made_and_closed_beforehand_silences_nothing(due, outcomes):
    author = due.github.state.accounts["div-poster-01-example"]
    marker = f"<!-- task: stuck/{WINTER} -->"
    due.github.state.issues[900] = Issue(900, "メモ", marker, ["見回り"], due.now, "closed", author)
    due.line.account.quota = 0
    outcomes()
    assert issues(due) == [("メモ", "closed"), (f"止めています: {WINTER}", "open")]


def test_a_notice_that_fails_changes_nothing_and_is_said(due, run):
    due.github.fail("comments", 500, times=9)
    code, output = run("--format", "json")
    assert (code, json.loads(output.out)["posts"][0]["outcome"]) == (0, "sent")
    assert "お知らせを書き込めませんでした(500: 相手の側に一時的な障害があります)" in output.err
    assert due.events() == ["claimed", "accepted"]


def test_the_page_of_the_job_says_it_in_japanese(due, run, tmp_path):
    page = tmp_path / "summary.md"
    run(GITHUB_STEP_SUMMARY=str(page))
    assert page.read_text("utf-8").startswith(f"## 配信の結果\n\n- **配信しました** `{WINTER}`\n")
    run(GITHUB_STEP_SUMMARY=str(page))
    assert page.read_text("utf-8").endswith("配信を待っている投稿はありません。\n")


def test_what_another_run_has_sent_that_run_says(due, outcomes):
    due.line.fail("accept, drop")

    def elsewhere(moment, asked):
        if asked.path.endswith("message/broadcast") and due.events() == ["claimed"]:
            key = due.ledger()[0].carries["retry_key"]
            push(due, append(line("accepted", due.now, request_id="theirs", retry_key=key)))

    due.line.when_asked = elsewhere
    try:
        assert outcomes() == (0, {WINTER: ("sent",)})
    finally:
        due.line.when_asked = lambda moment, asked: None
    assert due.ledger()[-1].carries["request_id"] == "theirs"
    assert due.github.state.comments == []
