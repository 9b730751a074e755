"""The dossier (一件書類) of one post: one HTML file with who approved what, when, and what went out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from xml.etree.ElementTree import Element

from scripts.content.account import Account
from scripts.content.consents import Consents
from scripts.content.incident import Incident
from scripts.content.post import Post
from scripts.content.roster import SIDE_NAMES, Roster
from scripts.delivery.ledger import STATE_NAMES
from scripts.messages.media import media_url
from scripts.messages.render import render
from scripts.pages.approval_form import shown
from scripts.pages.around.correction import answers
from scripts.pages.flex_html import EmbeddedPicture
from scripts.pages.html import document, facts, section, tag
from scripts.pages.interviewees import interviewees_section
from scripts.pages.links import links_section
from scripts.pages.phone import phone
from scripts.pages.phone_style import CHAT
from scripts.pages.pictures import pictures_section
from scripts.pages.sending import declarations_section
from scripts.records.answers import answers_section
from scripts.records.course import Texts, course_section
from scripts.records.dossier_parts import (
    approvals_section,
    corrections_section,
    hashes_section,
    ledger_section,
    reached_section,
    retention_section,
)
from scripts.records.proving.proof import ProofAnswer, exact_body, in_one_sentence
from scripts.records.redaction import Redaction
from scripts.records.register import RegisterRow
from scripts.records.style import STYLE
from scripts.text.dates import moment_in_words
from scripts.text.terms import CATEGORY, LAYOUT, label


@dataclass(frozen=True)
class Case:
    """Everything about one post. The registers are those on which the approval rested, not today's."""

    entry: RegisterRow
    account: Account
    roster: Roster
    consents: Consents
    incidents: tuple[Incident, ...]
    answers: tuple[ProofAnswer, ...]
    not_proved: tuple[str, ...]
    texts: Mapping[int, Texts]
    redaction: Redaction
    made_at: datetime
    ledger: str


def dossier(case: Case) -> str:
    """The whole file. It loads nothing from anywhere and runs no script."""
    entry, post = case.entry, case.entry.post
    title = post.title if post else entry.post_id
    body = (
        _head(case, title),
        tag(
            "main",
            answers_section(case.answers, case.not_proved, in_one_sentence(entry.record)),
            approvals_section(entry),
            course_section(entry.record, case.roster, case.texts),
            _content(post, case) if post else _not_here(),
            links_section(post, case.consents, case.roster) if post else None,
            pictures_section(post, case.roster, _thumbnails(post)) if post else None,
            interviewees_section(post) if post else None,
            declarations_section(post) if post else None,
            reached_section(entry),
            corrections_section(entry, case.incidents),
            ledger_section(entry),
            hashes_section(entry),
            retention_section(entry, case.account),
            _exact_body(post, case) if post else None,
        ),
        _foot(case),
    )
    return document(f"{title}｜配信の記録", CHAT + STYLE, *(case.redaction.of(part) for part in body))


def _head(case: Case, title: str) -> Element:
    record = case.entry.record
    sent = f"{moment_in_words(record.sent_at)} 配信" if record.sent_at else STATE_NAMES[record.state]
    return tag(
        "header",
        tag("p", f"{case.account.name}　配信の記録（一件書類）"),
        tag("h1", title),
        tag("p", f"{case.entry.post_id}　{sent}"),
        case.redaction.notice(),
    )


def _content(post: Post, case: Case) -> Element:
    record = case.entry.record
    album = {
        media_url(case.account, post.pictures[file]): embedded for file, embedded in _thumbnails(post).items()
    }
    author = case.roster.person(post.author)
    when = moment_in_words(record.sent_at) if record.sent_at else ""
    send = post.send
    return section(
        "content",
        "承認され、配信された内容",
        tag(
            "div",
            phone(case.account.name, when, render(post, case.account), album),
            tag(
                "div",
                facts(
                    ("件名", post.title),
                    (
                        "投稿者",
                        f"{author.title if author else post.author}（{label(SIDE_NAMES, post.side)}）",
                    ),
                    ("投稿内容の区分", label(CATEGORY, post.category)),
                    ("「その他」で送りたい理由（投稿者の説明）", post.reason),
                    ("見せ方", label(LAYOUT, post.layout)),
                    ("配信の開始", moment_in_words(send.not_before) if send.not_before else None),
                    ("配信の期限", moment_in_words(send.not_after) if send.not_after else None),
                    ("時間外に配信する理由", send.urgent),
                    ("訂正する投稿", post.corrects),
                    *(answers(post) if post.corrects else ()),
                ),
                tag("h3", "本文（書かれたまま）"),
                tag("pre", post.document.body.strip()),
            ),
            class_="columns",
        ),
    )


def _not_here() -> Element:
    missing = (
        "承認された内容が、この複製(clone)にありません。履歴をすべて含む複製で、もう一度作ってください。"
    )
    return section("content", "承認され、配信された内容", tag("p", missing))


def _thumbnails(post: Post) -> dict[str, EmbeddedPicture]:
    return {
        image.file: shown(post.pictures[image.file], image.alt)
        for image in post.images
        if image.file in post.pictures
    }


def _exact_body(post: Post, case: Case) -> Element | None:
    """The very letters that went out; left out where they can no longer be made."""
    body = exact_body(case.entry.record, post, case.account)
    if body is None:
        return None
    return section(
        "body",
        "LINEへ送った本文（JSON）",
        tag("p", "次の文字列をUTF-8で表したもののSHA-256が、上の「送信本文」のハッシュです。", class_="note"),
        tag("pre", body.decode(), class_="exact"),
    )


def _foot(case: Case) -> Element:
    return tag(
        "footer",
        tag("p", f"{moment_in_words(case.made_at)} に、配信台帳 {case.ledger or '(なし)'} から作りました。"),
        tag(
            "p",
            "数字は、LINEとGitHubの答えを配信台帳に書き留めたものです。確かめ方は、いっしょに作った check.html にあります。リポジトリの"
            "複製があれば、インターネットにつながずに python -m scripts.audit --verify でも確かめられます。",
        ),
    )
