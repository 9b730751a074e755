"""`roster.yml`: who may write and who may approve, with the dates of their appointment."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from scripts.content.form import Form
from scripts.reading.document import Document
from scripts.reading.fields import day, mapping, sequence, text, texts

Side = Literal["division", "contractor"]
Role = Literal["poster", "section_chief", "operations_manager", "maintainer"]

ROLE_NAMES: dict[str, str] = {
    "poster": "投稿者",
    "section_chief": "移住交流担当課長",
    "operations_manager": "業務処理責任者",
    "maintainer": "保守担当者",
}
SIDE_NAMES: dict[str, str] = {"division": "地域政策課", "contractor": "運営者"}


@dataclass(frozen=True)
class Person:
    """One appointment of one person. The number of the GitHub account is who it is; the login may change."""

    id: str
    title: str
    side: str
    contractor: str
    roles: tuple[str, ...]
    login: str
    github_id: int
    appointed_on: date | None
    appointed_by: str
    policy_confirmed_on: date | None
    ends_on: date | None
    ends_unreadable: bool
    place: int

    def in_office(self, on: date) -> bool:
        """True from the day of appointment to the last day, both included."""
        if self.appointed_on is None or self.ends_unreadable:
            return False
        return self.appointed_on <= on and (self.ends_on is None or on <= self.ends_on)

    def holds(self, role: str, on: date, contractor: str = "") -> bool:
        """True if the person holds the role on that day (an operations manager: that of the contractor)."""
        if role not in self.roles or not self.in_office(on):
            return False
        return role != "operations_manager" or (bool(contractor) and self.contractor == contractor)


@dataclass(frozen=True)
class Roster(Form):
    """All appointments, in the file's order."""

    kind = "roster"

    people: tuple[Person, ...]

    def person(self, person_id: str) -> Person | None:
        """The appointment of that id."""
        return next((each for each in self.people if each.id == person_id), None)

    def by_github(self, github_id: int) -> tuple[Person, ...]:
        """Every appointment of the person behind a GitHub account."""
        return tuple(each for each in self.people if each.github_id == github_id)

    def holders(self, role: str, on: date, contractor: str = "") -> tuple[Person, ...]:
        """Everybody who holds the role on that day."""
        return tuple(each for each in self.people if each.holds(role, on, contractor))


def read_roster(document: Document) -> Roster:
    """Take the people as they are; what is wrong with an entry is for the rules to say."""
    entries = sequence(document.data.get("people"))
    return Roster(document, tuple(_person(mapping(entry), place) for place, entry in enumerate(entries)))


def _person(data: object, place: int) -> Person:
    entry = mapping(data)
    github = mapping(entry.get("github"))
    number = github.get("id")
    return Person(
        id=text(entry.get("id")),
        title=text(entry.get("title")),
        side=text(entry.get("side")),
        contractor=text(entry.get("contractor")),
        roles=texts(entry.get("roles")),
        login=text(github.get("login")),
        github_id=number if isinstance(number, int) and not isinstance(number, bool) else 0,
        appointed_on=day(entry.get("appointed_on")),
        appointed_by=text(entry.get("appointed_by")),
        policy_confirmed_on=day(entry.get("policy_confirmed_on")),
        ends_on=day(entry.get("ends_on")),
        ends_unreadable=entry.get("ends_on") is not None and day(entry.get("ends_on")) is None,
        place=place,
    )
