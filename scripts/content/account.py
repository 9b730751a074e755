"""`account.yml`: the account, its contractors and its sending rules."""

from dataclasses import dataclass
from datetime import date, time
from typing import Annotated

from scripts.content.form import Form
from scripts.reading.document import Document
from scripts.reading.fields import Stored, days, mapping, read, text


@dataclass(frozen=True)
class Contractor:
    """A company to which the division has given the work, and the term of its contract (第2)."""

    id: str
    name: str
    contract_from: date | None
    contract_to: date | None
    designated_on: date | None
    index: int

    def under_contract(self, on: date) -> bool:
        """True on a day of the contract, its first and last day included."""
        return bool(self.contract_from and self.contract_to and self.contract_from <= on <= self.contract_to)


@dataclass(frozen=True)
class Hours:
    """Sending hours, Japan's time, and the days on which nothing is sent beside weekends and holidays."""

    opens: Annotated[time, Stored("from")]
    closes: Annotated[time, Stored("to")]
    weekdays_only: Annotated[bool, Stored("weekdays_only", take=lambda value: value is not False)]
    closed_on: tuple[date, ...] = ()


@dataclass(frozen=True)
class Brand:
    """The colours of the account's cards, `#rrggbb`."""

    accent: str
    on_accent: str


@dataclass(frozen=True)
class Plan:
    """What LINE's plan holds, and what one message above it costs, in yen."""

    messages_a_month: int
    price_of_one_more: int

    def above(self, messages: int) -> int:
        """How many of a month's messages lie above the plan."""
        return max(0, messages - self.messages_a_month)


@dataclass(frozen=True)
class RulesConfirmed:
    """The division's decision on what the operating rules leave open: by whom, when, under which document number."""

    by: str
    on: date | None
    evidence: str


@dataclass(frozen=True, eq=False)
class Account(Form):
    """The settings of the account. Every field that is missing or broken has its strictest reading."""

    kind = "account"

    name: Annotated[str, Stored("account", "name")]
    basic_id: Annotated[str, Stored("account", "basic_id")]
    environment: str
    rules_version: str
    guideline_version: str
    site_base_url: Annotated[str, Stored("site_base_url", take=lambda value: text(value).rstrip("/"))]
    contractors: tuple[Contractor, ...]
    hours: Hours
    max_per_day: Annotated[int, Stored("sending", "max_per_day")]
    min_interval_minutes: Annotated[int, Stored("sending", "min_interval_minutes")]
    late_after_hours: Annotated[int, Stored("sending", "late_after_hours")]
    paused: Annotated[bool, Stored("sending", "paused", take=lambda value: value is not False)]
    published_policy_counts: Annotated[bool, Stored("links", "published_policy_counts")]
    recheck_days: Annotated[int, Stored("links", "recheck_days")]
    denied_hosts: Annotated[tuple[str, ...], Stored("links", "denied_hosts")]
    rotate_every_days: Annotated[int, Stored("credentials", "rotate_every_days")]
    grace_days: Annotated[int, Stored("credentials", "grace_days")]
    channel_secret_every_days: Annotated[int, Stored("credentials", "channel_secret_every_days")]
    console_rights_every_days: Annotated[int, Stored("credentials", "console_rights_every_days")]
    retention_class: Annotated[str, Stored("retention", "class")]
    brand: Brand | None
    plan: Plan | None
    archive: Annotated[bool, Stored("archive", take=lambda value: value is None or value is True)]
    rules_confirmed: RulesConfirmed | None

    def contractor(self, contractor_id: str) -> Contractor | None:
        """The contractor of that id."""
        return next((company for company in self.contractors if company.id == contractor_id), None)


def read_account(document: Document) -> Account:
    """The account of a document."""
    sending = mapping(document.data.get("sending"))
    hours = read(Hours, sending.get("hours"), closed_on=days(sending.get("closed_on")))
    return read(Account, document.data, document=document, hours=hours)
