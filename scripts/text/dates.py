"""Days and times in Japanese, as posts and pages say them."""

from datetime import date, datetime, timedelta, timezone

from scripts.text.written_dates import WEEKDAYS


def day_in_words(day: date) -> str:
    """2027年1月23日（土）."""
    return f"{day.year}年{short_day(day)}"


def short_day(day: date) -> str:
    """1月23日（土）, where the year is plain."""
    return f"{day.month}月{day.day}日（{weekday_of(day)}）"


def month_in_words(month: date) -> str:
    """2027年1月, of any of its days."""
    return f"{month.year}年{month.month}月"


def month_of(moment: datetime) -> date:
    """The first day of its month, in Japan."""
    return moment.astimezone(JAPAN).date().replace(day=1)


def moment_in_words(moment: datetime) -> str:
    """2027年1月23日（土） 13:00, Japan's time."""
    there = moment.astimezone(JAPAN)
    return f"{day_in_words(there.date())} {there:%H:%M}"


def span_in_words(starts: datetime, ends: datetime | None) -> str:
    """2027年1月23日（土） / 13:00〜16:00, on lines of their own, so that a narrow card never breaks a time."""
    first, last = starts.astimezone(JAPAN), (ends or starts).astimezone(JAPAN)
    if first.date() != last.date():
        end = day_in_words(last.date())
        end = end.partition("年")[2] if first.year == last.year else end
        return f"{day_in_words(first.date())}\n{first:%H:%M}から\n{end}{last:%H:%M}まで"
    hours = f"{first:%H:%M}〜{last:%H:%M}" if ends else f"{first:%H:%M}から"
    return f"{day_in_words(first.date())}\n{hours}"


def days_after(start: date, days: int) -> date:
    """The day that many days later; the calendar's last day where it has none."""
    left = date.max - start
    return date.max if left.days < days else start + timedelta(days=days)


def moment_of(seconds: int) -> datetime:
    """That many seconds after 1970, in Japan's zone; a number beyond all calendars is the year 2242."""
    return datetime.fromtimestamp(min(seconds, _END_OF_TIME), JAPAN)


def weekday_of(day: date) -> str:
    """月 to 日."""
    return WEEKDAYS[day.weekday()]


def format_day(day: date) -> str:
    """2027年1月23日."""
    return f"{day.year}年{day.month}月{day.day}日"


def format_datetime(at: datetime) -> str:
    """A moment as a person in Japan reads it."""
    there = at.astimezone(JAPAN)
    return f"{format_day(there.date())}{there:%H時%M分}"


_END_OF_TIME = 2**33  # seconds; far beyond any broadcast, and a commit may say anything
JAPAN = timezone(timedelta(hours=9), "JST")
