"""CODEOWNERS, derived from matrix and roster: whose review GitHub demands by itself.

It holds what the sender does not judge: anybody with Write can set the status `approval`, nobody can set a review. So
every file of `content/` but posts, replies and incidents is owned by section chiefs only (`.gitattributes` beside those,
too), and code by maintainers only.
Any one owner satisfies GitHub, and dates of appointment are unknown to it: who must approve besides, `approval` and the
sender judge. Everybody in the roster is listed whatever the date, so that a handover needs one change and the file
does not rot with the calendar.
"""

from scripts.approvals.needs import needs_for
from scripts.content.roster import ROLE_NAMES, Roster

_CHIEFS = needs_for("config")
_OWNED = (
    ("*", needs_for("code")),
    ("/content/", _CHIEFS),
    ("/content/posts/contractor/", needs_for("post", "contractor")),
    ("/content/replies/contractor/", needs_for("reply", "contractor")),
    ("/content/incidents/", (*_CHIEFS, *needs_for("contractor_posters", "contractor"))),
    ("/content/**/.gitattributes", _CHIEFS),  # it says what git makes of every file below it
)  # of several lines that fit, GitHub takes the last


def codeowners(roster: Roster) -> str:
    """The text of `.github/CODEOWNERS`."""
    lines = [
        "# content/roster.yml から作ったファイルです。直すときは名簿を直し、python -m scripts.setup を実行します。"
    ]
    for path, needs in _OWNED:
        owners = [f"@{login}" for need in needs for login in _logins(roster, need.role)]
        names = "・".join(ROLE_NAMES[need.role] for need in needs)
        lines += ["", f"# {names}", " ".join((path, *dict.fromkeys(owners)))]
    return "\n".join(lines) + "\n"


def _logins(roster: Roster, role: str) -> list[str]:
    return [person.login for person in roster.people if role in person.roles and person.login]
