"""`account.yml`: the account, its contractors and its sending rules."""

from dataclasses import dataclass
from datetime import date, time

from scripts.content.form import Form
from scripts.reading.document import Document
from scripts.reading.fields import day, mapping, number, sequence, text, texts


@dataclass(frozen=True)
class Contractor:
    """A company to which the division has given the work, and the term of its contract (第2)."""

    id: str
    name: str
    contract_from: date | None
    contract_to: date | None
    designated_on: date | None
    place: int

    def under_contract(self, on: date) -> bool:
        """True on a day of the contract, its first and last day included."""
        return bool(self.contract_from and self.contract_to and self.contract_from <= on <= self.contract_to)


@dataclass(frozen=True)
class Hours:
    """When the account may speak, Japan's time."""

    opens: time
    closes: time
    weekdays_only: bool


@dataclass(frozen=True)
class Account(Form):
    """The settings of the account. Every field that is missing or broken has its strictest reading."""

    kind = "account"

    name: str
    basic_id: str
    environment: str
    rules_version: str
    guideline_version: str
    site_base_url: str
    contractors: tuple[Contractor, ...]
    hours: Hours
    max_per_day: int
    min_interval_minutes: int
    late_after_hours: int
    paused: bool
    published_policy_counts: bool
    recheck_days: int
    denied_hosts: tuple[str, ...]
    rotate_every_days: int
    grace_days: int
    retention_class: str

    def contractor(self, contractor_id: str) -> Contractor | None:
        """The contractor of that id."""
        return next((each for each in self.contractors if each.id == contractor_id), None)


def read_account(document: Document) -> Account:
    """Take the fields as they are; what is wrong with them is for the schema rule to say."""
    data = document.data
    account, sending, links = (mapping(data.get(name)) for name in ("account", "sending", "links"))
    credentials = mapping(data.get("credentials"))
    return Account(
        document=document,
        name=text(account.get("name")),
        basic_id=text(account.get("basic_id")),
        environment=text(data.get("environment")),
        rules_version=text(data.get("rules_version")),
        guideline_version=text(data.get("guideline_version")),
        site_base_url=text(data.get("site_base_url")).rstrip("/"),
        contractors=tuple(
            _contractor(mapping(each), place) for place, each in enumerate(sequence(data.get("contractors")))
        ),
        hours=_hours(mapping(sending.get("hours"))),
        max_per_day=number(sending.get("max_per_day"), 0),
        min_interval_minutes=number(sending.get("min_interval_minutes"), 0),
        late_after_hours=number(sending.get("late_after_hours"), 0),
        paused=sending.get("paused") is not False,
        published_policy_counts=links.get("published_policy_counts") is True,
        recheck_days=number(links.get("recheck_days"), 0),
        denied_hosts=texts(links.get("denied_hosts")),
        rotate_every_days=number(credentials.get("rotate_every_days"), 0),
        grace_days=number(credentials.get("grace_days"), 0),
        retention_class=text(mapping(data.get("retention")).get("class")),
    )


def _contractor(entry: object, place: int) -> Contractor:
    data = mapping(entry)
    return Contractor(
        id=text(data.get("id")),
        name=text(data.get("name")),
        contract_from=day(data.get("contract_from")),
        contract_to=day(data.get("contract_to")),
        designated_on=day(data.get("designated_on")),
        place=place,
    )


def _hours(entry: object) -> Hours:
    data = mapping(entry)
    return Hours(
        _clock(data.get("from")), _clock(data.get("to")), weekdays_only=data.get("weekdays_only") is not False
    )


def _clock(value: object) -> time:
    try:
        return time.fromisoformat(text(value))
    except ValueError:
        return time.min
