"""Posts that are stuck, sends that died, records and statistics."""

from datetime import datetime, timedelta

import pytest

from scripts import publish, watch
from scripts.delivery.entry import write_line
from scripts.text.dates import JAPAN
from tests.publishing.hostile import append, line, push
from tests.rehearsal.stage import DUE, WINTER, git
from tests.verbs.watch.matters import issues


def test_a_post_without_its_approval_is_stuck(stage, run):
    stage.write_post()
    number = stage.propose("div-poster-01", "fuyu")
    stage.merge(number, "div-poster-01")
    assert run(watch)[0] == 1
    (issue,) = issues(stage).values()
    assert issue.title == f"配信できません: {WINTER}"
    assert "移住交流担当課長の有効な承認がありません" in issue.body


def test_the_statistics_go_into_the_ledger_at_four_looks(stage, run):
    stage.write_post()
    stage.bring()
    stage.now = DUE
    run(publish)
    looks = []
    for hours in (1, 25, 26, 73, 170, 330, 400):
        stage.now = DUE + timedelta(hours=hours)
        assert run(watch, "--measure")[0] == 0
        looks.append(stage.events().count("measured"))
    assert looks == [0, 1, 1, 2, 3, 4, 4]
    overview = stage.ledger()[-1].carries["overview"]
    assert (overview["delivered"], overview["uniqueImpression"]) == (1234, 505)


def test_a_silent_line_is_no_statistic(stage, run):
    stage.write_post()
    stage.bring()
    stage.now = DUE
    run(publish)
    stage.now = datetime(2026, 12, 12, 10, 0, tzinfo=JAPAN)
    code, said = run(watch, "--measure", LINE_API_ENDPOINT="http://127.0.0.1:9")
    assert code == 1 and "確認できず" in said
    assert "measured" not in stage.events()


def test_a_record_that_somebody_bent_is_found(stage, run):
    stage.write_post()
    stage.bring()
    stage.now = DUE
    run(publish)
    assert run(watch)[0] == 0
    desk = stage.folder / "ledger-desk"
    git(stage.folder, "clone", "-q", "-b", "ledger", str(stage.origin), str(desk))
    file = desk / f"{WINTER}.jsonl"
    text = file.read_text("utf-8")
    assert '"review_id": ' in text
    file.write_text(text.replace('"review_id": ', '"review_id": 1'), "utf-8")
    git(desk, "-c", "user.name=x", "-c", "user.email=x@example.jp", "commit", "-qam", "x")
    git(desk, "push", "-q", "origin", "ledger")
    assert run(watch)[0] == 1
    assert set(issues(stage)) == {
        f"配信の記録が合いません: {WINTER}",
        f"配信の記録が書き換えられています: {WINTER}",
        "2026年11月の報告",
    }


def test_a_send_whose_publisher_died_and_never_ran_again_is_said(stage, run):
    stage.write_post()
    stage.bring()
    stage.now = DUE
    stage.line.fail(*["drop"] * 3)
    run(publish)
    assert stage.events()[0] == "claimed" and "accepted" not in stage.events()
    stage.now = DUE + timedelta(hours=1)
    assert run(watch)[0] == 0, "the publisher will ask again within minutes"
    for hours, title in ((4, f"止めています: {WINTER}"), (30, f"届いたか分かりません: {WINTER}")):
        stage.now = DUE + timedelta(hours=hours)
        assert run(watch)[0] == 1
        assert title in issues(stage)


def test_a_file_that_forgot_something_is_named_though_its_post_is_sent(stage, run):
    stage.write_post()
    stage.bring()
    stage.now = DUE
    run(publish)
    before = stage.ledger()
    push(stage, lambda files: files.clear())
    push(stage, append(*(write_line(entry) for entry in before)))
    assert run(watch)[0] == 1
    (issue,) = issues(stage).values()
    assert issue.title == f"配信の記録が書き換えられています: {WINTER}"
    assert "消されたことがあります" in issue.body


def test_a_damaged_record_of_a_post_that_was_withdrawn_is_named_by_the_watch_alone(stage, run):
    """So that a way out is one, and nobody makes a record quiet by damaging it."""
    stage.write_post()
    stage.bring()
    stage.now = DUE
    push(stage, append(b"{\n"))
    git(stage.desk, "rm", "-rq", f"content/posts/division/2026/{WINTER}")
    stage.bring()
    assert run(publish)[0] == 0
    assert run(watch)[0] == 1
    title = f"配信の記録が書き換えられています: {WINTER}"
    assert title in issues(stage) and "1行目が読めない" in issues(stage)[title].body


def test_a_damaged_file_more_is_told_again_after_a_person_has_closed_the_issue(stage, run):
    stage.write_post()
    stage.bring()
    stage.now = DUE
    run(publish)
    damaged = "配信の記録が書き換えられています"
    push(stage, lambda files: files.update({"20261201-other.jsonl": line("stopped", stage.now)}))
    for name in (f"{WINTER}.jsonl", "20261201-other.jsonl"):
        push(stage, lambda files, name=name: files.update({name: files[name].replace(b'"run"', b'"RUN"')}))
        run(watch)
        opened = [issue for issue in stage.github.state.issues.values() if damaged in issue.title]
        assert opened[-1].state == "open"
        opened[-1].state = "closed"
        run(watch)
        assert opened[-1].state == "closed"
    assert len(opened) == 2


def test_a_send_that_line_does_not_know_is_named_after_three_days(stage, run):
    """A made-up `accepted` is a post that nobody got: LINE was asked, did not answer, and never took it."""
    stage.write_post()
    stage.bring()
    stage.now = DUE
    stage.line.fail(*["500"] * 3)
    run(publish)
    key = stage.ledger()[0].carries["retry_key"]
    push(stage, append(line("accepted", stage.now, request_id="made-up", retry_key=key)))
    told = []
    for days in (2, 4):
        stage.now = DUE + timedelta(days=days)
        run(watch, "--measure")
        told.append([issue.title for issue in issues(stage).values() if "おそれ" in issue.title])
    assert told == [[], [f"届いていないおそれがあります: {WINTER}"]]


@pytest.mark.parametrize("measured", [{}, {"overview": {"delivered": 1234}}])
def test_a_made_up_send_beside_a_true_one_is_named_whatever_a_made_up_measurement_says(stage, run, measured):
    """LINE counted a broadcast on that day: the other post's. It is asked about the very number."""
    stage.write_post()
    stage.bring()
    stage.now = DUE
    assert run(publish)[0] == 0
    stage.write_post(post_id="20261211-second", title="ふたつめのお知らせ")
    stage.bring()
    stage.now += timedelta(minutes=12)
    stage.line.fail(*["500"] * 3)
    run(publish)
    key = stage.ledger("20261211-second")[0].carries["retry_key"]
    lines = [line("accepted", stage.now, request_id="made-up", retry_key=key)]
    lines += [line("measured", stage.now, **measured)] if measured else []
    push(stage, append(*lines, post_id="20261211-second"))
    stage.now = DUE + timedelta(days=4)
    run(watch, "--measure")
    assert "届いていないおそれがあります: 20261211-second" in issues(stage)


def test_the_ledgers_head_is_noted_once_a_month_and_a_rewritten_ledger_is_named(stage, run):
    stage.write_post()
    stage.bring()
    stage.now = DUE
    assert run(publish)[0] == 0
    head = git(stage.origin, "rev-parse", "ledger")
    for _ in range(2):
        assert run(watch)[0] == 0
        (title,) = issues(stage)
        assert title == "2026年11月の報告" and f"`{head}`" in issues(stage)[title].body
    rewritten = push(stage, lambda files: None, parents=())
    assert rewritten != head
    git(stage.checkout, "fetch", "-q", "origin", "+ledger:refs/remotes/origin/ledger")
    code, printed = run(watch)
    assert code == 1 and "控えた先頭がありません" in printed
    assert f"`{head}`" in issues(stage)[title].body


def test_a_right_that_ends_and_a_consent_that_is_withdrawn_after_the_send_are_said(stage, run):
    rights = {"holder": "写真家協会", "basis": "permission", "confirmed_on": "2026-12-03",
              "confirmed_by": "div-poster-01", "granted_on": "2026-12-02", "evidence": "地政許諾26-1",
              "scope": ["line"], "valid_until": "2027-01-05"}  # fmt: skip
    image = {"file": "yukikaki.jpg", "alt": "雪の積もった住宅の前の赤い雪かきスコップ", "relevance": "冬のくらしの話題",
             "rights": rights, "people": "none", "ai": "none"}  # fmt: skip
    folder = stage.write_post(images=[image])
    stage.bring()
    stage.now = DUE
    assert run(publish)[0] == 0
    for now, title in ((DUE, "配信した画像の期限"), (DUE + timedelta(days=27), "画像の表示を終えました")):
        stage.now = now
        run(watch)
        assert any(title in issue for issue in issues(stage)), now
    text = (folder / "post.md").read_text("utf-8")
    consent = '  people: identifiable\n  people_consents:\n  - {subject: 被写体A, withdrawn_on: "2027-01-06"}'
    assert text.count("  people: none") == 1
    (folder / "post.md").write_text(text.replace("  people: none", consent), "utf-8")
    stage.commit("maintainer-01", "撤回")
    git(stage.desk, "push", "-q", "origin", "main")
    run(watch)
    assert f"第6第3項 同意が撤回された画像です: {WINTER}" in issues(stage)
