"""A picture as its author declares it: the rights in it (許諾), the people in it (同意)."""

from dataclasses import dataclass
from datetime import date

ON_TERMS = ("open_license", "stock")  # the grounds that are as good as what published terms say


@dataclass(frozen=True)
class PeopleConsent:
    """What one person in a picture (or a guardian) has agreed to (同意); an empty `scope`: no media are named."""

    subject: str
    where_in_picture: str
    granted_on: date | None
    scope: tuple[str, ...]
    valid_until: date | None
    no_expiry: bool
    minor: bool
    guardian: bool
    evidence: str
    withdrawn_on: date | None
    index: int


@dataclass(frozen=True)
class Rights:
    """On what ground a picture may be shown (許諾), and who looked into it."""

    holder: str
    basis: str
    confirmed_on: date | None
    confirmed_by: str
    granted_on: date | None
    evidence: str
    scope: tuple[str, ...]
    valid_until: date | None
    no_expiry: bool
    terms_url: str
    terms_checked_on: date | None
    terms_words: str
    credit: str


@dataclass(frozen=True)
class Image:
    """A picture as the author declares it."""

    file: str
    alt: str
    relevance: str
    rights: Rights
    people: str
    people_consents: tuple[PeopleConsent, ...]
    ai: str
    index: int
