"""A reply: what may be added after the approval without asking again."""

import pytest

from scripts.content.reply import only_sending_recorded, read_reply
from scripts.reading.document import read_markdown_file

APPROVED = """---
received_on: "2026-12-16"
channel: voom_comment
post: 20261215-hoshifuri-story
inquiry: おためし暮らしは何歳まで申し込めるかという質問
decision: reply
reason: 同じ疑問を持つ方が多いと考えられるため
author: con-poster-02
---
ご質問ありがとうございます。年齢の上限はありません。
"""
RECORD = 'sent_on: "2026-12-17"\nsent_by: con-poster-02\n'
SENT = APPROVED.replace("---\nご質問", f"{RECORD}---\nご質問")


def test_side_and_id_come_from_the_path() -> None:
    path = "content/replies/contractor/20261216-otameshi.md"
    reply = read_reply(read_markdown_file(path, SENT.encode()))
    assert (reply.side, reply.id, reply.sent_by) == ("contractor", "20261216-otameshi", "con-poster-02")


def test_the_record_of_the_sending_alone_may_be_added() -> None:
    assert only_sending_recorded(APPROVED.encode(), SENT.encode())
    assert only_sending_recorded(APPROVED.encode(), SENT.replace("\n", "\r\n").encode())


@pytest.mark.parametrize(
    "after",
    [
        APPROVED,
        SENT.replace("上限はありません", "上限は40歳です"),
        SENT.replace("ありがとうございます。", "ありがとうございます。\n\n"),
        SENT.replace("decision: reply", "decision: no_reply"),
        SENT.replace("reason: 同じ", "reason: おなじ"),
        SENT.replace("author: con-poster-02", "author: con-poster-01"),
        SENT.replace('sent_on: "2026-12-17"\n', ""),
        SENT.replace("sent_by: con-poster-02\n", ""),
        SENT.replace('"2026-12-17"', '"2026-02-30"'),
        SENT.replace("sent_by: con-poster-02", "sent_by: [con-poster-02]"),
        SENT.replace(RECORD, RECORD + "note: x\n"),
        SENT.replace(RECORD, RECORD + RECORD),
        "",
    ],
)
def test_anything_else_needs_its_approval(after: str) -> None:
    assert not only_sending_recorded(APPROVED.encode(), after.encode())


def test_a_record_that_stands_is_not_changed_without_approval() -> None:
    assert not only_sending_recorded(SENT.encode(), SENT.replace("12-17", "12-18").encode())
    assert not only_sending_recorded(SENT.encode(), APPROVED.encode())


def test_what_was_not_to_be_answered_was_not_sent() -> None:
    silent = APPROVED.replace("decision: reply", "decision: no_reply")
    assert not only_sending_recorded(
        silent.encode(), silent.replace("---\nご質問", f"{RECORD}---\nご質問").encode()
    )
