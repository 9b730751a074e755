"""What a post says beside its body: its kind, its title, the event, and what it corrects."""

from collections.abc import Iterator
from datetime import date, datetime

from scripts.content.post import Post
from scripts.text.dates import JAPAN, day_in_words, span_in_words
from scripts.text.terms import CATEGORY

CORRECTION = "訂正"
WRONG, RIGHT = "誤", "正"
KINDS = CATEGORY | {"other": "お知らせ"}  # readers have no use for the ground on which a chief allowed it
_NEAR = 7  # days


def kind_of(post: Post) -> str:
    """The word above the title; empty for a category that there is not."""
    return CORRECTION if post.corrects else KINDS.get(post.category, "")


def title_of(post: Post) -> str:
    """The title; that of a correction says that it is one."""
    marked = not post.corrects or CORRECTION in post.title
    return post.title if marked else f"【{CORRECTION}】{post.title}"


def event_rows(post: Post) -> Iterator[tuple[str, str]]:
    """The event's facts, each under its name, as they are sent: a deadline that is near says so."""
    for name, value in event_facts(post):
        yield name, f"{value}\n締切が近づいています" if name == "締切" and deadline_is_near(post) else value


def event_facts(post: Post) -> Iterator[tuple[str, str]]:
    """The event's facts, each under its name, as they hold on any day."""
    event = post.event
    if event is None:
        return
    if event.starts:
        yield "日時", span_in_words(event.starts, event.ends)
    rows = {"場所": event.venue, "費用": event.fee, "定員": event.capacity}
    yield from ((name, value.strip()) for name, value in rows.items() if value.strip())
    if event.deadline:
        yield "締切", day_in_words(event.deadline)


def deadline_is_near(post: Post) -> bool:
    """True where the deadline lies within a week of the day for which the post itself says that it goes out.

    That day is the one of `not_before`, else the one in the post's number: never today's, so that a post renders to
    the same bytes at any time. A post that goes out later is only nearer to its deadline.
    """
    day = _day(post.send.not_before) or _day_in(post.post_id)
    deadline = post.event.deadline if post.event else None
    return bool(day and deadline and 0 <= (deadline - day).days <= _NEAR)


def corrected_in_words(post: Post) -> str:
    """Which post is corrected: its title, as far as it is known. Empty for any other post.

    No day: it may have gone out later than it was meant to, which the ledger knows and no post. A preview and the send
    have the same bytes, so the ledger is not asked.
    """
    if not post.corrects:
        return ""
    named = f"「{post.corrected.title}」" if post.corrected and post.corrected.title else "投稿"
    return f"先にお送りした{named}を改めます。"


def _day(moment: datetime | None) -> date | None:
    return moment.astimezone(JAPAN).date() if moment else None


def _day_in(post_id: str) -> date | None:
    try:
        return datetime.strptime(post_id[:8], "%Y%m%d").replace(tzinfo=JAPAN).date()
    except ValueError:
        return None
