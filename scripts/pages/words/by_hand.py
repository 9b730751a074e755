"""Replies and records of trouble in words: what is approved, who acts on it by hand, where that is written down."""

from collections.abc import Iterator, Mapping, Sequence

from scripts.approvals.needs import needs_for
from scripts.approvals.required import may_give
from scripts.checking.context import RuleContext
from scripts.content.incident import TROUBLE_NAMES, Action, Incident
from scripts.content.reply import CHANNEL_NAMES, DECISION_NAMES, Reply
from scripts.content.roster import SIDE_NAMES
from scripts.pages.approval import needed
from scripts.pages.html import Fact, day
from scripts.pages.sending import side_in_words
from scripts.pages.words.approvers import Needed, approvers, grounds
from scripts.pages.words.markdown import (
    MOST_LETTERS,
    FormInWords,
    Part,
    as_quotation,
    assembled,
    table,
)
from scripts.text.dates import moment_in_words
from scripts.text.quote import inert
from scripts.text.terms import label

Titles = Mapping[str, str]  # post_id → title
_UNREADABLE = "（読み取れません。点検の指摘を直してください）"


def reply_in_words(
    reply: Reply, context: RuleContext, titles: Titles, most: int = MOST_LETTERS
) -> FormInWords:
    """A reply: the comment that it answers, the answer, who approves it, who sends it by hand."""
    author, needs = context.roster.person(reply.author), needed(reply, (), context)
    sender = author.title if author else f"{reply.author}（名簿にありません）"
    return assembled(
        f"{approvers(needs)}\n\n{_by_hand(reply, sender)}", _reply_parts(reply, sender, needs, titles), most
    )


def _named(post_id: str, titles: Titles) -> str:
    """A post by its title; its number alone says nothing to an approver."""
    return f"「{titles[post_id]}」（{post_id}）" if titles.get(post_id) else post_id


def _by_hand(reply: Reply, sender: str) -> str:
    if reply.decision == "no_reply":
        return "**承認のあと** 何も送りません。返信しないと決めた記録が残ります。"
    where = inert(label(CHANNEL_NAMES, reply.channel))
    return (
        f"**承認のあと** 取り込むと、「見回り」が課題（Issue）で知らせ、{inert(sender)}が{where}に手で送ります。"
        "送った日と送った人は、この返信の記録に書き足します（その2つだけなら、改めての承認は要りません）。"
    )


def _reply_parts(reply: Reply, sender: str, needs: Needed, titles: Titles) -> Iterator[Part]:
    rows: list[Fact] = [
        ("返信するか", label(DECISION_NAMES, reply.decision) or _UNREADABLE),
        ("理由", reply.reason),
        ("寄せられた日", day(reply.received_on)),
        ("寄せられた所", label(CHANNEL_NAMES, reply.channel)),
        ("対象の投稿", _named(reply.post, titles)),
        ("投稿者", f"{sender}（{side_in_words(reply.side)}）"),
        ("送った日", day(reply.sent_on)),
    ]
    yield "返信", table("返信", reply.id, rows)
    yield "コメントの要旨", as_quotation("寄せられたコメント（要旨）", reply.inquiry or _UNREADABLE)
    if reply.decision != "no_reply" or reply.document.body.strip():
        yield "返信の文章", as_quotation("返信の文章", reply.document.body or _UNREADABLE)
    yield "承認の根拠", grounds(needs)


def incident_in_words(
    incident: Incident,
    context: RuleContext,
    titles: Titles,
    losing: Sequence[str] = (),
    most: int = MOST_LETTERS,
) -> FormInWords:
    """A record of trouble: what happened, what was done by whom, what its merge sets off.

    `losing`: other posts (by id) with a picture of the post that it takes down.
    """
    needs: Needed = [
        (need, may_give(need, context.roster, context.account, context.today)) for need in needs_for("config")
    ]
    return assembled(
        f"{approvers(needs)}\n\n{_sets_off(incident, titles, losing)}",
        _incident_parts(incident, context, needs, titles),
        most,
    )


def _sets_off(incident: Incident, titles: Titles, losing: Sequence[str]) -> str:
    gone = also = ""
    if incident.takes_down:
        gone = (
            f"取り込むと、投稿{inert(_named(incident.takes_down, titles))}がサイトの公開から外れます。"
            "その画像は、どの投稿でも出なくなります。"
        )
    if incident.takes_down and losing:
        also = f"同じ画像を使っているため、画像が消えるほかの投稿: {'、'.join(inert(_named(post_id, titles)) for post_id in losing)}。"
    return (
        f"**承認のあと** LINEには何も送られません。{gone}{also}対応は人がLINEの画面などで行い、"
        "この記録の「行った対応」に書き足します。終わったら、終わった日を書きます。"
    )


def _incident_parts(
    incident: Incident, context: RuleContext, needs: Needed, titles: Titles
) -> Iterator[Part]:
    side = label(SIDE_NAMES, incident.detected_side)
    rows: list[Fact] = [
        ("種類", label(TROUBLE_NAMES, incident.trouble) or _UNREADABLE),
        (
            "気づいた日時",
            f"{moment_in_words(incident.detected_at)}（{side}）" if incident.detected_at else _UNREADABLE,
        ),
        (
            "地域政策課への連絡",
            moment_in_words(incident.reported_at) if incident.reported_at else "記録がありません",
        ),
        ("連絡の方法", incident.reported_how),
        ("連絡を受けた人", incident.received_by),
        ("文書番号", incident.evidence),
        ("ガイドラインの項", incident.guideline_section_ref),
        ("訂正の投稿", _named(incident.correction, titles)),
        ("公開から外す投稿", _named(incident.takes_down, titles)),
        ("終わった日", day(incident.closed_on) or "対応中"),
    ]
    yield "トラブルの記録", table("トラブルの記録", incident.id, rows)
    yield "概要", as_quotation("概要", incident.summary or _UNREADABLE)
    yield "行った対応", table("行った対応", "", [_action(action, context) for action in incident.actions])
    yield "承認の根拠", grounds(needs)


def _action(action: Action, context: RuleContext) -> Fact:
    by, approved = (
        person.title if (person := context.roster.person(name)) else name
        for name in (action.by, action.approved_by)
    )
    when = moment_in_words(action.at) if action.at else _UNREADABLE
    return when, f"{action.what}（行った人: {by}、承認: {approved or '記録なし'}）"
