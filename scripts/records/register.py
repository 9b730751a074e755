"""The register (配信台帳) of a period: one entry a post, sent or not, from the ledger and from the post as it was approved."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, date, datetime, time, timedelta

from scripts.content.account import Account
from scripts.content.incident import Incident
from scripts.content.places import day_of
from scripts.content.post import Post
from scripts.content.reply import Reply
from scripts.delivery.ledger import STATE_NAMES
from scripts.records.decided import Decided
from scripts.records.record import Record
from scripts.text.dates import JAPAN

_CLASS = re.compile(r"([1-9]\d?)y", re.ASCII)


def fiscal_year(day: date) -> int:
    """The fiscal year (年度) of a day: April to March."""
    return day.year if day.month >= 4 else day.year - 1


def kept_until(completed: date, retention_class: str) -> date | None:
    """The last day of keeping; None for a class that is not a number of years, or a day beyond the calendar."""
    years = _CLASS.fullmatch(retention_class)
    last = fiscal_year(completed) + 1 + int(years[1]) if years else MAXYEAR + 1
    return date(last, 3, 31) if last <= MAXYEAR else None


@dataclass(frozen=True)
class RegisterRow:
    """A post in the register. `post` is None where the approved text is not in this clone.

    `corrected_in_words`: the same posts, each that was not sent with its state.
    """

    record: Record
    post: Post | None
    corrected_by: tuple[str, ...]
    corrected_in_words: tuple[str, ...]

    @property
    def post_id(self) -> str:
        """The post."""
        return self.record.post_id

    @property
    def is_correction(self) -> bool:
        """True for a post that corrects another."""
        return bool(self.post and self.post.corrects)

    @property
    def at(self) -> datetime | None:
        """The moment under which it is filed: its record's; of a post without one its window's, else its id's day."""
        if self.record.at:
            return self.record.at
        if self.post and self.post.send.not_before:
            return self.post.send.not_before
        named = day_of(self.post_id)
        return datetime.combine(named, time(), JAPAN) if named else None

    def kept_until(self, account: Account) -> date | None:
        """The last day of keeping; nothing before it was sent."""
        sent_at = self.record.sent_at
        return kept_until(sent_at.astimezone(JAPAN).date(), account.retention_class) if sent_at else None


@dataclass(frozen=True)
class Period:
    """What happened from the first to the last day: posts, replies and decisions not to reply, trouble.

    `decided`: path of a reply or of trouble → the merges that brought it. `repository` is the address of GitHub's page
    of it, "" where nobody has said it.
    """

    account: Account
    first: date
    last: date
    entries: tuple[RegisterRow, ...]
    replies: tuple[Reply, ...]
    incidents: tuple[Incident, ...]
    made_at: datetime
    ledger: str
    decided: Mapping[str, Decided]
    repository: str


def entries(records: Iterable[Record], posts: Mapping[str, Post]) -> tuple[RegisterRow, ...]:
    """Every post, oldest first, each with the posts that correct it. A post without a record was not sent."""
    corrected_by: dict[str, list[str]] = {}
    for post_id, post in sorted(posts.items()):
        if post.corrects:
            corrected_by.setdefault(post.corrects, []).append(post_id)
    known = {record.post_id: record for record in records}
    rows = [
        RegisterRow(
            known.get(post_id, Record(post_id, ())),
            posts.get(post_id),
            tuple(corrected_by.get(post_id, ())),
            tuple(_with_state(by, known.get(by)) for by in corrected_by.get(post_id, ())),
        )
        for post_id in known.keys() | posts.keys()
    ]
    return tuple(sorted(rows, key=lambda row: (row.at is None, row.at, row.post_id)))


def _with_state(post_id: str, record: Record | None) -> str:
    state = record.state if record else "new"
    return post_id if state == "sent" else f"{post_id}({STATE_NAMES[state]})"


def within(all_entries: Iterable[RegisterRow], first: date, last: date) -> tuple[RegisterRow, ...]:
    """The entries of a period in Japan's days, both ends included."""
    return tuple(
        entry for entry in all_entries if entry.at and first <= entry.at.astimezone(JAPAN).date() <= last
    )


def to_minute(moment: datetime | None) -> str:
    """2026-12-10 10:07 in Japan's time, or nothing."""
    return f"{moment.astimezone(JAPAN):%Y-%m-%d %H:%M}" if moment else ""


def minutes_of(span: timedelta | None) -> int | None:
    """Whole minutes."""
    return None if span is None else int(span.total_seconds()) // 60


def span_in_days(span: timedelta) -> str:
    """2日3時間5分, without the parts that are nothing."""
    days, rest = divmod(minutes_of(span) or 0, 24 * 60)
    parts = ((days, "日"), (rest // 60, "時間"), (rest % 60, "分"))
    return "".join(f"{number}{unit}" for number, unit in parts if number) or "1分未満"
