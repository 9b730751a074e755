"""Who approved this text, when, and was it what went out? Each answer is worked out, none is copied."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from scripts.core.account import Account
from scripts.core.audit.record import STATE_NAMES, Record
from scripts.core.days import moment_in_words
from scripts.core.fields import text
from scripts.core.messages import body_bytes, render
from scripts.core.post import Post


@dataclass(frozen=True)
class Answer:
    """One question of the auditor. `holds` is None where the record does not say."""

    question: str
    holds: bool | None
    detail: str


def answers(record: Record, post: Post | None, account: Account) -> tuple[Answer, ...]:
    """Every question that ledger and clone can answer."""
    if record.claim is None:
        return (Answer("配信を始めた記録があるか", None, "この投稿には、配信を始めた記録がありません。"),)
    return tuple(_asked(record, post, account))


def in_one_sentence(record: Record) -> str:
    """The answer for somebody who reads one line only."""
    given = "、".join(
        f"{each.title}（{each.person}）が{moment_in_words(each.submitted_at)}に"
        for each in record.approvals
        if each.submitted_at
    )
    approved = f"{given}承認し" if given else "承認の記録がなく"
    if record.state == "sent" and record.sent_at:
        return f"この投稿は、{approved}、{moment_in_words(record.sent_at)}に配信されました。"
    return f"この投稿は、{approved}、配信は「{STATE_NAMES[record.state]}」です。"


def _asked(record: Record, post: Post | None, account: Account) -> Iterator[Answer]:
    evidence, content = record.evidence, text(record.said.get("content_sha"))
    approved = text(evidence.get("content_sha"))
    yield Answer(
        "承認された内容は、配信した内容と同じか",
        bool(content) and approved == content if approved else None,
        f"内容の識別子（git） {content}"
        if approved == content
        else f"承認された内容 {approved or '（記録なし）'} / 配信した内容 {content}",
    )
    yield _approved_before(record)
    yield _approved_this_text(record)
    yield _same_body(record, post, account)
    yield _sent(record)


def _approved_before(record: Record) -> Answer:
    times = [given.submitted_at for given in record.approvals]
    question = "承認は、配信より前か（事前の承認）"
    if record.claim is None or not times or None in times:
        return Answer(question, None, "承認の日時の記録がありません。")
    latest = max(at for at in times if at)
    detail = f"最後の承認 {latest:%Y-%m-%d %H:%M:%S} / 配信の開始 {record.claim.at:%Y-%m-%d %H:%M:%S}"
    return Answer(question, latest < record.claim.at, detail)


def _approved_this_text(record: Record) -> Answer:
    head = text(record.evidence.get("head"))
    commits = {given.commit for given in record.approvals}
    question = "承認は、取り込まれた最後の版に対するものか"
    if not head or not commits:
        return Answer(question, None, "承認された版の記録がありません。")
    return Answer(question, commits == {head}, f"取り込まれた版 {head}")


def _same_body(record: Record, post: Post | None, account: Account) -> Answer:
    question = "記録された送信本文は、この内容から作られるものと同じか"
    if post is None:
        return Answer(question, None, "承認された内容が、この複製にありません。")
    made = hashlib.sha256(sent_body(post, account)).hexdigest()
    same = made == record.said.get("body_sha256")
    if same:
        return Answer(question, True, f"SHA-256 {made}")
    say = "プログラムや画像の置き場所が変わったときも、同じになりません。その時の版のプログラムで確かめてください。"
    return Answer(question, None, f"いまのプログラムで作ると {made}。{say}")


def _sent(record: Record) -> Answer:
    question = "LINEが受け付けたか"
    if record.state == "sent":
        number = record.request_id or "番号なし（人が確かめて記録）"
        return Answer(question, True, f"{record.sent_at:%Y-%m-%d %H:%M:%S} / 受付番号 {number}")
    return Answer(question, False if record.state == "refused" else None, "受け付けの記録がありません。")


def sent_body(post: Post, account: Account) -> bytes:
    """The bytes that go over the wire for this post."""
    return body_bytes(render(post, account))
