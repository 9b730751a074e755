"""Tasks for jobs that no longer run: GitHub's schedule may stop for days, and nobody is told by GitHub."""

from datetime import datetime, timedelta

from scripts.content.account import Hours
from scripts.content.hours import business_time, is_open
from scripts.tasks.issue_plan import Task
from scripts.text.dates import format_datetime

SENDER, WATCH = "sender-silent", "watch-silent"  # the keys of their issues
_OVERDUE = timedelta(minutes=90)  # of open hours
_WATCH_ABSENT = timedelta(days=2)
_CLICKS = "緑の **Run workflow** があれば押します。黄色の帯が出ていたら **Enable workflow** を押します。"


def sender_silent(last: datetime | None, now: datetime, hours: Hours) -> Task | None:
    """配信 has not done its work for 90 minutes of open hours, and it is open now: it is started, and people are told."""
    if not is_open(hours, now) or (last and business_time(last, now, hours) <= _OVERDUE):
        return None
    return Task(
        SENDER,
        "配信の見張り: 配信が90分より長く動いていません",
        f"**配信** が、配信の時間帯の中で90分より長く動いていません。{last_ran(last)}GitHubの定時の実行が止まっているようです。\n\n"
        "この見張りが **配信** を始めました。動けば、この件は自動で閉じます。何度も開くときは、保守担当者が次のことをします。\n\n"
        f"1. **Actions** → **配信** を開きます。{_CLICKS}\n"
        "2. 赤い実行があれば開き、止まったところを読みます。GitHubの障害は https://www.githubstatus.com/ に出ます。\n"
        "3. 続くときは、[使い始める手引](../blob/main/.github/SETUP.md)の「外の時計から始める」のとおり、外の時計をつなぎます。",
    )


def watch_silent(last: datetime | None, now: datetime) -> Task | None:
    """見回り, which tells people everything else, has been absent for two days."""
    if last and now - last <= _WATCH_ABSENT:
        return None
    return Task(
        WATCH,
        "見回りの見張り: 見回りが2日より長く動いていません",
        f"**見回り** が2日より長く動いていません。{last_ran(last)}期限や、止まっている投稿の知らせが届いていません。\n\n"
        f"保守担当者が、今日のうちに **Actions** → **見回り** を開きます。{_CLICKS}動けば、この件は自動で閉じます。",
    )


def last_ran(last: datetime | None) -> str:
    """When a job last did its work, as a sentence."""
    return f"最後に動いたのは{format_datetime(last)}です。" if last else "まだ一度も動いていません。"
