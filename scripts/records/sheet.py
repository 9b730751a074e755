"""The register as a sheet (CSV): a row for each post, correction, reply, decision not to reply, and incident."""

import csv
import io
from collections.abc import Iterator, Sequence

from scripts.content.account import Account
from scripts.content.form import Form
from scripts.content.roster import SIDE_NAMES
from scripts.delivery.ledger import STATE_NAMES
from scripts.reading.fields import integer, mapping, text
from scripts.records.cells import Cell, approval_in_words, cell_of, few_of, person_in_words
from scripts.records.decided import Decided
from scripts.records.form_cells import incident_cells, merged_cells, reply_cells
from scripts.records.register import Period, RegisterRow, minutes_of, to_minute
from scripts.text.terms import CATEGORY, label

_BOM = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠", "ー", "ｰ", "−", "‐", "–", "—", "―")
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
        *(post_cells(entry, account) | _unclaimed(entry, period) for entry in period.entries),
        *(reply_cells(reply, account, *_of(reply, period)) for reply in period.replies),
        *(incident_cells(incident, account, *_of(incident, period)) for incident in period.incidents),
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
        "プルリクエスト": cell_of(integer(record.evidence.get("pull_request"))),
        "承認": " / ".join(map(approval_in_words, record.approvals)),
        "承認までの時間(分)": cell_of(minutes_of(record.approved_after)),
        "取り込み日時": to_minute(record.merged_at),
        "取り込んだ人": person_in_words(merger),
        "理由": post.reason if post else "",
        "対象者数(配信前の推定)": cell_of(record.estimate),
        "配信数": cell_of(counts.delivered) if counts else "",
        "開封した人": few_of(counts.opened) if counts else "",
        "リンクを開いた人": few_of(counts.clicked) if counts else "",
        "集計日": to_minute(counts.at) if counts else "",
        "訂正する投稿": post.corrects if post else "",
        "この投稿の訂正": " ".join(entry.corrected_in_words),
        "LINEの受付番号": record.request_id,
        "送信本文のSHA-256": text(record.claimed.get("body_sha256")),
        "内容の識別子(git)": text(record.claimed.get("content_sha")),
        "マージ": text(record.evidence.get("merge")),
        "運営要領の版": text(record.evidence.get("rules_version")),
        "保存期限": f"{entry.kept_until(account) or ''}",
    }


def _unclaimed(entry: RegisterRow, period: Period) -> dict[str, Cell]:
    """What git and the form itself say of a post that no run began to send."""
    post = entry.post
    if post is None or entry.record.claim:
        return {}
    return {**merged_cells(period.decided.get(post.path)), "投稿者ID": post.author}


def _of(form: Form, period: Period) -> tuple[Decided | None, str]:
    return period.decided.get(form.path), period.repository


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
