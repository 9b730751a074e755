"""Odd lives in the register: each number against LINE's log, GitHub's record and git, none against the ledger."""

from datetime import datetime, timedelta

import pytest

from scripts import publish, watch
from scripts.text.dates import JAPAN
from tests.rehearsal.stage import DUE, WINTER, Stage, git, login
from tests.verbs.test_audit import Page
from tests.verbs.test_register import EVENTS, NAME, STORY, Month, approvals, minute

SETTLED, REAPPROVED, ZERO = "20261211-settled", "20261214-reapproved", "20261215-zero"
FIRST, SECOND, UNSENT = f"{WINTER}-teisei", f"{WINTER}-teisei2", f"{WINTER}-teisei3"
WITHDRAWN, LATE = "20261216-withdrawn", "20261216-late"
AGAIN = {"not_before": "2026-12-11T10:00+09:00", "not_after": "2027-01-14T17:00+09:00",
         "again": "だれにも届いていないと管理画面で確かめたため"}  # fmt: skip
SOON = {"not_after": "2027-01-14T17:00+09:00"}
RIGHT = [{"wrong": "1月23日(日)", "right": "1月23日(土)"}]


def day(number, hour, minutes=0):
    return datetime(2026, 12, number, hour, minutes, tzinfo=JAPAN)


@pytest.fixture(scope="module")
def month(tmp_path_factory):
    patch = pytest.MonkeyPatch()
    with Stage(tmp_path_factory.mktemp("lives")) as stage:
        month = Month(stage, patch)
        stage.line.account.quota = 50_000
        sent_again(month)
        settled(month)
        approved_oddly(month)
        corrected(month)
        others(month)
        stage.now = day(18, 10)
        assert month.run(watch, "--measure") == 0
        yield month
    patch.undo()


def sent_again(month):
    """LINE said nothing; the second attempt, under another approval, arrived."""
    stage = month.stage
    stage.write_post()
    stage.bring()
    stage.now = DUE
    stage.line.fail(*["500"] * 3)
    assert month.run(publish) == 1
    stage.now += timedelta(hours=23, minutes=10)
    assert month.run(publish) == 1
    stage.write_post(send=AGAIN)
    month.numbers[WINTER] = stage.bring()
    stage.now = day(11, 10, 5)
    assert month.run(publish) == 0


def settled(month):
    """It arrived, LINE's answer did not; a person looked and said so three days later."""
    stage = month.stage
    stage.now = day(11, 11)
    stage.write_post(post_id=SETTLED, title="届いたか分からなかった投稿", send=SOON)
    month.numbers[SETTLED] = stage.bring()
    stage.line.fail(*["accept, drop"] * 3)
    assert month.run(publish) == 1
    stage.now = day(14, 9)
    month.run(publish)
    assert (
        month.run(publish, "--settle", SETTLED, "--by", "section-chief-01", "--note", "管理画面で確かめた")
        == 0
    )


def approved_oddly(month):
    """Two approvers and a third who merges; an approval that was dismissed, and given again."""
    stage = month.stage
    stage.now = day(14, 10)
    stage.write_post(
        STORY, category="other", reason="ほかの区分に当てはまらない、村の行事のお知らせのため", send=SOON
    )
    number = month.numbers[STORY] = stage.propose("con-poster-02", "two")
    for approver in ("con-manager-01", "section-chief-01"):
        stage.later(600)
        stage.github.review(number, login(approver), "APPROVED")
    stage.merge(number, "maintainer-01")
    stage.publish_pictures()
    assert month.run(publish) == 0
    stage.now = day(14, 14)
    stage.write_post(post_id=REAPPROVED, title="二度承認した投稿", send=SOON)
    number = month.numbers[REAPPROVED] = stage.propose("div-poster-01", "twice")
    month.pull(REAPPROVED).body = "担当は @Div-Poster-02-Example と DIV-POSTER-01 です。"
    stage.later(300)
    first = stage.github.review(number, login("section-chief-01"), "APPROVED")
    stage.later(300)
    stage.github.dismiss(first, by=login("maintainer-01"))
    stage.later(2400)
    stage.github.review(number, login("section-chief-01"), "APPROVED")
    stage.merge(number, "div-poster-02")
    stage.publish_pictures()
    assert month.run(publish) == 0


def corrected(month):
    """A correction, its correction, and one that nobody approved."""
    stage = month.stage
    for hour, (post_id, corrects) in enumerate(((FIRST, WINTER), (SECOND, FIRST)), start=9):
        stage.now = day(15, hour)
        stage.write_post(
            post_id=post_id, title=f"{post_id[9:]}の訂正", corrects=corrects, correction=RIGHT, send=SOON
        )
        month.numbers[post_id] = stage.bring()
        assert month.run(publish) == 0
    stage.write_post(post_id=UNSENT, title="承認のない訂正", corrects=WINTER, correction=RIGHT, send=SOON)
    stage.bring(approvers=())
    month.run(publish)


def others(month):
    """Nobody reads the account any more; a post is withdrawn before its day; LINE's yes is heard of twenty minutes late."""
    stage = month.stage
    stage.now = day(15, 15)
    stage.line.account.followers = stage.line.account.blocks
    stage.write_post(post_id=ZERO, title="だれも読まない投稿", send=SOON)
    month.numbers[ZERO] = stage.bring()
    month.run(publish)
    stage.line.account.followers += 1234
    stage.now = day(16, 9)
    folder = stage.write_post(
        post_id=WITHDRAWN, title="取り下げた投稿", send={"not_before": "2026-12-21T10:00+09:00"}
    )
    stage.bring()
    git(stage.desk, "rm", "-rq", str(folder))
    stage.bring()
    stage.now = day(17, 10)
    stage.write_post(post_id=LATE, title="返事の遅れた投稿", send=SOON)
    month.numbers[LATE] = stage.bring()
    stage.line.fail("accept, drop", "drop", "drop")
    month.run(publish)
    stage.now += timedelta(minutes=20)
    month.run(publish)


@pytest.fixture(scope="module")
def rows(month):
    return month.rows()


WHOLE = (WINTER, STORY, REAPPROVED, FIRST, SECOND, ZERO)
ASKED = ("投稿ID", "報告日時", "プルリクエスト", "承認までの時間(分)", "取り込み日時", "配信数", "開封した人",
         "リンクを開いた人", "LINEの受付番号", "送信本文のSHA-256", "内容の識別子(git)", "マージ", "保存期限", "配信日時",
         "配信日時の根拠", "状態")  # fmt: skip


def test_the_lives_went_as_planned(rows):
    assert {name: row["状態"] for name, row in rows.items()} == {
        **dict.fromkeys((*WHOLE, SETTLED, LATE), "配信済み"), UNSENT: "未配信",
    }  # fmt: skip


@pytest.mark.parametrize("heading", ASKED)
def test_every_number_is_that_of_the_event(month, rows, heading):
    for post_id in WHOLE:
        assert rows[post_id][heading] == EVENTS[heading](month, post_id), post_id


def test_the_audience_is_that_of_the_send(month, rows):
    for post_id in WHOLE:
        assert rows[post_id]["対象者数(配信前の推定)"] == str(month.delivery(post_id).reach), post_id
    assert rows[ZERO]["配信数"] == "0"


def test_a_post_that_reached_nobody_is_counted_as_one_that_line_counted(month, rows):
    page = Page(month.written(f"{NAME}.html").decode()).letters
    delivered = sum(month.delivery(post_id).reach for post_id in WHOLE)
    assert f"{delivered:,}通 届いた数（集計済み {len(WHOLE)}件）" in page


def test_each_of_two_approvers_stands_with_the_time_and_whoever_merged(month, rows):
    manager, chief = approvals(month, STORY)
    given = rows[STORY]["承認"].split(" / ")
    assert sorted(words.split(" ")[0] + words[-17:] for words in given) == sorted(
        [f"業務処理責任者 {minute(manager.at)}", f"移住交流担当課長 {minute(chief.at)}"]
    )
    assert rows[STORY]["取り込んだ人"].startswith("maintainer-01(")


def test_of_two_approvals_by_one_person_the_one_that_counted_stands(month, rows):
    (given,) = approvals(month, REAPPROVED)
    assert rows[REAPPROVED]["承認"].endswith(minute(given.at)) and "/" not in rows[REAPPROVED]["承認"]
    assert rows[REAPPROVED]["承認までの時間(分)"] == "50"


def test_a_settled_post_says_that_a_person_said_so(month, rows):
    row = rows[SETTLED]
    assert (row["配信日時"], row["配信日時の根拠"]) == (
        minute(month.delivery(SETTLED).at),
        "人が確かめた配信の開始",
    )
    assert (row["LINEの受付番号"], row["配信数"]) == ("", "")


def test_a_correction_that_never_went_out_is_said_to_be_none(month, rows):
    assert rows[WINTER]["この投稿の訂正"] == f"{FIRST} {UNSENT}(未配信)"
    assert (rows[FIRST]["訂正する投稿"], rows[FIRST]["この投稿の訂正"]) == (WINTER, SECOND)
    assert (rows[SECOND]["訂正する投稿"], rows[SECOND]["この投稿の訂正"]) == (FIRST, "")
    assert f"この投稿の訂正: {UNSENT}(未配信)" in Page(month.written(f"{NAME}.html").decode()).letters


def test_what_was_withdrawn_before_its_day_is_in_neither_main_nor_line_nor_the_register(month, rows):
    assert WITHDRAWN not in rows
    assert all("取り下げた投稿" not in str(sent.messages) for sent in month.stage.line.account.deliveries)


def test_a_yes_that_was_heard_late_says_so_until_line_has_counted(month, rows):
    row = rows[LATE]
    assert row["配信数"] == ""
    assert row["配信日時の根拠"] == f"LINEの返事を聞いた日時（配信は {minute(month.delivery(LATE).at)} から）"
