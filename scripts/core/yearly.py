"""What the division goes through again every year: each person's security policy (第5第2項), the guideline (第3第2項)."""

import re
import unicodedata
from datetime import date

from scripts.core.account import Account
from scripts.core.calendar import days_after
from scripts.core.fields import day
from scripts.core.roster import Person

_DATE = re.compile(r"(\d{4})(?:-|年)(\d{1,2})(?:(?:-|月)(\d{1,2}))?")
_YEAR = 365


def confirmation_due(person: Person, today: date) -> date | None:
    """By when a person in office has to read the security policy again; None for who is not in office."""
    if not person.in_office(today) or person.appointed_on is None:
        return None
    confirmed = person.policy_confirmed_on
    return days_after(confirmed, _YEAR) if confirmed else person.appointed_on


def guideline_due(account: Account) -> date | None:
    """By when the guideline has to be gone through again: a year after the day that its version names."""
    written = unicodedata.normalize("NFKC", account.guideline_version)
    days = [found for y, m, d in _DATE.findall(written) if (found := day(f"{y}-{m:0>2}-{d or 1:0>2}"))]
    return days_after(max(days), _YEAR) if days else None
