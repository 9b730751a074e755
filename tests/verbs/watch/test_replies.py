"""Approved replies are handed over, others to nobody."""

import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from scripts import watch
from scripts.approvals.github_record import Unavailable
from scripts.approvals.judge import judge
from scripts.content.reply import read_reply
from scripts.effects.github.snapshot import take_snapshot
from scripts.effects.local.environment import GitHub
from scripts.reading.document import read_markdown_file
from tests.rehearsal.stage import NAME, git
from tests.verbs.watch.matters import issues

REPLY = "content/replies/contractor/20261207-moushikomi.md"
ANSWER = (
    '---\nreceived_on: "2026-12-07"\nchannel: chat\ninquiry: 申込みの方法についての質問\ndecision: reply\n'
    "reason: 同じ疑問を持つ方が多いため\nauthor: con-poster-01\n---\nお申し込みは```ページ```からどうぞ。\n"
)
SENT = ANSWER.replace("---\nお", 'sent_on: "2026-12-08"\nsent_by: con-poster-01\n---\nお')


def bring_reply(stage, text, *approvers):
    path = stage.desk / REPLY
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return stage.bring("con-poster-01", approvers)


def test_an_approved_reply_is_handed_over_until_it_is_recorded_as_sent(stage, run):
    bring_reply(stage, ANSWER, "con-manager-01")
    run(watch)
    (issue,) = issues(stage).values()
    assert issue.title.startswith("第6第2項 承認された返信を送ってください")
    assert "取り込むには業務処理責任者の確認(Approve)が要ります" in issue.body
    assert "````text\nお申し込みは```ページ```からどうぞ。\n````" in issue.body
    bring_reply(stage, SENT)
    assert run(watch)[0] == 0
    assert issues(stage) == {}


@pytest.mark.parametrize("approvers", [(), ("section-chief-01",), ("con-poster-02",)])
def test_a_reply_that_the_right_person_did_not_approve_is_handed_to_nobody(stage, run, approvers):
    bring_reply(stage, ANSWER, *approvers)
    assert run(watch)[0] == 1
    (issue,) = issues(stage).values()
    assert "承認されていない返信です。送らないでください" in issue.title
    assert "業務処理責任者の有効な承認がありません" in issue.body
    assert "お申し込み" not in issue.body


def test_a_reply_that_was_changed_after_its_approval_is_handed_to_nobody(stage, run):
    bring_reply(stage, ANSWER, "con-manager-01")
    bring_reply(stage, ANSWER.replace("どうぞ", "だけ"))
    run(watch)
    assert all("送らないでください" in title for title in issues(stage))


@pytest.mark.parametrize("act", ["objection", "edit"])
def test_the_order_to_send_a_reply_ends_with_its_approval(stage, run, act):
    number = bring_reply(stage, ANSWER, "con-manager-01")
    run(watch)
    if act == "objection":
        stage.github.review(number, "con-manager-01-example", "CHANGES_REQUESTED")
    else:
        bring_reply(stage, ANSWER.replace("どうぞ", "だけ"))
    run(watch)
    (title,) = issues(stage)
    assert "送らないでください" in title


def test_a_reply_that_nobody_approved_and_that_was_sent_is_told(stage, run):
    bring_reply(stage, SENT)
    assert run(watch)[0] == 1
    (issue,) = issues(stage).values()
    assert "承認されていない返信が、送ったと記録されています: 20261207-moushikomi.md" in issue.title
    assert "業務処理責任者の有効な承認がありません" in issue.body


def test_a_text_that_was_changed_with_the_record_of_its_sending_is_told(stage, run):
    bring_reply(stage, ANSWER, "con-manager-01")
    bring_reply(stage, SENT.replace("どうぞ", "だけ"))
    run(watch)
    (title,) = issues(stage)
    assert "承認されていない返信が、送ったと記録されています" in title


def test_what_is_told_of_a_sent_reply_stays_while_github_cannot_say_or_it_is_not_looked_at(stage, run):
    bring_reply(stage, SENT)
    run(watch)
    stage.github.fail("reviews")
    run(watch)
    (issue,) = issues(stage).values()
    assert "送ったと記録されています" in issue.title
    stage.github.server.faults.clear()
    stage.now += timedelta(days=100)
    run(watch)
    assert issue.title in issues(stage)


def test_a_reply_is_judged_by_every_condition_of_a_post(stage):
    bring_reply(stage, ANSWER, "con-manager-01")
    git(stage.checkout, "pull", "-q", "origin", "main")
    github = GitHub(stage.github.url, NAME, "t")
    seen = take_snapshot(github, stage.checkout, git(stage.checkout, "rev-parse", "HEAD"), REPLY, stage.now)
    (merge,) = seen.merges
    reply = read_reply(read_markdown_file(REPLY, ANSWER.encode()))

    def reasons(**changed):
        return {reason.code for reason in judge(replace(seen, merges=(replace(merge, **changed),))).reasons}

    assert reasons() == set()
    assert reasons(approved_tree="0" * 40) == {"content_differs"}
    assert reasons(github=Unavailable("x")) == {"evidence_unavailable"}
    assert reasons(parents=merge.parents[:1]) == {"not_githubs_merge"}
    assert "author_not_on_roster" in reasons(content=replace(reply, author="con-poster-02"))
    assert "author_not_on_roster" in reasons(content=replace(reply, author="con-poster-00"))
    assert "author_not_on_roster" in reasons(content=replace(reply, side="division"))
    assert {reason.code for reason in judge(replace(seen, merges=())).reasons} == {"evidence_unavailable"}


def test_a_reply_whose_approval_github_cannot_say_waits(stage, run):
    bring_reply(stage, ANSWER, "con-manager-01")
    stage.github.fail("reviews")
    assert run(watch)[0] == 1
    (held,) = issues(stage)
    assert held.startswith("確認できず")
    run(watch)
    (handed,) = issues(stage)
    assert "承認された返信を送ってください" in handed


@pytest.mark.parametrize("place", ["replies/contractor/20261207-", "incidents/20261207-"])
def test_a_reply_or_an_incident_whose_name_is_no_utf8_does_not_end_the_watch(stage, run, place):
    ending = b"\xff.md" if place.startswith("replies") else b"\xff.yml"
    path = Path(os.fsdecode(os.fsencode(stage.desk) + b"/content/" + place.encode() + ending))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(ANSWER, "utf-8")
    stage.bring("con-poster-01", ())
    assert run(watch)[0] == 1
    assert any("20261207-\\xff" in issue.title for issue in issues(stage).values())
    before = dict(issues(stage))
    run(watch)
    assert issues(stage) == before
