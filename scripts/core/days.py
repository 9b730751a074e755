"""Days and times in Japanese, as posts and pages say them."""

from datetime import date, datetime

from scripts.core.fields import JAPAN


def day_in_words(day: date) -> str:
    """2027年1月23日（土）."""
    return f"{day.year}年{day.month}月{day.day}日（{'月火水木金土日'[day.weekday()]}）"


def moment_in_words(moment: datetime) -> str:
    """2027年1月23日（土） 13:00, Japan's time."""
    there = moment.astimezone(JAPAN)
    return f"{day_in_words(there.date())} {there:%H:%M}"


def span_in_words(starts: datetime, ends: datetime | None) -> str:
    """2027年1月23日（土） 13:00〜16:00; the second day only where it is another."""
    if ends is None:
        return moment_in_words(starts)
    first, last = starts.astimezone(JAPAN), ends.astimezone(JAPAN)
    end = f"{last:%H:%M}" if first.date() == last.date() else moment_in_words(last)
    return f"{moment_in_words(first)}〜{end}"
