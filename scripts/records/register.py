"""The register (配信台帳) of a period: one entry a post, from the ledger and from the post as it was approved."""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from scripts.content.account import Account
from scripts.content.post import Post
from scripts.content.roster import ROLE_NAMES, SIDE_NAMES
from scripts.delivery.ledger import STATE_NAMES
from scripts.reading.fields import mapping, text
from scripts.records.record import Record, RecordedApproval
from scripts.text.dates import JAPAN
from scripts.text.terms import CATEGORY, label

_BOM = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠", "ー", "ｰ", "−", "‐", "–", "—", "―")
_CLASS = re.compile(r"([1-9]\d?)y", re.ASCII)


def fiscal_year(day: date) -> int:
    """The fiscal year (年度) of a day: April to March."""
    return day.year if day.month >= 4 else day.year - 1


def kept_until(completed: date, retention_class: str) -> date | None:
    """The last day of keeping; None for a class that is not a number of years."""
    years = _CLASS.fullmatch(retention_class)
    return date(fiscal_year(completed) + 1 + int(years[1]), 3, 31) if years else None


@dataclass(frozen=True)
class RegisterRow:
    """A post in the register. `post` is None where the approved text is not in this clone."""

    record: Record
    post: Post | None
    corrected_by: tuple[str, ...]

    @property
    def post_id(self) -> str:
        """The post."""
        return self.record.post_id

    def kept_until(self, account: Account) -> date | None:
        """The last day of keeping; nothing before it was sent."""
        sent_at = self.record.sent_at
        return kept_until(sent_at.astimezone(JAPAN).date(), account.retention_class) if sent_at else None


def entries(records: Iterable[Record], posts: Mapping[str, Post]) -> tuple[RegisterRow, ...]:
    """Every post of the ledger, oldest first, each with the posts that correct it."""
    corrected_by: dict[str, list[str]] = {}
    for post_id, post in sorted(posts.items()):
        if post.corrects:
            corrected_by.setdefault(post.corrects, []).append(post_id)
    ordered = sorted(records, key=lambda record: (record.at is None, record.at, record.post_id))
    return tuple(
        RegisterRow(record, posts.get(record.post_id), tuple(corrected_by.get(record.post_id, ())))
        for record in ordered
    )


def within(all_entries: Iterable[RegisterRow], first: date, last: date) -> tuple[RegisterRow, ...]:
    """The entries of a period in Japan's days, both ends included."""
    return tuple(
        entry
        for entry in all_entries
        if (at := entry.record.at) and first <= at.astimezone(JAPAN).date() <= last
    )


def row(entry: RegisterRow, account: Account) -> dict[str, str | int]:
    """One line of the register, with the headings that an office knows."""
    record, post, counts = entry.record, entry.post, entry.record.counts
    author = mapping(record.evidence.get("author"))
    until = entry.kept_until(account)
    return {
        "配信日時": to_minute(record.sent_at),
        "状態": STATE_NAMES[record.state],
        "投稿ID": entry.post_id,
        "件名": post.title if post else "",
        "側": label(SIDE_NAMES, post.side) if post else "",
        "区分": label(CATEGORY, post.category) if post else "",
        "投稿者": text(author.get("title")),
        "投稿者ID": text(author.get("person")),
        "報告日時": to_minute(record.opened_at),
        "プルリクエスト": record.evidence.get("pull_request") or "",
        "承認": " / ".join(map(approval_in_words, record.approvals)),
        "対象者数(配信前の推定)": _cell(record.estimate),
        "配信数": _cell(counts.delivered if counts else None),
        "開封した人": _cell(counts.opened if counts else None),
        "リンクを開いた人": _cell(counts.clicked if counts else None),
        "集計日": to_minute(counts.at) if counts else "",
        "訂正する投稿": post.corrects if post else "",
        "この投稿の訂正": " ".join(entry.corrected_by),
        "LINEの受付番号": record.request_id,
        "送信本文のSHA-256": text(record.claimed.get("body_sha256")),
        "内容の識別子(git)": text(record.claimed.get("content_sha")),
        "マージ": text(record.evidence.get("merge")),
        "運営要領の版": text(record.evidence.get("rules_version")),
        "保存期限": f"{until}" if until else "",
    }


def approval_in_words(given: RecordedApproval) -> str:
    """Who approved in which role, when."""
    role = label(ROLE_NAMES, given.role)
    return f"{role} {given.person}({given.title}) {to_minute(given.submitted_at)}"


def to_minute(moment: datetime | None) -> str:
    """2026-12-10 10:07 in Japan's time, or nothing."""
    return f"{moment.astimezone(JAPAN):%Y-%m-%d %H:%M}" if moment else ""


def _cell(number: int | None) -> str | int:
    return "" if number is None else number


def as_csv(headings: Sequence[str], rows: Sequence[Sequence[str | int]]) -> bytes:
    """CSV that Excel opens in Japanese: UTF-8 with a BOM, CRLF, and no cell that becomes a formula."""
    held = io.StringIO()
    writer = csv.writer(held, lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows([_plain(cell) for cell in row] for row in rows)
    return (_BOM + held.getvalue()).encode()


def _plain(cell: str | int) -> str | int:
    """A text that a spreadsheet would calculate gets an apostrophe in front; a line break becomes a blank."""
    if isinstance(cell, int):
        return cell
    written = " ".join(cell.splitlines())
    return f"'{written}" if written.lstrip().startswith(_FORMULA) or cell.startswith(_FORMULA) else written
