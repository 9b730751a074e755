"""Who is needed for a post or a reply, and who may give that approval: the one answer for judge, form and comment."""

from collections.abc import Collection, Sequence
from datetime import date

from scripts.approvals.needs import Need, joined, needs_for, roles_needed
from scripts.approvals.snapshot import MergeRecord
from scripts.content.account import Account
from scripts.content.post import Post
from scripts.content.reply import Reply
from scripts.content.roster import Person, Roster


def needs_of(merge: MergeRecord) -> tuple[Need, ...]:
    """The approvals that one merge of a post or reply needs."""
    opener = merge.pull_request.author if merge.pull_request else None
    return required(merge.content, merge.corrected, merge.config.roster, opener.id if opener else 0)


def required(
    content: Post | Reply | None, corrected: Sequence[Post], roster: Roster, opener: int
) -> tuple[Need, ...]:
    """The approvals that the matrix asks for. Whoever could choose between two rows gets both.

    `opener` is the account number of whoever opens the pull request, 0 for nobody. What cannot be read needs
    everybody's. A correction needs what the posts need that it corrects, never less than its own row; a contractor's
    person who opens a pull request for a division's folder needs the contractor's approval too.
    """
    if content is None:
        return roles_needed("", "")
    author = roster.person(content.author)
    contractor = author.contractor if author else ""
    if isinstance(content, Reply):
        return needs_for("reply", content.side, contractor)
    rows = [roles_needed(content.side, content.category, contractor)]
    for person in roster.by_github(opener) if opener else ():
        if person.side == "contractor" and content.side != "contractor":
            rows.append(roles_needed("contractor", content.category, person.contractor))
    for earlier in corrected:
        writer = roster.person(earlier.author)
        theirs = contractor or (writer.contractor if writer else "")
        rows.append(roles_needed(earlier.side, earlier.category, theirs))
    return joined(*rows)


def may_give(
    need: Need, roster: Roster, account: Account, on: date, wrote: Collection[int] = ()
) -> tuple[Person, ...]:
    """Everybody who may give this approval on that day: in office, under contract, and not among those who wrote."""
    if need.role == "operations_manager":
        contractor = account.contractor(need.contractor)
        if contractor is None or not contractor.under_contract(on):
            return ()
    holders = roster.holders(need.role, on, need.contractor)
    return tuple(person for person in holders if person.github_id not in wrote)
