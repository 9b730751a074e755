"""The register of a period as one HTML file: posts with small bars, replies and trouble of the same days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from xml.etree.ElementTree import Element

from scripts.content.account import Account
from scripts.content.incident import TROUBLE_NAMES, Incident
from scripts.content.reply import Reply
from scripts.content.roster import ROLE_NAMES, SIDE_NAMES
from scripts.delivery.ledger import STATE_NAMES
from scripts.pages.html import Node, document, section, tag
from scripts.reading.fields import mapping, text
from scripts.records.record import RecordedApproval
from scripts.records.register import RegisterRow, to_minute
from scripts.records.style import STYLE, bars
from scripts.text.dates import day_in_words, moment_in_words
from scripts.text.terms import CATEGORY, label


@dataclass(frozen=True)
class Period:
    """What happened from the first to the last day."""

    account: Account
    first: date
    last: date
    entries: tuple[RegisterRow, ...]
    replies: tuple[Reply, ...]
    incidents: tuple[Incident, ...]
    made_at: datetime
    ledger: str


def register_page(period: Period) -> str:
    """The whole file. It loads nothing from anywhere and runs no script."""
    span = f"{day_in_words(period.first)}から{day_in_words(period.last)}まで"
    return document(
        f"配信台帳 {period.first}〜{period.last}",
        STYLE + _WIDE,
        tag(
            "header",
            tag("p", f"{period.account.name}　{span}"),
            tag("h1", "配信台帳"),
            _totals(period.entries),
        ),
        tag(
            "main",
            _posts(period.entries),
            _replies(period.replies),
            _incidents(period.incidents),
        ),
        tag(
            "footer",
            tag(
                "p",
                f"{moment_in_words(period.made_at)} に、配信台帳 {period.ledger or '(なし)'} から作りました。",
            ),
            tag(
                "p",
                "この書類の数字は、すべて配信台帳から取ったものです。人数の「―」は、LINEがまだ数えていないか、公開しない少ない人数です。",
            ),
        ),
    )


_WIDE = "body { max-width: 1480px; } @media print { @page { size: A4 landscape; } }"


def _totals(entries: Sequence[RegisterRow]) -> Element:
    sent = [entry for entry in entries if entry.record.state == "sent"]
    corrections = sum(bool(entry.post and entry.post.corrects) for entry in sent)
    delivered = [counts.delivered for entry in sent if (counts := entry.record.counts) and counts.delivered]
    numbers = [
        (len(sent), "件 配信"),
        (corrections, "件 うち訂正"),
        (len(entries) - len(sent), "件 配信できず"),
        (sum(delivered), f"通 届いた数（集計済み {len(delivered)}件）"),
    ]
    return tag("ul", [tag("li", tag("b", f"{number:,}"), words) for number, words in numbers], class_="total")


def _table(headings: Sequence[str], rows: Sequence[Element]) -> Element:
    head = tag("thead", tag("tr", [tag("th", name, scope="col") for name in headings]))
    return tag("div", tag("table", head, tag("tbody", rows)), class_="scroll")


def _posts(entries: Sequence[RegisterRow]) -> Element:
    if not entries:
        return section("posts", "投稿", tag("p", "この期間に配信した投稿はありません。"))
    headings = ("配信日時", "投稿", "投稿者", "承認", "届いた人数", "LINEの受付番号・ハッシュ")
    return section("posts", "投稿", _table(headings, [_post(entry) for entry in entries]))


def _post(entry: RegisterRow) -> Element:
    record, post = entry.record, entry.post
    author = mapping(record.evidence.get("author"))
    state = None if record.state == "sent" else tag("strong", STATE_NAMES[record.state], class_="bad")
    about = (
        [label(SIDE_NAMES, post.side), label(CATEGORY, post.category)]
        if post
        else ["内容がこの複製にありません"]
    )
    return tag(
        "tr",
        tag("td", tag("p", to_minute(record.at)), state, class_="when"),
        tag(
            "td",
            tag("strong", post.title if post else entry.post_id),
            tag("p", tag("code", entry.post_id)),
            tag("p", "・".join(about), class_="note"),
            *_linked(entry),
        ),
        tag("td", tag("p", text(author.get("title"))), tag("p", text(author.get("person")), class_="note")),
        tag("td", [node for approval in record.approvals for node in _approval(approval)]),
        tag("td", _reached(entry)),
        tag("td", [tag("p", tag("code", number)) for number in _numbers(entry)]),
    )


def _approval(given: RecordedApproval) -> list[Node]:
    at = to_minute(given.submitted_at)
    return [
        tag("p", tag("strong", label(ROLE_NAMES, given.role)), f"　{at}"),
        tag("p", f"{given.title} {given.person}", class_="note"),
    ]


def _linked(entry: RegisterRow) -> list[Node]:
    corrects = entry.post.corrects if entry.post else ""
    words = [f"訂正する投稿: {corrects}"] if corrects else []
    words += [f"この投稿の訂正: {post_id}" for post_id in entry.corrected_by]
    return [tag("p", line) for line in words]


def _reached(entry: RegisterRow) -> Element:
    counts = entry.record.counts
    rows: list[tuple[str, int | None]] = [("対象", entry.record.estimate)]
    if counts:
        rows += [("配信", counts.delivered), ("開封", counts.opened), ("リンク", counts.clicked)]
    return bars(rows)


def _numbers(entry: RegisterRow) -> list[str]:
    numbers = [entry.record.request_id, text(entry.record.claimed.get("body_sha256"))]
    return [number for number in numbers if number]


def _replies(replies: Sequence[Reply]) -> Element | None:
    if not replies:
        return None
    headings = ("受けた日", "投稿", "要旨", "決定と理由", "送った日・人")
    rows = [
        tag(
            "tr",
            tag("td", f"{reply.received_on or ''}", class_="when"),
            tag("td", reply.post),
            tag("td", reply.inquiry),
            tag("td", f"{'返信する' if reply.decision == 'reply' else '返信しない'}: {reply.reason}"),
            tag("td", f"{reply.sent_on} {reply.sent_by}" if reply.sent_on else ""),
        )
        for reply in replies
    ]
    return section("replies", "コメントへの返信（第6第2項）", _table(headings, rows))


def _incidents(incidents: Sequence[Incident]) -> Element | None:
    if not incidents:
        return None
    headings = ("気づいた日時", "記録", "あらまし", "地域政策課への連絡", "対応", "終えた日")
    rows = [
        tag(
            "tr",
            tag("td", to_minute(incident.detected_at), class_="when"),
            tag("td", f"{incident.id}（{label(TROUBLE_NAMES, incident.trouble)}）"),
            tag("td", incident.summary),
            tag(
                "td",
                " ".join(
                    filter(
                        None, (to_minute(incident.reported_at), incident.reported_how, incident.received_by)
                    )
                ),
            ),
            tag("td", [tag("p", f"{to_minute(action.at)} {action.what}") for action in incident.actions]),
            tag("td", f"{incident.closed_on or '対応中'}", class_="when"),
        )
        for incident in incidents
    ]
    return section("incidents", "トラブル（第6第3項・第4項）", _table(headings, rows))
