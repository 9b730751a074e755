"""What has to hold before a first send. Each guard looks at values and says stop, or nothing."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from scripts.content.account import Account
from scripts.content.hours import first_allowed, first_open, is_open, longer_than, open_day
from scripts.content.post import Post
from scripts.delivery.entry import Entry
from scripts.delivery.ledger import latest_claim, state_of
from scripts.delivery.reasons import Stop, stop
from scripts.text.dates import JAPAN, format_datetime

_A_RUN = timedelta(minutes=30)  # within so much of open hours the schedule wakes one
PER_HOUR = 60  # broadcasts, tries again included (LINE, messaging-api reference, rate limits)


def timing(
    post: Post, account: Account, now: datetime, merged_at: datetime, full: Collection[date] = ()
) -> Stop | None:
    """In its window, in hours, not late. `full`: days on which others had reached the day's limit."""
    send = post.send
    if send.not_after and now > send.not_after:
        return stop("after_window", until=format_datetime(send.not_after))
    since = first_allowed(post, account, merged_at)
    if since is None:
        return stop("never_open")
    if _is_late(post, account, now, since, full):
        left_out = ["配信しない日"] * (not send.urgent) + ["上限の件数に達した日"] * bool(full)
        without = f"{'と'.join(left_out)}を除いて" if left_out else ""
        return stop("late", since=format_datetime(since), without=without, hours=account.late_after_hours)
    if send.not_before and now < send.not_before:
        return stop("before_window", since=format_datetime(send.not_before))
    if not send.urgent and not is_open(account.hours, now):
        opens = first_open(account.hours, now)
        return stop("outside_hours", opens=format_datetime(opens)) if opens else stop("never_open")
    return None


def _is_late(post: Post, account: Account, now: datetime, since: datetime, full: Collection[date]) -> bool:
    """Days on which the post could not go do not count: what Friday's last run just missed is not late on Monday.

    For an urgent post the account is never closed.
    """

    def counts(day: date) -> bool:
        return day not in full and (bool(post.send.urgent) or open_day(account.hours, day))

    return longer_than(timedelta(hours=account.late_after_hours), since, now, counts)


@dataclass(frozen=True)
class Quota:
    """This month's messages: the limit (None where the plan has none) and what is used of it."""

    limit: int | None
    used: int


def quota(month: Quota, audience: int | None) -> Stop | None:
    """Enough messages left for every follower who has not blocked the account."""
    if month.limit is None:
        return None
    if audience is None:
        return stop("audience_unknown")
    left = month.limit - month.used
    return stop("quota", left=left, audience=audience) if left < audience else None


@dataclass(frozen=True)
class Sends:
    """The ledger as the breaker counts it: the latest claim of every post that went out or may have."""

    claims: Mapping[str, Entry]
    corrections: frozenset[str]
    tries: Sequence[datetime]


def breaker(post: Post, account: Account, now: datetime, sends: Sends) -> Stop | None:
    """Not too many in an hour, in a day, or too soon after the one before. Corrections are only held by the hour."""
    if sum(now - at < timedelta(hours=1) for at in sends.tries) >= PER_HOUR:
        return stop("rate_limited")
    if post.corrects:
        return None
    day = now.astimezone(JAPAN).date()
    today = [post_id for post_id, line in sends.claims.items() if line.at.astimezone(JAPAN).date() == day]
    if len(set(today) - sends.corrections) >= account.max_per_day:
        return stop("max_per_day", limit=account.max_per_day)
    until = max((line.at for line in sends.claims.values()), default=None)
    if until and now < (until := until + timedelta(minutes=account.min_interval_minutes)):
        until_open = _when_it_may_go(post, account, until)
        return stop("min_interval", minutes=account.min_interval_minutes, until=until_open)
    return None


def _when_it_may_go(post: Post, account: Account, since: datetime) -> str:
    """The first such moment from `since` on, and the next opening where the account may close before a run comes."""
    first = first_allowed(post, account, since) or since
    by_then = first_allowed(post, account, first + _A_RUN) or first
    closes = by_then > first + _A_RUN
    return format_datetime(first) + (
        f"(配信できる時間を過ぎたときは{format_datetime(by_then)})" if closes else ""
    )


def claims_that_count(posts: Mapping[str, Sequence[Entry]]) -> dict[str, Entry]:
    """The latest claim of every post that went out or may have: not of one that LINE refused."""
    claims = {post_id: latest_claim(lines) for post_id, lines in posts.items()}
    return {
        post_id: claim for post_id, claim in claims.items() if claim and state_of(posts[post_id]) != "refused"
    }


def sends_of(posts: Mapping[str, Sequence[Entry]], corrections: frozenset[str]) -> Sends:
    """What the breaker counts."""
    tries = [line.at for lines in posts.values() for line in lines if line.event in ("claimed", "unanswered")]
    return Sends(claims_that_count(posts), corrections, tries)
