"""What an auditor asks of one post's record. Each answer is worked out anew, none is copied, and names its source."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Literal

from scripts.content.account import Account
from scripts.content.post import Post
from scripts.delivery.damage import CLOCKS_DIFFER, line_damage
from scripts.delivery.ledger import STATE_NAMES
from scripts.messages.render import body_bytes, render
from scripts.reading.fields import moment, text
from scripts.records.record import Record
from scripts.text.dates import moment_in_words

Source = Literal["git", "GitHub", "LINE", "台帳"]


@dataclass(frozen=True)
class ProofAnswer:
    """One question of the auditor; `holds` is None where nobody can say. `source` is what the ledger's word was held against.

    "台帳": nothing but the ledger itself says so, and its parts fit together.
    """

    question: str
    holds: bool | None
    detail: str
    source: Source = "台帳"


def answers(record: Record, post: Post | None, account: Account) -> tuple[ProofAnswer, ...]:
    """Every question that the ledger and the approved text can answer."""
    if record.claim is None:
        return (
            ProofAnswer("配信を始めた記録があるか", None, "この投稿には、配信を始めた記録がありません。"),
        )
    return (*claim_answers(record, post, account), _sent(record), *_as_line_counted(record))


def in_one_sentence(record: Record) -> str:
    """The answer for somebody who reads one line only."""
    given = "、".join(
        f"{approval.title}（{approval.person}）が{moment_in_words(approval.submitted_at)}に"
        for approval in record.approvals
        if approval.submitted_at
    )
    approved = f"{given}承認し" if given else "承認の記録がなく"
    if record.state == "sent" and record.sent_at:
        return f"この投稿は、{approved}、{moment_in_words(record.sent_at)}に配信されました。"
    return f"この投稿は、{approved}、配信は「{STATE_NAMES[record.state]}」です。"


def claim_answers(record: Record, post: Post | None, account: Account) -> Iterator[ProofAnswer]:
    """What concerns the latest claim of these lines, whatever LINE said to it."""
    evidence, content = record.evidence, text(record.claimed.get("content_sha"))
    approved = text(evidence.get("content_sha"))
    yield ProofAnswer(
        "承認された内容は、配信した内容と同じか",
        bool(content) and approved == content if approved else None,
        f"内容の識別子（git） {content}"
        if approved == content
        else f"承認された内容 {approved or '（記録なし）'} / 配信した内容 {content}",
    )
    yield _approved_before(record)
    yield _in_order(record)
    yield _approved_this_text(record)
    yield _same_body(record, post, account)


def _approved_before(record: Record) -> ProofAnswer:
    times = [given.submitted_at for given in record.approvals]
    question = "承認は、配信より前か（事前の承認）"
    if record.claim is None or not times or None in times:
        return ProofAnswer(question, None, "承認の日時の記録がありません。")
    latest = max(at for at in times if at)
    detail = f"最後の承認 {_exact(latest)} / 配信の開始 {_exact(record.claim.at)}"
    return ProofAnswer(question, latest < record.claim.at, detail)


def _in_order(record: Record) -> ProofAnswer:
    """報告 → 取り込み → 判定 → 配信の開始 → 受け付け; what a record of its day did not hold is left out."""
    question = "日時は、報告・取り込み・判定・配信の開始・受け付けの順か"
    steps: list[tuple[str, datetime | None]] = [
        ("報告", record.opened_at),
        ("取り込み", moment(record.evidence.get("merged_at"))),
        ("判定", moment(record.evidence.get("judged_at"))),
        ("配信の開始", record.claim.at if record.claim else None),
        ("受け付け", record.accepted.at if record.accepted else None),
    ]
    known = [(name, at) for name, at in steps if at]
    wrong = [*filter(None, [line_damage(record.lines, record.lines[-1].at)])]
    wrong += [
        f"{later}（{_exact(after)}）が{earlier}（{_exact(before)}）より前です"
        for (earlier, before), (later, after) in pairwise(known)
        if after < before
    ]
    return ProofAnswer(question, not wrong, "、".join(wrong) or " → ".join(name for name, _ in known))


def _approved_this_text(record: Record) -> ProofAnswer:
    head = text(record.evidence.get("head"))
    commits = {given.commit for given in record.approvals}
    question = "承認は、取り込まれた最後の版に対するものか"
    if not head or not commits:
        return ProofAnswer(question, None, "承認された版の記録がありません。")
    return ProofAnswer(question, commits == {head}, f"取り込まれた版 {head}")


def _same_body(record: Record, post: Post | None, account: Account) -> ProofAnswer:
    question = "記録された送信本文は、この内容から作られるものと同じか"
    if post is None:
        return ProofAnswer(question, None, "承認された内容が、この複製にありません。", "git")
    made = hashlib.sha256(sent_body(post, account)).hexdigest()
    same = made == record.claimed.get("body_sha256")
    if same:
        return ProofAnswer(question, True, f"SHA-256 {made}", "git")
    hint = "プログラムや画像の置き場所が変わったときも、同じになりません。その時の版のプログラムで確かめてください。"
    return ProofAnswer(question, None, f"いまのプログラムで作ると {made}。{hint}", "git")


def _sent(record: Record) -> ProofAnswer:
    question = "LINEが受け付けたか"
    numbers = {text(line.carries.get("request_id")) for line in record.lines if line.event == "accepted"}
    if len(numbers - {""}) > 1:
        return ProofAnswer(question, False, f"受付番号が2つあります: {'、'.join(sorted(numbers))}")
    if record.state == "sent":
        number = record.request_id or "番号なし（人が確かめて記録）"
        at = _exact(record.accepted.at) if record.accepted else "日時は分かりません"
        return ProofAnswer(question, True, f"{at} / 受付番号 {number}")
    return ProofAnswer(question, False if record.state == "refused" else None, "受け付けの記録がありません。")


def _as_line_counted(record: Record) -> Iterator[ProofAnswer]:
    """LINE's statistics name the request that they count, and when it was delivered; every look must name the same."""
    looks = record.looks
    if not looks or record.claim is None or record.accepted is None:
        return
    first, last = record.claim.at - CLOCKS_DIFFER, record.accepted.at + CLOCKS_DIFFER
    numbers = {look.request_id for look in looks}
    times = {look.delivered_at for look in looks if look.delivered_at}
    right = numbers == {record.request_id} and all(first <= at <= last for at in times)
    seen = "、".join(sorted(f"受付番号 {number or '（なし）'}" for number in numbers))
    silent = any(look.delivered_at is None for look in looks)
    when = "、".join([*map(_exact, sorted(times)), *(["（日時なし）"] if silent else [])])
    yield ProofAnswer(
        "受付番号と配信の日時は、LINEの集計のものと同じか",
        None if right and silent else right,
        f"集計 {seen}、{when}",
        "LINE",
    )


def sent_body(post: Post, account: Account) -> bytes:
    """The bytes that go over the wire for this post."""
    return body_bytes(render(post, account))


def exact_body(record: Record, post: Post, account: Account) -> bytes | None:
    """The very bytes that went out; None where they can no longer be made."""
    body = sent_body(post, account)
    return body if hashlib.sha256(body).hexdigest() == record.claimed.get("body_sha256") else None


def _exact(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M:%S}"
