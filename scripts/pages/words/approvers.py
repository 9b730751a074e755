"""Who must approve, as Markdown: the comment's first line, and the ground of each approval."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from scripts.approvals.needs import Need
from scripts.content.roster import ROLE_NAMES, Person
from scripts.pages.approval import NOBODY, called
from scripts.pages.words.markdown import items
from scripts.pages.words.place import article_in_words
from scripts.text.dates import moment_in_words
from scripts.text.quote import inert

Needed = Sequence[tuple[Need, Sequence[Person]]]


def approvers(needs: Needed, given: Mapping[int, datetime] | None = None) -> str:
    """Everybody by title and login, on one line, and who has pressed Approve: whether that counts, only the judge says.

    `given`: account → when it approved the version that is shown.
    """
    left = dict(given or {})
    wanted, pressed = [], []
    for need, people in needs:
        by = next((person for person in people if person.github_id in left), None)
        if by:
            pressed.append(
                f"{called(by)}は、{moment_in_words(left.pop(by.github_id))}に Approve を押しました。"
            )
        wanted.append(
            " または ".join(map(called, people)) or f"{ROLE_NAMES[need.role]}（いま名簿にいません）"
        )
    both = "（どちらも要ります）" if len(wanted) > 1 else ""
    counted = "承認に数えるかは、この画面の下の **approval** に出ます。" if pressed else ""
    so_far = f"。{inert(''.join(pressed))}{counted}" if pressed else ""
    return f"**承認する人** {inert('と、'.join(wanted))}{both}{so_far}"


def without_the_division(needs: Needed) -> str:
    """第4第4項: that a contractor's own approval is enough, for whoever of the division reads it; else nothing."""
    if not needs or any(need.role != "operations_manager" for need, _ in needs):
        return ""
    return "地域政策課の承認は要りません（運営要領 第4第4項）。"


def grounds(needs: Needed) -> str:
    """Each approval with its article; its people stand in the first line, nobody but here."""
    return items("承認が要る理由", (_ground(need, people) for need, people in needs))


def _ground(need: Need, people: Sequence[Person]) -> str:
    role = ROLE_NAMES[need.role]
    who = f"{role}: {'' if people else NOBODY}" if not people or role not in need.why else ""
    return f"{who}{need.why}（{article_in_words(need.article)}）。"
