"""Which approvals a post needs: by its folder's side, its category, who opened it, and what it corrects."""

from collections.abc import Sequence
from datetime import date

from scripts.approvals.github_record import Actor
from scripts.approvals.needs import Need, joined, roles_needed
from scripts.approvals.snapshot import MergeRecord
from scripts.content.account import Account
from scripts.content.post import Post
from scripts.content.roster import Person, Roster


def needs_of(landing: MergeRecord) -> tuple[Need, ...]:
    """The approvals that one merge of a post needs; a post that cannot be read needs everybody's."""
    if landing.post is None:
        return roles_needed("", "")
    opener = landing.pull_request.author if landing.pull_request else None
    return needs_of_post(landing.post, landing.corrected, landing.registers.roster, opener)


def needs_of_post(
    post: Post, corrected: Sequence[Post], roster: Roster, opener: Actor | None
) -> tuple[Need, ...]:
    """The approvals that the matrix asks for. Whoever could choose between two rows gets both.

    A correction needs what the posts need that it corrects, never less than its own row; a contractor's person
    who opens a pull request for a division's folder needs the contractor's approval too.
    """
    author = roster.person(post.author)
    contractor = author.contractor if author else ""
    found = [roles_needed(post.side, post.category, contractor)]
    for person in roster.by_github(opener.id) if opener else ():
        if person.side == "contractor" and post.side != "contractor":
            found.append(roles_needed("contractor", post.category, person.contractor))
    for each in corrected:
        writer = roster.person(each.author)
        theirs = contractor or (writer.contractor if writer else "")
        found.append(roles_needed(each.side, each.category, theirs))
    return joined(*found)


def holders(need: Need, roster: Roster, account: Account, on: date) -> tuple[Person, ...]:
    """Everybody who may give this approval on that day. Where the contract is over, nobody may."""
    if need.role == "operations_manager":
        contractor = account.contractor(need.contractor)
        if contractor is None or not contractor.under_contract(on):
            return ()
    return roster.holders(need.role, on, need.contractor)
