"""Days counted on, without falling off the end of the calendar: a typed year 9999 is a slip, not a crash."""

from datetime import date, timedelta


def days_after(start: date, days: int) -> date:
    """The day that many days later; the calendar's last day where it has none."""
    left = date.max - start
    return date.max if left.days < days else start + timedelta(days=days)
