"""Verify one post's record offline: each answer is computed from ledger and clone, none is copied."""

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from scripts.approvals.evidence import RECORD, history_rewritten, repeatable
from scripts.approvals.github_record import GitHubRecord
from scripts.approvals.judge import judge
from scripts.approvals.serialise import NotPlain, read_plain
from scripts.approvals.snapshot import Snapshot
from scripts.content.account import Account
from scripts.content.post import Post
from scripts.content.roster import ROLE_NAMES
from scripts.delivery.ledger import STATE_NAMES
from scripts.messages.render import body_bytes, render
from scripts.reading.fields import mapping, sequence, text
from scripts.records.record import Record
from scripts.text.dates import moment_in_words


@dataclass(frozen=True)
class ProofAnswer:
    """One question of the auditor; `holds` is None where the record is silent."""

    question: str
    holds: bool | None
    detail: str


def answers(record: Record, post: Post | None, account: Account) -> tuple[ProofAnswer, ...]:
    """Every question that ledger and clone can answer."""
    if record.claim is None:
        return (
            ProofAnswer("配信を始めた記録があるか", None, "この投稿には、配信を始めた記録がありません。"),
        )
    return tuple(_questions(record, post, account))


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


def _questions(record: Record, post: Post | None, account: Account) -> Iterator[ProofAnswer]:
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
    yield _approved_this_text(record)
    yield _same_body(record, post, account)
    yield _sent(record)


def _approved_before(record: Record) -> ProofAnswer:
    times = [given.submitted_at for given in record.approvals]
    question = "承認は、配信より前か（事前の承認）"
    if record.claim is None or not times or None in times:
        return ProofAnswer(question, None, "承認の日時の記録がありません。")
    latest = max(at for at in times if at)
    detail = f"最後の承認 {latest:%Y-%m-%d %H:%M:%S} / 配信の開始 {record.claim.at:%Y-%m-%d %H:%M:%S}"
    return ProofAnswer(question, latest < record.claim.at, detail)


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
        return ProofAnswer(question, None, "承認された内容が、この複製にありません。")
    made = hashlib.sha256(sent_body(post, account)).hexdigest()
    same = made == record.claimed.get("body_sha256")
    if same:
        return ProofAnswer(question, True, f"SHA-256 {made}")
    hint = "プログラムや画像の置き場所が変わったときも、同じになりません。その時の版のプログラムで確かめてください。"
    return ProofAnswer(question, None, f"いまのプログラムで作ると {made}。{hint}")


def _sent(record: Record) -> ProofAnswer:
    question = "LINEが受け付けたか"
    if record.state == "sent":
        number = record.request_id or "番号なし（人が確かめて記録）"
        return ProofAnswer(question, True, f"{record.sent_at:%Y-%m-%d %H:%M:%S} / 受付番号 {number}")
    return ProofAnswer(question, False if record.state == "refused" else None, "受け付けの記録がありません。")


def sent_body(post: Post, account: Account) -> bytes:
    """The bytes that go over the wire for this post."""
    return body_bytes(render(post, account))


NOT_CHECKED = (
    "確かめていないこと: GitHubにいまも同じ承認の記録があること(インターネットにつながないため)。"
    "承認の日時・番号・アカウントと、プッシュの記録は、配信台帳に書かれたものを使いました。"
)
_SHOWN = 5


def github_records(evidence: Mapping[str, Any]) -> dict[str, GitHubRecord]:
    """GitHub's record of each merge, by merge commit, as the evidence holds it. Raises NotPlain."""
    merges = [mapping(merge) for merge in sequence(evidence.get("merges"))]
    if not merges:
        raise NotPlain("no merges")
    return {text(merge.get("merge")): read_plain(GitHubRecord, merge.get(RECORD)) for merge in merges}


def replayed(
    evidence: Mapping[str, Any], snapshot: Snapshot, history: Collection[str]
) -> Iterator[ProofAnswer]:
    """What the record says against what the clone holds, and the judge's verdict on both together."""
    rewritten = history_rewritten(evidence, history)
    shas = "、".join(text(mapping(merge).get("merge"))[:7] for merge in sequence(evidence.get("merges")))
    yield ProofAnswer(
        "承認のもとになったマージは、いまも main の履歴にあるか",
        rewritten is None,
        rewritten.message if rewritten else f"マージ {shas}",
    )
    recorded, verdict = repeatable(evidence), judge(snapshot)
    different = list(differences(recorded, verdict.evidence, ""))
    yield ProofAnswer(
        "親コミット・ファイル・名簿・本文のgitの番号は、記録と同じか",
        not different,
        f"違うところ: {'、'.join(different[:_SHOWN])}"
        if different
        else f"{len(_leaves(recorded))}項目を照合",
    )
    given = "、".join(
        f"{ROLE_NAMES[approval.role]} {approval.title}({approval.person})" for approval in verdict.approvals
    )
    yield ProofAnswer(
        "同じ規則でもう一度判定しても、承認されているか",
        verdict.outcome == "approved",
        " ".join(reason.message for reason in verdict.reasons) or given,
    )


def differences(recorded: object, again: object, where: str) -> Iterator[str]:
    """The places where the record says something else. What the record of its day did not hold is not asked."""
    if isinstance(recorded, Mapping) and isinstance(again, Mapping):
        for key, value in recorded.items():
            yield from differences(value, again.get(key), f"{where}.{key}".lstrip("."))
    elif isinstance(recorded, list) and isinstance(again, list) and len(recorded) == len(again):
        for place, (one, other) in enumerate(zip(recorded, again, strict=True)):
            yield from differences(one, other, f"{where}[{place}]")
    elif type(recorded) is not type(again) or recorded != again:
        yield where


def _leaves(value: object) -> list[object]:
    if isinstance(value, Mapping):
        return [leaf for item in value.values() for leaf in _leaves(item)]
    if isinstance(value, list):
        return [leaf for item in value for leaf in _leaves(item)]
    return [value]
