"""`roster.yml`: who may write and who may approve, with the dates of their appointment."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from scripts.content.form import Form
from scripts.reading.document import Document
from scripts.reading.fields import Stored, day, read

Side = Literal["division", "contractor"]

ROLE_NAMES: dict[str, str] = {
    "poster": "投稿者",
    "section_chief": "移住交流担当課長",
    "operations_manager": "業務処理責任者",
    "maintainer": "保守担当者",
}
SIDE_NAMES: dict[str, str] = {"division": "地域政策課", "contractor": "運営者"}


PERSON_ID = re.compile("[a-z0-9][a-z0-9-]*", re.ASCII)  # as the schema has it


@dataclass(frozen=True)
class Person:
    """One appointment of one person. The number of the GitHub account is who it is; the login may change."""

    id: str
    title: str
    side: str
    contractor: str
    roles: tuple[str, ...]
    login: Annotated[str, Stored("github", "login")]
    github_id: Annotated[int, Stored("github", "id")]
    appointed_on: date | None
    appointed_by: str
    policy_confirmed_on: date | None
    ends_on: date | None
    ends_unreadable: Annotated[
        bool, Stored("ends_on", take=lambda value: value is not None and day(value) is None)
    ]
    index: int

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
        return next((person for person in self.people if person.id == person_id), None)

    def lacks(self, person_id: str) -> bool:
        """True for an id in its proper form that nobody has. Of a roster that cannot be read nobody knows."""
        return (
            bool(PERSON_ID.fullmatch(person_id))
            and not self.document.unreadable
            and not self.person(person_id)
        )

    def by_github(self, github_id: int) -> tuple[Person, ...]:
        """Every appointment of the person behind a GitHub account."""
        return tuple(person for person in self.people if person.github_id == github_id)

    def appointment(self, github_id: int, on: date) -> Person | None:
        """The appointment of an account that ran on that day; where none did, its first."""
        people = self.by_github(github_id)
        return next((person for person in people if person.in_office(on)), next(iter(people), None))

    def holders(self, role: str, on: date, contractor: str = "") -> tuple[Person, ...]:
        """Everybody who holds the role on that day."""
        return tuple(person for person in self.people if person.holds(role, on, contractor))


def read_roster(document: Document) -> Roster:
    """The appointments of a document."""
    return read(Roster, document.data, document=document)
