"""What stands in one cell of the register: a number, a person, an approval."""

from scripts.content.roster import ROLE_NAMES
from scripts.reading.fields import mapping, text
from scripts.records.approved import RecordedApproval
from scripts.records.record import FEW
from scripts.records.register import to_minute
from scripts.text.terms import label

Cell = str | int


def approval_in_words(given: RecordedApproval) -> str:
    """Who approved in which role, when."""
    role = label(ROLE_NAMES, given.role)
    return f"{role} {given.person}({given.title}) {to_minute(given.submitted_at)}"


def person_in_words(account: object) -> str:
    """The person behind an account of the evidence; without one the account."""
    known = mapping(account)
    person, title, login = (text(known.get(name)) for name in ("person", "title", "login"))
    return f"{person}({title})" if person else login


def cell_of(number: int | None) -> Cell:
    """A number, or an empty cell."""
    return "" if number is None else number


def few_of(number: int | None) -> Cell:
    """A number of people; a small one LINE keeps to itself."""
    return FEW if number is None else number
