"""Replies, decisions not to reply and trouble in the register, against git's and GitHub's own records of their merges."""

from datetime import datetime, timedelta

import pytest

from scripts.records.sheet import HEADINGS
from scripts.text.dates import JAPAN
from tests.rehearsal.stage import Stage, git, login
from tests.verbs.test_audit import Page
from tests.verbs.test_register import FILES, REPLY, TEISEI, Month, minute

SENT = "20270330-deadline"
SILENT = "20270331-weather"
DIRECT = "20270330-direct"
TROUBLE = "20261218-comment"
REPLIES, INCIDENTS = "content/replies/division", "content/incidents"
SPAN = ("--from", "2026-12-01", "--to", "2027-04-30")
CHIEF = "移住交流担当課長 section-chief-01(地域政策課 移住交流担当課長)"


class Desk(Month):
    """Who brought what in, through which pull request, and when."""

    def __init__(self, stage, patch):
        super().__init__(stage, patch)
        self.brought = {}

    def bring(
        self, name, path, text, by="div-poster-01", approver="section-chief-01", merger="div-poster-02"
    ):
        file = self.stage.desk / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
        number = self.stage.propose(by, f"branch-{len(self.stage.github.state.pull_requests) + 1}")
        if approver:
            self.stage.later(3000)
            self.stage.github.review(number, login(approver), "APPROVED")
        self.stage.merge(number, merger)
        self.brought.setdefault(name, []).append(self.stage.github.state.pull_requests[number])

    def sheet(self, *options, **more):
        return self.rows(*options, span=SPAN, **more)


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """The year ends between a comment and what became of it."""
    patch = pytest.MonkeyPatch()
    with Stage(tmp_path_factory.mktemp("forms")) as stage:
        desk = Desk(stage, patch)
        answered, silent = (
            REPLY.replace("2026-12-16", "2027-03-30").format(decision=decision, reason=why, sent="{sent}", answer=answer)
            for decision, why, answer in (
                ("reply", "同じ質問が多いため", "1月15日までです。\n"), ("no_reply", "相談の内容ではないため", ""),
            )
        )  # fmt: skip
        stage.now = datetime(2026, 12, 18, 11, tzinfo=JAPAN)
        whole = FILES[f"{INCIDENTS}/{TROUBLE}.yml"]
        trouble = whole.replace(f"correction: {TEISEI}", "correction: null")
        opened = trouble.partition("actions:")[0] + "actions: []\ntakes_down: null\ncorrection: null\n"
        desk.bring(TROUBLE, f"{INCIDENTS}/{TROUBLE}.yml", opened)
        stage.later(3 * 24 * 3600)
        desk.bring(TROUBLE, f"{INCIDENTS}/{TROUBLE}.yml", trouble)
        stage.now = datetime(2027, 3, 31, 22, tzinfo=JAPAN)
        desk.bring(SENT, f"{REPLIES}/{SENT}.md", answered.format(sent=""))
        desk.bring("20270330-waiting", f"{REPLIES}/20270330-waiting.md", answered.format(sent=""))
        stage.now = datetime(2027, 3, 31, 23, 30, tzinfo=JAPAN)
        desk.bring(SILENT, f"{REPLIES}/{SILENT}.md", silent.format(sent=""))  # merged after midnight
        (stage.desk / f"{REPLIES}/{DIRECT}.md").write_text(answered.format(sent=""), "utf-8")
        stage.commit("maintainer-01", "Merge pull request #1 from somewhere")
        git(stage.desk, "push", "-q", "origin", "main")
        stage.now += timedelta(days=9)
        recorded = 'sent_on: "2027-04-09"\nsent_by: div-poster-02\n'
        desk.bring(SENT, f"{REPLIES}/{SENT}.md", answered.format(sent=recorded), approver="")
        desk.bring("20270330-unseen", f"{REPLIES}/20270330-unseen.md", answered.format(sent=""), approver="")
        yield desk
    patch.undo()


@pytest.fixture(scope="module", params=[False, True], ids=["in a clone alone", "with GitHub"])
def asked(request, desk):
    return request.param, desk.sheet(online=request.param)


def expected(desk, name, online):
    """Every cell of a row, from the file as it was brought in, GitHub's pull requests and git's merges."""
    pulls = desk.brought[name]
    merge = pulls[-1] if name == TROUBLE else pulls[0]
    of_git = {"取り込み日時": minute(merge.merged_at), "マージ": merge.merge_commit}
    if name == TROUBLE:
        return of_git | {
            "種別": "トラブル", "状態": "終了", "記録ID": name, "件名・要旨": "人をおとしめるコメント", "側": "運営者",
            "区分": "誹謗中傷", "受けた日・気づいた日時": "2026-12-18 09:20", "プルリクエスト": " ".join(str(pull.number) for pull in pulls),
            "承認": "2026-12-18 10:10 section-chief-01", "対応": "2026-12-18 10:10 コメントを隠した", "対応した日": "2026-12-19",
            "対応した人": "con-poster-02", "地域政策課への連絡": "2026-12-18 09:45 電話 地域政策課 主任", "訂正する投稿": "",
            "保存期限": "2032-03-31",
        }  # fmt: skip
    (given,) = desk.reviews_of(merge)
    of_github = {
        "承認": f"{CHIEF} {minute(given.at)}", "報告日時": minute(merge.opened_at),
        "承認までの時間(分)": str(int((given.at - merge.opened_at).total_seconds()) // 60),
        "取り込んだ人": "div-poster-02(地域政策課 移住交流担当 主任)",
    }  # fmt: skip
    elsewhere = f"記録は、GitHubのプルリクエスト #{merge.number} にあります https://github.com/hokkaido-example/cafe/pull/{merge.number}"
    row = of_git | (of_github if online else {"承認": elsewhere}) | {
        "種別": "返信", "記録ID": name, "件名・要旨": "申込みの締切についての質問", "側": "地域政策課", "投稿者ID": "div-poster-01",
        "プルリクエスト": str(merge.number), "受けた日・気づいた日時": "2027-03-30", "保存期限": "2033-03-31",
    }  # fmt: skip
    if name == SILENT:
        return row | {"状態": "返信しない", "決定": "返信しない", "理由": "相談の内容ではないため"}
    return row | {
        "状態": "返信済み", "決定": "返信する", "理由": "同じ質問が多いため", "対応した日": "2027-04-09", "対応した人": "div-poster-02",
    }  # fmt: skip


@pytest.mark.parametrize("name", [SENT, SILENT, TROUBLE])
def test_every_cell_of_a_row_is_what_was(desk, asked, name):
    online, rows = asked
    assert rows[name] == {**dict.fromkeys(HEADINGS, ""), **expected(desk, name, online)}


def test_a_reply_is_kept_from_the_year_in_which_it_was_sent_or_decided_against(asked):
    _, rows = asked
    assert rows[SENT]["対応した日"] == "2027-04-09" and rows[SENT]["保存期限"] == "2033-03-31"
    assert rows[SILENT]["取り込み日時"] == "2027-04-01 00:21" and rows[SILENT]["保存期限"] == "2033-03-31"
    assert rows["20270330-waiting"]["保存期限"] == ""


def test_nobody_is_said_to_have_approved_what_nobody_approved(asked):
    online, rows = asked
    assert rows["20270330-unseen"]["承認"].startswith("確認できず" if online else "記録は、GitHubの")
    assert rows[DIRECT]["承認"].startswith("確認できず") and rows[DIRECT]["プルリクエスト"] == ""


def test_the_page_says_the_same_and_leads_to_the_pull_request(desk, asked):
    _, rows = asked
    text = desk.written("register-2026-12-01-2027-04-30.html").decode()
    page = Page(text).letters
    for name in (SENT, SILENT, TROUBLE):
        for pull in desk.brought[name][:1]:
            assert f"#{pull.number}　取り込み {minute(pull.merged_at)}" in page
            assert f'href="https://github.com/hokkaido-example/cafe/pull/{pull.number}"' in text
    assert rows[SENT]["承認"].partition(" https")[0] in page
    assert "認めた人: section-chief-01" in page


def test_an_answer_that_nobody_sent_is_not_counted_as_one(desk, asked):
    page = Page(desk.written("register-2026-12-01-2027-04-30.html").decode()).letters
    for total in ("1件 返信済み", "1件 返信しない", "3件 返信の記録なし", "1件 トラブル"):
        assert total in page, total


def test_a_copy_for_a_disclosure_leaves_out_who_approved_by_number_and_keeps_the_title(desk):
    rows = desk.sheet("--redact", online=True)
    assert rows[SENT]["承認"].startswith(
        "移住交流担当課長 ［非開示：名簿の番号］(地域政策課 移住交流担当課長)"
    )
    assert "section-chief-01" not in desk.written("register-2026-12-01-2027-04-30.html").decode()
