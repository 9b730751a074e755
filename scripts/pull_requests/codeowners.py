"""CODEOWNERS, derived from the roster: whom GitHub asks for a review by itself.

It is a courtesy, not the record: any one owner satisfies GitHub, and dates of appointment are unknown to it.
Who must approve is for `approval` and the sender to judge. Everybody in the roster is listed whatever the
date, so that a handover needs one change and the file does not rot with the calendar.
"""

from scripts.content.roster import ROLE_NAMES, Roster

_OWNED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("*", ("maintainer",)),
    ("/content/", ("section_chief",)),
    ("/content/roster.yml", ("section_chief", "operations_manager")),
    ("/content/posts/contractor/", ("operations_manager",)),
    ("/content/replies/contractor/", ("operations_manager",)),
    ("/content/incidents/", ("section_chief", "operations_manager")),
)  # of several lines that fit, GitHub takes the last


def codeowners(roster: Roster) -> str:
    """The text of `.github/CODEOWNERS`."""
    lines = [
        "# content/roster.yml から作ったファイルです。直すときは名簿を直し、python -m scripts.setup を実行します。"
    ]
    for path, roles in _OWNED:
        owners = [f"@{login}" for role in roles for login in _logins(roster, role)]
        names = "・".join(ROLE_NAMES[role] for role in roles)
        lines += ["", f"# {names}", " ".join((path, *dict.fromkeys(owners)))]
    return "\n".join(lines) + "\n"


def _logins(roster: Roster, role: str) -> list[str]:
    return [person.login for person in roster.people if role in person.roles and person.login]
