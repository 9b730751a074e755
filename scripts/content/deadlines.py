"""What has to be done about the account's credentials, and by when, from the registers and the log (第5第1項).

A password change counts whatever its trigger was: once the person has left, any change shuts the door. Removing
somebody's own access has to name that person, or be the one entry for a contractor whose contract has ended.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from scripts.content.account import Account
from scripts.content.credentials import KIND_NAMES, CredentialEvent, Credentials
from scripts.content.incident import Incident
from scripts.content.roster import Person, Roster
from scripts.reading.fields import day
from scripts.text.dates import days_after, format_day

CHANGES = ("password_changed", "channel_secret_reissued")
_SAME_AS = {"token_reissued": "channel_secret_reissued"}  # the word of earlier logs
REMOVALS = ("member_removed", "github_access_removed")


@dataclass(frozen=True)
class CredentialTask:
    """Something still to be done: why, by the end of which day, and what is missing from the log."""

    trigger: str
    about: str
    why: str
    due: date
    missing: tuple[str, ...]

    @property
    def key(self) -> str:
        """Its lasting name."""
        return f"{self.trigger}-{self.about}" if self.about else self.trigger

    @property
    def changes(self) -> tuple[str, ...]:
        """What is missing of what the article names: the changes."""
        return tuple(kind for kind in self.missing if kind in CHANGES)

    @property
    def removals(self) -> tuple[str, ...]:
        """What is missing of what goes with it: the removals."""
        return tuple(kind for kind in self.missing if kind in REMOVALS)


def in_words(kinds: tuple[str, ...]) -> str:
    """The kinds as a message names them."""
    return "、".join(KIND_NAMES.get(kind, kind) for kind in kinds)


def credential_tasks(
    credentials: Credentials, roster: Roster, account: Account
) -> tuple[CredentialTask, ...]:
    """Everything that is open, also what is due only in future; earliest first."""
    tasks = [
        *_periodic(credentials, roster, account),
        *_transfers(credentials, roster, account),
        *_contract_ends(credentials, account),
        *_takeovers(credentials),
    ]
    return tuple(sorted((task for task in tasks if task.missing), key=lambda task: (task.due, task.key)))


def last_done(credentials: Credentials, kind: str) -> date | None:
    """The last day on which that was done, by the log."""
    return max(
        (entry.done_on for entry in credentials.log if _is(entry, kind) and entry.done_on), default=None
    )


def _periodic(credentials: Credentials, roster: Roster, account: Account) -> Iterator[CredentialTask]:
    """What falls due at intervals; without an entry the time runs from the first appointment. No interval: off."""
    appointments = [person.appointed_on for person in roster.people if person.appointed_on]
    intervals = {
        "password_changed": ("", account.rotate_every_days, "変更"),
        "channel_secret_reissued": ("channel-secret", account.channel_secret_every_days, "再発行"),
        "console_rights_checked": ("console-rights", account.console_rights_every_days, "確認"),
    }
    for kind, (about, interval, deed) in intervals.items():
        since = last_done(credentials, kind) or min(appointments, default=None)
        if since is not None and (interval or not about):
            why = f"定期の{deed}(前回は{format_day(since)})"
            yield CredentialTask("periodic", about, why, days_after(since, interval), (kind,))


def _transfers(credentials: Credentials, roster: Roster, account: Account) -> Iterator[CredentialTask]:
    for person in roster.people:
        last = account.last_day(person)
        if last is None or _stays(person, roster, days_after(last, 1)):
            continue
        wanted = _wanted(person, last, account)
        missing = tuple(kind for kind in wanted if not _done_for(credentials, kind, person, last))
        why = f"{person.id}({person.title})の異動({format_day(last)}まで)"
        yield CredentialTask("transfer", person.id, why, days_after(last, 1), missing)


def _wanted(person: Person, last: date, account: Account) -> tuple[str, ...]:
    """A maintainer has known the channel's secret; at a contract's end one change of password is for everybody."""
    secret = ("channel_secret_reissued",) if "maintainer" in person.roles else ()
    contract = account.contractor(person.contractor)
    password = () if contract and contract.contract_to == last else ("password_changed",)
    return (*password, *secret, *REMOVALS)


def _stays(person: Person, roster: Roster, on: date) -> bool:
    """True if the same GitHub account goes on under another appointment."""
    return any(
        other is not person and other.in_office(on)
        for other in roster.by_github(person.github_id)
        if person.github_id
    )


def _done_for(credentials: Credentials, kind: str, person: Person, last: date) -> bool:
    if kind in CHANGES:
        return _changed_since(credentials, kind, last)
    return any(
        entry.person == person.id
        or (entry.trigger == "contract_end" and not entry.person and person.side == "contractor")
        for entry in credentials.log
        if entry.kind == kind and entry.done_on and (entry.person or entry.done_on >= last)
    )


def _contract_ends(credentials: Credentials, account: Account) -> Iterator[CredentialTask]:
    for contractor in account.contractors:
        if contractor.contract_to:
            changed = _changed_since(credentials, "password_changed", contractor.contract_to)
            why = f"{contractor.name}との委託契約の終わり({format_day(contractor.contract_to)}まで)"
            due = days_after(contractor.contract_to, 1)
            missing = () if changed else ("password_changed",)
            yield CredentialTask("contract_end", contractor.id, why, due, missing)


def _takeovers(credentials: Credentials) -> Iterator[CredentialTask]:
    for incident in credentials.incidents:
        if incident.trouble == "account_takeover" and incident.detected_at:
            yield _takeover(credentials, incident, incident.detected_at.date())


def _takeover(credentials: Credentials, incident: Incident, on: date) -> CredentialTask:
    missing = tuple(kind for kind in CHANGES if not _changed_since(credentials, kind, on))
    return CredentialTask("incident", incident.id, f"乗っ取り(トラブルの記録 {incident.id})", on, missing)


def _changed_since(credentials: Credentials, kind: str, since: date) -> bool:
    return any(_is(entry, kind) and entry.done_on and entry.done_on >= since for entry in credentials.log)


def _is(entry: CredentialEvent, kind: str) -> bool:
    return _SAME_AS.get(entry.kind, entry.kind) == kind


_DATE = re.compile(r"(\d{4})(?:-|年)(\d{1,2})(?:(?:-|月)(\d{1,2}))?")
_YEAR = 365


def confirmation_due(person: Person, account: Account, today: date) -> date | None:
    """By when a person has to read the security policy (again): who comes, on the first day in office.

    None for who has left, or whose contract is over.
    """
    last = account.last_day(person)
    if person.appointed_on is None or person.ends_unreadable or (last and last < today):
        return None
    confirmed = person.policy_confirmed_on
    return days_after(confirmed, _YEAR) if confirmed else person.appointed_on


def guideline_due(account: Account) -> date | None:
    """By when the guideline has to be gone through again: a year after the day that its version names."""
    written = unicodedata.normalize("NFKC", account.guideline_version)
    days = [
        written_day for y, m, d in _DATE.findall(written) if (written_day := day(f"{y}-{m:0>2}-{d or 1:0>2}"))
    ]
    return days_after(max(days), _YEAR) if days else None
