"""Who must approve, as Markdown: the comment's first line, and the ground of each approval."""

from collections.abc import Sequence

from scripts.approvals.needs import Need
from scripts.content.roster import ROLE_NAMES, Person
from scripts.pages.approval import NOBODY, called
from scripts.pages.words.markdown import table
from scripts.text.quote import inert

Needed = Sequence[tuple[Need, Sequence[Person]]]


def approvers(needs: Needed) -> str:
    """Everybody by title and login, on one line."""
    names = [" または ".join(map(called, people)) or ROLE_NAMES[need.role] for need, people in needs]
    both = "（どちらも要ります）" if len(needs) > 1 else ""
    return f"**承認する人** {inert('と、'.join(names))}{both}"


def grounds(needs: Needed) -> str:
    """Each approval with its people and its article."""
    rows = [
        (ROLE_NAMES[need.role], f"{'、'.join(map(called, people)) or NOBODY} {need.why}（{need.article}）。")
        for need, people in needs
    ]
    return table("承認する人", "", rows)
