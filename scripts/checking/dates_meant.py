"""Which day a post means by "1月23日": the year is taken from its event, else from the nearest days."""

import re
from datetime import date, timedelta

from scripts.checking.context import RuleContext, Spoken, send_day
from scripts.content.post import Post
from scripts.text.text_line import TextLine
from scripts.text.written_dates import DayWords, day_words

# A report may speak of what is over; last year's notice must not pass for this year's.
_LATELY = timedelta(days=120)


# The day of a deed that is done (12月1日にお送りした…, 12月1日付の…) is none on which something will happen.
_DONE = re.compile(
    r"\s?(?:に|付け?|の)?[^。、]{0,12}?(?:した(?!い)|された|ました)|\s?付け?|\s?の(?:投稿|配信|お?知らせ|ご?案内|メッセージ|記事)"
)


def days_ahead(line: TextLine, spoken: Spoken, context: RuleContext) -> list[date]:
    """The days on a line that may be ahead: for each that tells of no deed that is done, the latest that is meant."""
    meant = (
        meant_days(words, spoken, context)
        for words in day_words(line.plain)
        if not _DONE.match(line.plain, words.match.end())
    )
    return [max(days) for days in meant if days]


def meant_days(words: DayWords, spoken: Spoken, context: RuleContext) -> tuple[date, ...]:
    """The days that may be meant, the likeliest first. Empty: the calendar has no such day."""
    sent = send_day(spoken, context)
    event = spoken.event if isinstance(spoken, Post) else None
    if event and event.starts:
        anchor = event.starts.date()
        around = words.dates((anchor.year - 1, anchor.year, anchor.year + 1))
        return tuple(sorted(around, key=lambda day: abs(day - anchor)))[:1]
    years = words.dates(tuple(range(sent.year - 1, sent.year + 9)))  # nine years hold a 29th of February
    if words.year or words.near:
        return years
    coming = [day for day in years if day >= sent][:1]
    return (*coming, *(day for day in years if sent - _LATELY <= day < sent))
