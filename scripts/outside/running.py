"""Whether the jobs still run: GitHub's schedule may fail for days, and nobody is told."""

from collections.abc import Iterator
from datetime import timedelta

from scripts.content.hours import business_time
from scripts.outside.actions import after_actions
from scripts.outside.matter import matter, seen
from scripts.outside.settings import Unseen
from scripts.outside.snapshot import Outside
from scripts.tasks.silence import last_ran, watch_silent

_SENDER_SILENT = timedelta(hours=2)  # of open hours


@matter(
    "sender",
    "配信が、時間帯の中で2時間のうちに動いている",
    "GitHubの定時の実行は、何日も止まることがあります",
    "**Actions** → **配信** → **Run workflow** を押す。止まっていれば **Enable workflow** を押す",
)
def sender(outside: Outside) -> Iterator[str | Unseen]:
    """The last run on `main` in which the sender did its work."""
    after_actions(outside)
    last = seen(outside.settings.sent_at)
    if last is None or business_time(last, outside.now, outside.context.account.hours) > _SENDER_SILENT:
        yield last_ran(last)


@matter(
    "watch",
    "見回りが、2日のうちに動いている",
    "期限や止まった投稿を、だれにも知らせられません",
    "**Actions** → **見回り** → **Run workflow** を押す。止まっていれば **Enable workflow** を押す",
)
def watch(outside: Outside) -> Iterator[str | Unseen]:
    """The last run on `main` that came to its end."""
    after_actions(outside)
    last = seen(outside.settings.watched_at)
    if watch_silent(last, outside.now):
        yield last_ran(last)
