"""The register as a sheet (CSV): a row for each post, correction, reply, decision not to reply, and incident."""

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date

from scripts.content.account import Account
from scripts.content.incident import TROUBLE_NAMES, Incident
from scripts.content.reply import DECISION_NAMES, Reply
from scripts.content.roster import ROLE_NAMES, SIDE_NAMES
from scripts.delivery.ledger import STATE_NAMES
from scripts.reading.fields import integer, mapping, text
from scripts.records.record import FEW, RecordedApproval
from scripts.records.register import Period, RegisterRow, kept_until, minutes_of, to_minute
from scripts.text.terms import CATEGORY, label

_BOM = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠", "ー", "ｰ", "−", "‐", "–", "—", "―")
Cell = str | int
HEADINGS = (
    "種別", "配信日時", "配信日時の根拠", "状態", "投稿ID", "記録ID", "件名・要旨", "側", "区分", "投稿者",
    "投稿者ID", "報告日時", "プルリクエスト", "承認", "承認までの時間(分)", "取り込み日時", "取り込んだ人",
    "受けた日・気づいた日時", "決定", "理由", "対応", "対応した日", "対応した人", "地域政策課への連絡",
    "対象者数(配信前の推定)", "配信数", "開封した人", "リンクを開いた人", "集計日", "訂正する投稿", "この投稿の訂正",
    "LINEの受付番号", "送信本文のSHA-256", "内容の識別子(git)", "マージ", "運営要領の版", "保存期限",
)  # fmt: skip


def sheet(period: Period) -> Iterator[list[Cell]]:
    """The rows under the headings; nothing where nothing happened."""
    account = period.account
    named = [
        *(post_cells(entry, account) for entry in period.entries),
        *(reply_cells(reply, account) for reply in period.replies),
        *(incident_cells(incident, account) for incident in period.incidents),
    ]
    for cells in named:
        yield [cells.get(heading, "") for heading in HEADINGS]


def post_cells(entry: RegisterRow, account: Account) -> dict[str, Cell]:
    """One post."""
    record, post, counts = entry.record, entry.post, entry.record.counts
    author, merger = mapping(record.evidence.get("author")), mapping(record.evidence.get("merged_by"))
    delivered_at, source = record.delivery or (None, "")
    return {
        "種別": "訂正" if entry.is_correction else "投稿",
        "配信日時": to_minute(delivered_at),
        "配信日時の根拠": source,
        "状態": STATE_NAMES[record.state],
        "投稿ID": entry.post_id,
        "件名・要旨": post.title if post else "",
        "側": label(SIDE_NAMES, post.side) if post else "",
        "区分": label(CATEGORY, post.category) if post else "",
        "投稿者": text(author.get("title")),
        "投稿者ID": text(author.get("person")),
        "報告日時": to_minute(record.opened_at),
        "プルリクエスト": _cell(integer(record.evidence.get("pull_request"))),
        "承認": " / ".join(map(approval_in_words, record.approvals)),
        "承認までの時間(分)": _cell(minutes_of(record.approved_after)),
        "取り込み日時": to_minute(record.merged_at),
        "取り込んだ人": person_in_words(merger),
        "理由": post.reason if post else "",
        "対象者数(配信前の推定)": _cell(record.estimate),
        "配信数": _cell(counts.delivered) if counts else "",
        "開封した人": _few(counts.opened) if counts else "",
        "リンクを開いた人": _few(counts.clicked) if counts else "",
        "集計日": to_minute(counts.at) if counts else "",
        "訂正する投稿": post.corrects if post else "",
        "この投稿の訂正": " ".join(entry.corrected_by),
        "LINEの受付番号": record.request_id,
        "送信本文のSHA-256": text(record.claimed.get("body_sha256")),
        "内容の識別子(git)": text(record.claimed.get("content_sha")),
        "マージ": text(record.evidence.get("merge")),
        "運営要領の版": text(record.evidence.get("rules_version")),
        "保存期限": f"{entry.kept_until(account) or ''}",
    }


def reply_cells(reply: Reply, account: Account) -> dict[str, Cell]:
    """One decision on a comment (第6第2項)."""
    return {
        "種別": "返信",
        "状態": reply_state(reply),
        "投稿ID": reply.post,
        "記録ID": reply.id,
        "件名・要旨": reply.inquiry,
        "側": label(SIDE_NAMES, reply.side),
        "投稿者ID": reply.author,
        "受けた日・気づいた日時": f"{reply.received_on or ''}",
        "決定": label(DECISION_NAMES, reply.decision),
        "理由": reply.reason,
        "対応した日": f"{reply.sent_on or ''}",
        "対応した人": reply.sent_by,
        "保存期限": _kept(reply.sent_on or reply.received_on, account),
    }


def reply_state(reply: Reply) -> str:
    """What became of it."""
    if reply.decision != "reply":
        return label(DECISION_NAMES, reply.decision)
    return "返信済み" if reply.sent_on else "返信の記録なし"


def incident_cells(incident: Incident, account: Account) -> dict[str, Cell]:
    """One case of trouble (第6第3項・第4項)."""
    return {
        "種別": "トラブル",
        "状態": "終了" if incident.closed_on else "対応中",
        "投稿ID": " ".join(sorted(incident.about)),
        "記録ID": incident.id,
        "件名・要旨": incident.summary,
        "側": label(SIDE_NAMES, incident.detected_side),
        "区分": label(TROUBLE_NAMES, incident.trouble),
        "受けた日・気づいた日時": to_minute(incident.detected_at),
        "対応": " / ".join(f"{to_minute(action.at)} {action.what}" for action in incident.actions),
        "対応した日": f"{incident.closed_on or ''}",
        "対応した人": " ".join(dict.fromkeys(action.by for action in incident.actions)),
        "地域政策課への連絡": told_in_words(incident),
        "訂正する投稿": incident.correction,
        "保存期限": _kept(incident.closed_on, account),
    }


def told_in_words(incident: Incident) -> str:
    """When, how and by whom the division was told (第6第3項)."""
    parts = (to_minute(incident.reported_at), incident.reported_how, incident.received_by)
    return " ".join(filter(None, parts))


def approval_in_words(given: RecordedApproval) -> str:
    """Who approved in which role, when."""
    role = label(ROLE_NAMES, given.role)
    return f"{role} {given.person}({given.title}) {to_minute(given.submitted_at)}"


def person_in_words(account: object) -> str:
    """The person behind an account of the evidence; without one the account."""
    known = mapping(account)
    person, title, login = (text(known.get(name)) for name in ("person", "title", "login"))
    return f"{person}({title})" if person else login


def _kept(completed: date | None, account: Account) -> str:
    return f"{kept_until(completed, account.retention_class) or ''}" if completed else ""


def _cell(number: int | None) -> Cell:
    return "" if number is None else number


def _few(number: int | None) -> Cell:
    return FEW if number is None else number


def as_csv(headings: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    """CSV that Excel opens in Japanese: UTF-8 with a BOM, CRLF, and no cell that becomes a formula."""
    held = io.StringIO()
    writer = csv.writer(held, lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows([_plain(cell) for cell in row] for row in rows)
    return (_BOM + held.getvalue()).encode()


def _plain(cell: Cell) -> Cell:
    """A text that a spreadsheet would calculate gets an apostrophe in front; a line break becomes a blank."""
    if isinstance(cell, int):
        return cell
    written = " ".join(cell.splitlines())
    return f"'{written}" if written.lstrip().startswith(_FORMULA) or cell.startswith(_FORMULA) else written
