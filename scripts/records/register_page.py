"""The register of a period as one HTML file: posts with small bars, replies and trouble of the same days."""

from collections import Counter
from xml.etree.ElementTree import Element

from scripts.content.roster import ROLE_NAMES, SIDE_NAMES
from scripts.delivery.ledger import STATE_NAMES
from scripts.pages.html import Node, document, section, tag
from scripts.reading.fields import mapping, text
from scripts.records.approved import RecordedApproval
from scripts.records.cells import person_in_words
from scripts.records.form_cells import reply_state
from scripts.records.matters import incidents_section, merged_words, replies_section, table
from scripts.records.record import FEW
from scripts.records.redaction import Redaction
from scripts.records.register import Period, RegisterRow, span_in_days, to_minute
from scripts.records.report.chart import bars, people
from scripts.records.style import STYLE
from scripts.text.dates import day_in_words, moment_in_words
from scripts.text.terms import CATEGORY, label


def register_page(period: Period, redaction: Redaction) -> str:
    """The whole file. It loads nothing from anywhere and runs no script."""
    span = f"{day_in_words(period.first)}から{day_in_words(period.last)}まで"
    body = (
        tag(
            "header",
            tag("p", f"{period.account.name}　{span}"),
            tag("h1", "配信台帳"),
            redaction.notice(),
            _totals(period),
        ),
        tag(
            "main",
            _posts(period),
            replies_section(period),
            incidents_section(period),
        ),
        _foot(period),
    )
    return document(
        f"配信台帳 {period.first}〜{period.last}", STYLE + _WIDE, *(redaction.of(part) for part in body)
    )


_WIDE = "body { max-width: 1480px; } @media print { @page { size: A4 landscape; } }"


def _foot(period: Period) -> Element:
    made = f"{moment_in_words(period.made_at)} に、配信台帳 {period.ledger or '(なし)'} から作りました。"
    sources = (
        "人数と受付番号はLINEの答え、承認・報告・取り込みの日時はGitHubの記録を、配信台帳に書き留めたものです。配信日時は、"
        "LINEの集計にあればその日時、なければLINEが受け付けた日時（返事を待ったときは、その返事を聞いた日時）です。返信とトラブルの取り込みの日時は git の履歴、返信の承認は、この台帳を作ったときにGitHubに尋ねた答えです。「未配信」は、main にあって配信の記録がない投稿です。"
        f"「―」はLINEがまだ数えていない人数、「{FEW}」はLINEが公開しない少ない人数です。"
    )
    return tag("footer", tag("p", made), tag("p", sources))


def _totals(period: Period) -> Element:
    """What was sent, and by their own words what was not."""
    sent = [entry for entry in period.entries if entry.record.state == "sent"]
    delivered = [
        counts.delivered for entry in sent if (counts := entry.record.counts) and counts.delivered is not None
    ]
    others = Counter(STATE_NAMES[entry.record.state] for entry in period.entries if entry not in sent)
    replies = Counter(map(reply_state, period.replies))
    numbers = [
        (len(sent), "件 配信"),
        (sum(entry.is_correction for entry in sent), "件 うち訂正"),
        *((count, f"件 {name}") for name, count in sorted(others.items())),
        (sum(delivered), f"通 届いた数（集計済み {len(delivered)}件）"),
        *((replies[name], f"件 {name}") for name in ("返信済み", "返信しない")),
        *(
            (count, f"件 {name}")
            for name, count in sorted(replies.items())
            if name not in ("返信済み", "返信しない")
        ),
        (len(period.incidents), "件 トラブル"),
    ]
    return tag("ul", [tag("li", tag("b", f"{number:,}"), words) for number, words in numbers], class_="total")


def _posts(period: Period) -> Element:
    entries = period.entries
    if not entries:
        return section("posts", "投稿", tag("p", "この期間に配信した投稿はありません。"))
    headings = ("配信日時", "投稿", "報告と取り込み", "承認", "届いた人数", "LINEの受付番号・ハッシュ")
    return section("posts", "投稿", table(headings, [_post(entry, period) for entry in entries]))


def _post(entry: RegisterRow, period: Period) -> Element:
    record, post = entry.record, entry.post
    about = (
        [label(SIDE_NAMES, post.side), label(CATEGORY, post.category)]
        if post
        else ["内容がこの複製にありません"]
    )
    return tag(
        "tr",
        tag("td", *_when(entry), class_="when"),
        tag(
            "td",
            tag("strong", post.title if post else entry.post_id),
            tag("p", tag("code", entry.post_id)),
            tag("p", "・".join(about), class_="note"),
            *_linked(entry),
        ),
        tag("td", *_brought(entry, period)),
        tag("td", [node for approval in record.approvals for node in _approval(approval)], _took(entry)),
        tag("td", _reached(entry)),
        tag("td", [tag("p", tag("code", number)) for number in _numbers(entry)]),
    )


def _when(entry: RegisterRow) -> list[Node]:
    """The delivery and by whose word; of a post that was not sent its state."""
    if entry.record.delivery:
        at, source = entry.record.delivery
        return [tag("p", to_minute(at)), tag("p", f"{source}による", class_="note")]
    state = tag("strong", STATE_NAMES[entry.record.state], class_="bad")
    what = "最後の記録" if entry.record.lines else "予定"
    return [state, tag("p", f"{what} {to_minute(entry.at)}", class_="note")]


def _brought(entry: RegisterRow, period: Period) -> list[Node]:
    """Who reported when (第4第4項第1号), and who merged when."""
    evidence, number = entry.record.evidence, entry.record.evidence.get("pull_request")
    merger = person_in_words(evidence.get("merged_by"))
    rows = [
        (f"報告 {to_minute(entry.record.opened_at)}", person_in_words(evidence.get("author"))),
        (f"取り込み {to_minute(entry.record.merged_at)}", merger),
    ]
    lines = [tag("p", f"プルリクエスト #{number}", class_="note")] if number else []
    named = [tag("p", head, tag("br"), who) for head, who in rows if who]
    return [*named, *lines] if entry.record.claim else merged_words(entry.post, period)


def _took(entry: RegisterRow) -> Element | None:
    span = entry.record.approved_after
    return tag("p", f"報告から承認まで {span_in_days(span)}", class_="note") if span is not None else None


def _approval(given: RecordedApproval) -> list[Node]:
    at = to_minute(given.submitted_at)
    return [
        tag("p", tag("strong", label(ROLE_NAMES, given.role)), f"　{at}"),
        tag("p", f"{given.person}({given.title})", class_="note"),
    ]


def _linked(entry: RegisterRow) -> list[Node]:
    corrects = entry.post.corrects if entry.post else ""
    words = [f"訂正する投稿: {corrects}"] if corrects else []
    words += [f"この投稿の訂正: {correction}" for correction in entry.corrected_in_words]
    return [tag("p", line) for line in words]


def _reached(entry: RegisterRow) -> Element | None:
    counts = entry.record.counts
    rows: list[tuple[str, int | str | None]] = [("対象", entry.record.estimate)]
    if counts:
        opened, clicked = (FEW if number is None else number for number in (counts.opened, counts.clicked))
        rows += [("配信", counts.delivered), ("開封", opened), ("リンク", clicked)]
    return bars([people(name, number) for name, number in rows]) if entry.record.state == "sent" else None


def _numbers(entry: RegisterRow) -> list[str]:
    claimed = mapping(entry.record.claimed)
    return [number for number in (entry.record.request_id, text(claimed.get("body_sha256"))) if number]
