"""A year of made-up sends: what LINE counted, what it keeps to itself, what it was not asked in time."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from scripts.content.account import Plan
from scripts.content.post import read_post
from scripts.delivery.audience import Audience
from scripts.delivery.entry import Entry
from scripts.delivery.month import MonthUse
from scripts.effects.content.load import account_in
from scripts.effects.git.working_tree import WorkingTree
from scripts.records.record import Record
from scripts.records.report.coming import Coming
from scripts.records.report.figures import sent_figures
from scripts.records.report.forecast import Forecast
from scripts.records.report.report import Report
from scripts.text.dates import JAPAN
from tests.messages.subjects import HOME

NOW = datetime(2026, 12, 21, 8, 23, tzinfo=JAPAN)
KEY = "00000000-0000-4000-8000-000000000001"
CATEGORIES = ("relocation", "event", "attraction", "related_population", "other")
URL = "https://iju.example.jp/oshirase"


def record(post_id: str, at: datetime, overview: dict | None, clicks: list | None = None) -> Record:
    """A post that was claimed and accepted; with an overview, LINE's count of it a week later."""
    claim = {"content_sha": "0" * 40, "retry_key": KEY, "body_sha256": "0" * 64, "audience_estimate": 1180}
    lines = [
        Entry("claimed", at, "local", claim),
        Entry("accepted", at, "local", {"request_id": "r", "retry_key": KEY}),
    ]
    if overview is not None:
        counted = {"overview": overview, "clicks": clicks or []}
        lines.append(Entry("measured", at + timedelta(days=7), "local", counted))
    return Record(post_id, tuple(lines))


def overview(delivered: int, opened: int | None, clicked: int | None) -> dict:
    return {"delivered": delivered, "uniqueImpression": opened, "uniqueClick": clicked}


def year(posts: int = 24):
    """Two posts a month since January, the audience growing; every fifth has few taps, one was never counted."""
    records, texts = {}, {}
    for number in range(posts):
        month, second = divmod(number, 2)
        at = datetime(2026, month + 1, 8 + 3 * second, 10, 7, tzinfo=JAPAN)
        post_id = f"{at:%Y%m%d}-post-{number}"
        reach, few = 900 + 12 * number, number % 5 == 4
        clicks = [
            {"seq": 1, "url": f"{URL}/{number}", "click": 60, "uniqueClick": None if few else 40 + number}
        ]
        counted = None if number == 13 else overview(reach, reach * 2 // 5, None if few else 40 + number)
        records[post_id] = record(post_id, at, counted, clicks if counted else None)
        side = "contractor" if number % 3 else "division"
        text = f"---\ntitle: 冬の|たより{number} <b>\ncategory: {CATEGORIES[number % 5]}\n---\n本文\n"
        texts[post_id] = read_post(f"content/posts/{side}/2026/{post_id}/post.md", text.encode(), {})
    return records, texts


def report(posts: int = 24, **changes) -> Report:
    records, texts = year(posts)
    account = replace(account_in(WorkingTree(HOME)), plan=Plan(3_000, 3))
    reach = Audience(date(2026, 12, 11), 1180)
    coming = (
        Coming("白樺の森の「通いの仲間」を募集しています", "運営者", datetime(2027, 1, 15, 10, 0, tzinfo=JAPAN), "移住交流担当課長の承認を待っています。", "https://github.com/OWNER/CAFE/pull/41"),
        Coming("年末年始に北海道の冬道を走る方へ", "運営者", datetime(2026, 12, 24, 10, 0, tzinfo=JAPAN), "配信の時刻", ""),
        Coming("日の決まらない投稿", "地域政策課", None, "止まっています。Issueを見てください。", ""),
    )  # fmt: skip
    months = (
        Forecast(
            date(2026, 12, 1), MonthUse(2360, 2, 5000, datetime(2026, 12, 11, 10, 7, tzinfo=JAPAN)), 1, reach
        ),
        Forecast(date(2027, 1, 1), MonthUse(0, 0, 5000, None), 1, reach),
    )
    made = Report(account, NOW, "a" * 40, sent_figures(records, texts), coming, (), months)
    return replace(made, **changes)
