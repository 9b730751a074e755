"""The event that a post announces: still to come when it is sent, and the same in fields and text."""

import re
from collections.abc import Iterator
from datetime import date, time

from scripts.checking.context import RuleContext, is_sent, send_day
from scripts.checking.dates_meant import days_ahead
from scripts.checking.finding import by_hand
from scripts.checking.post_text import meant_lines
from scripts.content.post import Event, Post
from scripts.reading.fields import mapping
from scripts.rules.book import rule
from scripts.text.dates import format_day

_ACCIDENTS = "過去の事故"
_WHEN = re.compile(r"日時|開催日|開催時間|とき[\s:]")
_DEADLINE = re.compile(r"締め?切|〆切")
_FIRST = re.compile(r"第?[1一]次|早割|早期|先行|延長前")  # one deadline of several
_TIME = re.compile(
    r"(?P<half>午前|午後|AM|PM)?\s{0,2}(?P<hour>\d{1,2})(?::(?P<minute>\d\d)|時(?!間)(?:(?P<spoken>\d{1,2})分|(?P<thirty>半))?)",
    re.IGNORECASE,
)


@rule("event-order", _ACCIDENTS)
def event_order(post: Post, _: RuleContext) -> Iterator[tuple[int, str]]:
    """催しは、締切、開始、終了の順になっている。

    Bad: starts より前の ends
    Good: deadline、starts、ends の順
    """
    event = post.event
    if event is None or event.starts is None:
        return
    if event.ends and event.ends <= event.starts:
        message = "催しの終了が、開始より前か同じです。日時を直してください。"
        yield post.line_no("event", "ends"), message
    if event.deadline and event.deadline > (event.ends or event.starts).date():
        message = (
            f"申込みの締切日({format_day(event.deadline)})が、催しの日より後です。日付を直してください。"
        )
        yield post.line_no("event", "deadline"), message


@rule("event-over", _ACCIDENTS)
def event_over(post: Post, context: RuleContext) -> Iterator[tuple[int, str]]:
    """催しとその締切は、配信する日にまだ過ぎていない。

    Bad: 前の年の日付のままの催し
    Good: 配信する日より後の催し
    """
    event = post.event
    if event is None or is_sent(post, context):
        return
    sent = send_day(post, context)
    last = event.ends or event.starts
    if last and last.date() < sent:
        message = f"催し({format_day(last.date())})は、配信する日({format_day(sent)})には終わっています。"
        yield post.line_no("event", "starts"), f"{message}日付を直すか、この投稿を取りやめてください。"
    elif event.deadline and event.deadline < sent:
        message = f"申込みの締切日({format_day(event.deadline)})は、配信する日({format_day(sent)})には過ぎています。"
        yield post.line_no("event", "deadline"), f"{message}日付を直すか、この投稿を取りやめてください。"


@rule("event-as-written", _ACCIDENTS)
def event_as_written(post: Post, context: RuleContext) -> Iterator[tuple[int, str]]:
    """本文の日時と締切は、催しの項目と同じである。

    Bad: starts が1月23日で、本文の日時が1月24日
    Good: starts も本文の日時も1月23日
    """
    event = post.event
    if event is None or event.starts is None or is_sent(post, context):
        return
    for line in meant_lines(post):
        days = days_ahead(line, post, context)
        if _DEADLINE.search(line.plain):
            if event.deadline and not _FIRST.search(line.plain) and days and event.deadline not in days:
                message = f"本文の締切({format_day(days[0])})が、催しの項目の締切日({format_day(event.deadline)})と違います。"
                yield line.line_no, f"{message}正しいほうにそろえてください。"
        elif _WHEN.search(line.plain):
            if days and not any(_within(event, day) for day in days):
                message = f"本文の日付({format_day(days[0])})が、催しの項目の日({format_day(event.starts.date())})と違います。"
                yield line.line_no, f"{message}正しいほうにそろえてください。"
            times = list(_times(line.plain))
            if days and times and event.starts.time() not in times:
                message = (
                    f"本文の時刻({times[0]:%H:%M})が、催しの項目の開始({event.starts:%H:%M})と違います。"
                )
                yield line.line_no, f"{message}正しいほうにそろえてください。"


@rule("event-deadline", _ACCIDENTS, "warning")
def event_deadline(post: Post, _: RuleContext) -> Iterator[tuple[int, str]]:
    """本文に申込みの締切を書いた催しは、項目にも締切日を書く。

    Bad: 本文に締切があり、event に deadline が無い
    Good: event に deadline がある
    """
    written = mapping(post.document.data.get("event"))
    stated = any(_DEADLINE.search(line.plain) for line in meant_lines(post))
    if written and "deadline" not in written and stated:
        message = "本文に締切がありますが、催しの欄に締切日がありません。"
        yield (
            post.line_no("event"),
            f"{message}欄にも書くと、締切を過ぎた後の配信を防げます。{by_hand('event に deadline を書きます')}",
        )


def _within(event: Event, day: date) -> bool:
    if event.starts is None:
        return False
    return event.starts.date() <= day <= (event.ends or event.starts).date()


def _times(plain: str) -> Iterator[time]:
    for match in _TIME.finditer(plain):
        hour = int(match["hour"]) + (12 if (match["half"] or "").upper() in ("午後", "PM") else 0)
        minute = int(match["minute"] or match["spoken"] or (30 if match["thirty"] else 0))
        if hour < 24 and minute < 60:
            yield time(hour, minute)
