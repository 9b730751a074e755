"""What went wrong elsewhere with dates: last year's days, wrong weekdays, half-changed eras."""

import re
from collections.abc import Iterator
from datetime import date

from scripts.checking.context import RuleContext, Spoken, is_sent, send_day
from scripts.checking.dates_meant import days_ahead, meant_days
from scripts.checking.post_text import meant_lines
from scripts.content.post import Post
from scripts.rules.book import rule
from scripts.text.dates import format_day, weekday_of
from scripts.text.quote import quoted
from scripts.text.text_line import TextLine
from scripts.text.written_dates import DayWords, day_words, era_years, eras_and_years, in_era

_ACCIDENTS = "過去の事故"
_FAR = 15  # years; a plan may reach that far, an event does not
_CLOCK = re.compile(r"(?:午後|午前|AM|PM)\s{0,2}(?:1[3-9]|2[0-9])\s{0,2}(?:時|:)", re.IGNORECASE)
_TIME = re.compile(
    r"(?<![0-9:.])(?P<hour>[0-9]{1,2})(?::(?P<minute>[0-9]{2})(?![0-9:])|時(?P<spoken>[0-9]{1,3})分(?!間)|時(?![間点速]))"
)
_ABOUT_THE_EVENT = re.compile(r"日時|開催|締め?切|〆切|申し?込|応募|受付|期限|期間|まで")
_WEEK = re.compile(
    r"本日(?!の(?:[ァ-ヴー]{2}|日替|お?すすめ|献立|料理|魚|品))|明日|明後日|あさって|今週末?|来週末?|今夜|今晩"
)


@rule("date-weekday", _ACCIDENTS)
def date_weekday(spoken: Spoken, context: RuleContext) -> Iterator[tuple[int, str]]:
    """日付と曜日が合っている。

    Bad: 2027年1月23日(日)
    Good: 2027年1月23日(土)
    """
    for line, words in _days(spoken, context):
        days = meant_days(words, spoken, context)
        if words.weekday and days and words.weekday not in map(weekday_of, days):
            right = weekday_of(days[0])
            message = f"{_typed(line, words)}は曜日が合っていません。{format_day(days[0])}は{right}曜日です。"
            paste = words.with_weekday(right)
            yield (
                line.line_no,
                f"{message}日付が正しければ「{paste}」に、曜日が正しければ日付を直してください。",
            )


@rule("date-impossible", _ACCIDENTS)
def date_impossible(spoken: Spoken, context: RuleContext) -> Iterator[tuple[int, str]]:
    """暦にある日付だけを書く。

    Bad: 11月31日、2027年2月29日
    Good: 11月30日、2027年2月28日
    """
    for line, words in _days(spoken, context):
        if not meant_days(words, spoken, context):
            yield line.line_no, f"{_typed(line, words)}は暦にない日付です。正しい日付に直してください。"


@rule("date-era", _ACCIDENTS)
def date_era(spoken: Spoken, context: RuleContext) -> Iterator[tuple[int, str]]:
    """令和の年と西暦の年が合っていて、ありそうな年である。

    Bad: 令和9年(2026年)、令和31年
    Good: 令和9年(2027年)
    """
    if is_sent(spoken, context):
        return
    for line in meant_lines(spoken):
        for match, era, year in eras_and_years(line.plain):
            if era != year:
                message = f"{quoted(line.typed(*match.span()))}は合っていません。"
                yield line.line_no, f"{message}{year}年は{in_era(year)}です。どちらかを直してください。"
        for match, year in era_years(line.plain):
            if year > send_day(spoken, context).year + _FAR:
                message = (
                    f"{quoted(line.typed(*match.span()))}は{year}年のことです。年を確かめて直してください。"
                )
                yield line.line_no, message


@rule("date-clock", _ACCIDENTS)
def date_clock(spoken: Spoken, context: RuleContext) -> Iterator[tuple[int, str]]:
    """時計にある時刻だけを書き、午前や午後を付けた時刻は、12時までの数で書く。

    Bad: 12:75、24時30分、午後15時
    Good: 12:15、午後3時、15時
    """
    for line in meant_lines(spoken):
        for match in _CLOCK.finditer(line.plain):
            message = f"{quoted(line.typed(*match.span()).rstrip(':：'))}は時刻の書き方が混ざっています。"
            yield line.line_no, f"{message}「午後3時」か「15時」のように直してください。"
        for match in _TIME.finditer(line.plain):
            hour, minute = int(match["hour"]), int(match["minute"] or match["spoken"] or 0)
            if hour > 24 or minute > 59 or (hour == 24 and minute):
                message = f"{quoted(line.typed(*match.span()))}は、時計にない時刻です。"
                yield (
                    line.line_no,
                    f"{message}{_meant_time(hour, minute, bool(match['minute']))}正しく書き直してください。",
                )


@rule("date-holiday", _ACCIDENTS, "warning")
def date_holiday(spoken: Spoken, context: RuleContext) -> Iterator[tuple[int, str]]:
    """曜日を書いた日が祝日なら「祝」を添え、祝日でない日には添えない。

    Bad: 2026年11月23日(月)、2026年11月24日(火・祝)
    Good: 2026年11月23日(月・祝)
    """
    for line, words in _days(spoken, context):
        day = next(
            (day for day in meant_days(words, spoken, context) if weekday_of(day) == words.weekday), None
        )
        name = _holiday(day) if day and words.weekday else None
        if day and name and not words.marked_holiday:
            message = f"{_typed(line, words)}({format_day(day)})は祝日({name})です。"
            yield (
                line.line_no,
                f"{message}「{words.weekday}・祝」と書くか、開催する日でよいか確かめてください。",
            )
        elif day and words.marked_holiday and not name:
            message = f"{_typed(line, words)}の{format_day(day)}は祝日ではありません。「祝」か日付を直してください。"
            yield line.line_no, message


@rule("date-past", _ACCIDENTS, "warning")
def date_past(spoken: Spoken, context: RuleContext) -> Iterator[tuple[int, str]]:
    """開催や締切の行には、配信する日より後の日付を書く。

    Bad: 締切 12月1日(12月10日に配信する投稿)
    Good: 締切 1月15日
    """
    if is_sent(spoken, context):
        return
    sent = send_day(spoken, context)
    for line in meant_lines(spoken):
        if _ABOUT_THE_EVENT.search(line.plain) and (days := days_ahead(line, spoken, context)):
            last = max(days)
            if last < sent:
                message = f"ここにある日付({format_day(last)})は、配信する日({format_day(sent)})より前です。"
                yield line.line_no, f"{message}前の年の日付などが残っていないか確かめてください。"


@rule("date-relative", _ACCIDENTS, "warning")
def date_relative(post: Post, context: RuleContext) -> Iterator[tuple[int, str]]:
    """「本日」「明日」などは、配信する日から数えて正しい日になる。

    Bad: 明日開催します(いつ配信されても「明日」になる)
    Good: 12月11日(金)に開催します
    """
    if is_sent(post, context) or post.corrects:
        return
    sent = send_day(post, context)
    for line in meant_lines(post):
        for match in _WEEK.finditer(line.plain):
            message = f"「{match[0]}」は、配信する日({format_day(sent)}、{weekday_of(sent)}曜日の見込み)から数えた日になります。"
            yield line.line_no, f"{message}日付で書くと確かです。"


def _meant_time(hour: int, minute: int, with_colon: bool) -> str:
    if minute > 59 and with_colon:
        return f"時刻でなければ「{hour}対{minute}」のように、"
    if 24 <= hour < 30 and minute < 60:
        return (
            f"夜中なら「翌日{hour - 24}時{minute:02}分」のように、"
            if minute
            else f"夜中なら「翌日{hour - 24}時」のように、"
        )
    return ""


def _days(spoken: Spoken, context: RuleContext) -> Iterator[tuple[TextLine, DayWords]]:
    """Every day in what readers will see, of a post that is still to be sent."""
    if not is_sent(spoken, context):
        for line in meant_lines(spoken):
            for words in day_words(line.plain):
                yield line, words


def _typed(line: TextLine, words: DayWords) -> str:
    return quoted(words.trim(line.typed(*words.match.span())))


def _holiday(day: date) -> str | None:
    import jpholiday

    name = jpholiday.is_holiday_name(day)
    return str(name) if name else None
