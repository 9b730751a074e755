"""Which day a post means by "1月23日": the year is taken from its event, else from the nearest days."""

from datetime import date, timedelta

from scripts.checking.context import RuleContext, send_day
from scripts.content.post import Post
from scripts.text.written_dates import DayWords

_LATELY = timedelta(
    days=120
)  # a report may speak of what is over; last year's notice must not pass for this year's


def meant_days(words: DayWords, post: Post, context: RuleContext) -> tuple[date, ...]:
    """The days that may be meant, the likeliest first. Empty: the calendar has no such day."""
    sent = send_day(post, context)
    if post.event and post.event.starts:
        anchor = post.event.starts.date()
        around = words.dates((anchor.year - 1, anchor.year, anchor.year + 1))
        return tuple(sorted(around, key=lambda day: abs(day - anchor)))[:1]
    years = words.dates(tuple(range(sent.year - 1, sent.year + 9)))  # nine years hold a 29th of February
    if words.year or words.near:
        return years
    coming = [day for day in years if day >= sent][:1]
    return (*coming, *(day for day in years if sent - _LATELY <= day < sent))
