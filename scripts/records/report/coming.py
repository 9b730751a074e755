"""The next six weeks: what goes out, what waits for whom, on which days nothing is sent."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from scripts.content.account import Account
from scripts.content.hours import open_day
from scripts.text.dates import JAPAN, day_in_words, moment_in_words
from scripts.text.quote import inert

WEEKS = 6
_WEEKDAYS = "月火水木金土日"


@dataclass(frozen=True)
class Coming:
    """A post that has not gone out: when it would at the earliest (None: no open hour), and what it waits for."""

    title: str
    side: str
    at: datetime | None
    waits_for: str
    url: str


def coming_in_words(account: Account, posts: Sequence[Coming], today: date) -> str:
    """The six weeks as Markdown: a grid of weeks, and below it each post with its day."""
    monday = today - timedelta(days=today.weekday())
    last = monday + timedelta(days=7 * WEEKS - 1)
    dated = sorted((post for post in posts if post.at and _day(post.at) <= last), key=_begins)
    numbers: dict[date, list[int]] = {}
    for number, post in enumerate(dated, start=1):
        if post.at:
            numbers.setdefault(max(_day(post.at), today), []).append(number)
    later = [post for post in posts if post not in dated]
    rows = [_row(number, post) for number, post in enumerate(dated, start=1)]
    rows += [_row(0, post) for post in later]
    listed = "\n".join(
        ["| 番号 | いちばん早い配信 | 投稿 | 待っていること |", "| ---: | --- | --- | --- |", *rows]
    )
    return "\n\n".join(
        [_grid(account, numbers, monday, today), listed if rows else "予定している投稿はありません。"]
    )


def _grid(account: Account, numbers: dict[date, list[int]], monday: date, today: date) -> str:
    weeks = [[monday + timedelta(days=7 * week + day) for day in range(7)] for week in range(WEEKS)]
    lines = ["| " + " | ".join(_WEEKDAYS) + " |", "|" + " --- |" * 7]
    lines += ["| " + " | ".join(_cell(account, numbers, day, today) for day in week) + " |" for week in weeks]
    return "\n".join(lines)


def _cell(account: Account, numbers: dict[date, list[int]], day: date, today: date) -> str:
    """A day: past ones are left empty."""
    if day < today:
        return " "
    number = f"**{day.month}/{day.day}**" if day in numbers else f"{day.month}/{day.day}"
    closed = [] if open_day(account.hours, day) else ["休み"]
    return "<br>".join([number, *closed, *(f"（{place}）" for place in numbers.get(day, ()))])


def _row(number: int, post: Coming) -> str:
    when = moment_in_words(post.at) if post.at else "配信できる日がありません"
    title = f"[{inert(post.title)}]({post.url})" if post.url else inert(post.title)
    cells = (f"（{number}）" if number else "―", when, f"{title}（{post.side}）", inert(post.waits_for))
    return f"| {' | '.join(cells)} |"


def closed_days(account: Account, today: date) -> Iterator[str]:
    """The days of the six weeks on which nothing is sent, weekends left out."""
    days = (today + timedelta(days=number) for number in range(7 * WEEKS))
    yield from (day_in_words(day) for day in days if day.weekday() < 5 and not open_day(account.hours, day))


def _day(at: datetime) -> date:
    return at.astimezone(JAPAN).date()


def _begins(post: Coming) -> tuple[datetime, str]:
    return post.at or datetime.max.replace(tzinfo=JAPAN), post.title
