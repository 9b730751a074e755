"""`account.yml`: the account, its contractors and its sending rules."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from typing import Annotated

from scripts.content.form import Form
from scripts.content.roster import ROLE_NAMES, Person, Roster
from scripts.reading.document import Document
from scripts.reading.fields import Stored, days, mapping, read, span, text
from scripts.text.dates import days_after
from scripts.text.quote import quoted


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
    min_interval_minutes: Annotated[int, Stored("sending", "min_interval_minutes", take=span)]
    late_after_hours: Annotated[int, Stored("sending", "late_after_hours", take=span)]
    paused: Annotated[bool, Stored("sending", "paused", take=lambda value: value is not False)]
    published_policy_counts: Annotated[bool, Stored("links", "published_policy_counts")]
    recheck_days: Annotated[int, Stored("links", "recheck_days", take=span)]
    denied_hosts: Annotated[tuple[str, ...], Stored("links", "denied_hosts")]
    rotate_every_days: Annotated[int, Stored("credentials", "rotate_every_days", take=span)]
    grace_days: Annotated[int, Stored("credentials", "grace_days", take=span)]
    channel_secret_every_days: Annotated[int, Stored("credentials", "channel_secret_every_days", take=span)]
    console_rights_every_days: Annotated[int, Stored("credentials", "console_rights_every_days", take=span)]
    retention_class: Annotated[str, Stored("retention", "class")]
    brand: Brand | None
    plan: Plan | None
    archive: Annotated[bool, Stored("archive", take=lambda value: value is None or value is True)]
    rules_confirmed: RulesConfirmed | None

    def contractor(self, contractor_id: str) -> Contractor | None:
        """The contractor of that id."""
        return next((company for company in self.contractors if company.id == contractor_id), None)

    def over(self, on: date) -> frozenset[str]:
        """The ids of the contractors whose contract is over."""
        ends = {company.id: company.contract_to for company in self.contractors}
        return frozenset(contractor for contractor, end in ends.items() if end and end < on)

    def last_day(self, person: Person) -> date | None:
        """A person's last day with the account: of the appointment, or of the company's contract."""
        contract = self.contractor(person.contractor) if person.contractor else None
        ends = (person.ends_on, contract.contract_to if contract else None)
        return min((day for day in ends if day), default=None)

    def serves(self, person: Person, on: date) -> bool:
        """True on a day on which the person is in office and, where of a contractor, under contract."""
        if person.side != "contractor":
            return person.in_office(on)
        company = self.contractor(person.contractor)
        return person.in_office(on) and company is not None and company.under_contract(on)

    def offices(self, today: date) -> Iterator["Office"]:
        """Every office that approves posts today."""
        yield Office("section_chief", "", ROLE_NAMES["section_chief"], date.max)
        for company in self.contractors:
            if company.under_contract(today):
                name = f"{quoted(company.name)}の{ROLE_NAMES['operations_manager']}"
                yield Office("operations_manager", company.id, name, company.contract_to or date.max)


@dataclass(frozen=True)
class Office:
    """A role that approves (an operations manager's: of that contractor), and the last day on which it must be held."""

    role: str
    contractor: str
    name: str
    until: date

    def may_be(self, person: Person) -> bool:
        """True for a person who holds it at some time."""
        return self.role in person.roles and person.contractor == self.contractor

    def vacant_from(self, roster: Roster, today: date) -> date | None:
        """The first day from today on which nobody holds it, as far as the roster says."""
        ends = [person.ends_on for person in roster.people if self.may_be(person) and person.ends_on]
        days = [today, *sorted(after for end in ends if (after := days_after(end, 1)) > today)]
        return next(
            (
                day
                for day in days
                if day <= self.until and not roster.holders(self.role, day, self.contractor)
            ),
            None,
        )


def read_account(document: Document) -> Account:
    """The account of a document."""
    sending = mapping(document.data.get("sending"))
    hours = read(Hours, sending.get("hours"), closed_on=days(sending.get("closed_on")))
    return read(Account, document.data, document=document, hours=hours)
