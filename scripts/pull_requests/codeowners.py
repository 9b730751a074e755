"""CODEOWNERS, derived from matrix and roster: whose review GitHub demands by itself.

It holds what the sender does not judge: anybody with Write can set the status `approval`, nobody can set a review. So
every file of `content/` but posts, replies and incidents is owned by section chiefs only (`.gitattributes` beside those,
too), and code by maintainers only.
Any one owner satisfies GitHub, and dates of appointment are unknown to it: who must approve besides, `approval` and the
sender judge. Who comes is listed beside who goes, so that a handover needs one change and the file does not rot with
the calendar; who has gone by the day on which it is written is left out, since GitHub asks whoever it names.
"""

from collections.abc import Iterator
from datetime import date

from scripts.approvals.needs import needs_for
from scripts.content.account import Account
from scripts.content.roster import ROLE_NAMES, Roster

OWNERS = ".github/CODEOWNERS"
_CHIEFS = needs_for("config")
_OWNED = (
    ("*", needs_for("code")),
    ("/content/", _CHIEFS),
    ("/content/posts/contractor/", needs_for("post", "contractor")),
    ("/content/replies/contractor/", needs_for("reply", "contractor")),
    ("/content/incidents/", (*_CHIEFS, *needs_for("contractor_posters", "contractor"))),
    ("/content/**/.gitattributes", _CHIEFS),  # it says what git makes of every file below it
)  # of several lines that fit, GitHub takes the last


def codeowners(roster: Roster, account: Account, on: date) -> str:
    """The text of `.github/CODEOWNERS`, written on that day."""
    lines = [
        "# content/roster.yml から作ったファイルです。直すときは名簿を直し、python -m scripts.setup を実行します。"
    ]
    for path, needs in _OWNED:
        roles = [need.role for need in needs]
        owners = [f"@{login}" for role in roles for login in _logins(roster, account, role, on)]
        names = "・".join(ROLE_NAMES[role] for role in roles)
        if owners:  # a path without an owner would be anybody's: what stands above it holds
            lines += ["", f"# {names}", " ".join((path, *dict.fromkeys(owners)))]
    return "\n".join(lines) + "\n"


def _logins(roster: Roster, account: Account, role: str, on: date) -> Iterator[str]:
    for person in roster.people:
        last = account.last_day(person)
        if role in person.roles and person.login and not (last and last < on):
            yield person.login


def owners_named(text: str) -> frozenset[str]:
    """The logins, in small letters, that a `CODEOWNERS` asks on any path."""
    rows = [line.split("#")[0].split()[1:] for line in text.splitlines()]
    return frozenset(owner[1:].lower() for row in rows for owner in row if owner.startswith("@"))
