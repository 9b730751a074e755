"""Somebody whose own words a post quotes: when and how they agreed to that (同意), and whether they read the text."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from scripts.reading.fields import Stored


@dataclass(frozen=True)
class Interviewee:
    """One person who is quoted; `subject` is what the text calls them, `checked_text` None where nothing says it."""

    subject: str
    granted_on: date | None
    method: str
    evidence: str
    checked_text: Annotated[
        bool | None, Stored("checked_text", take=lambda value: value if isinstance(value, bool) else None)
    ]
    index: int
