"""Who is needed for a post or a reply, and who may give that approval: the one answer for judge, form and comment."""

from collections.abc import Collection, Sequence
from datetime import date

from scripts.approvals.needs import Need, joined, needs_for, roles_needed
from scripts.approvals.snapshot import MergeRecord
from scripts.content.account import Account, Contractor
from scripts.content.post import Post
from scripts.content.reply import Reply
from scripts.content.roster import Person, Roster


def needs_of(merge: MergeRecord) -> tuple[Need, ...]:
    """The approvals that one merge of a post or reply needs."""
    opener = merge.pull_request.author if merge.pull_request else None
    number, over = opener.id if opener else 0, merge.config.account.over(merge.day)
    return required(merge.content, merge.corrected, merge.config.roster, number, over)


def required(
    content: Post | Reply | None,
    corrected: Sequence[Post],
    roster: Roster,
    opener: int,
    over: Collection[str] = (),
) -> tuple[Need, ...]:
    """The approvals that the matrix asks for. Whoever could choose between two rows gets both.

    `opener` is the account number of whoever opens the pull request, 0 for nobody. What cannot be read needs
    everybody's. A correction needs what the posts need that it corrects, never less than its own row; a contractor's
    person who opens a pull request for a division's folder needs the contractor's approval too, a former one does not. `over` are contractors
    whose contract is over: for what they sent whoever corrects it answers, else nobody could correct it any more.
    """
    if content is None:
        return roles_needed("", "")
    author = roster.person(content.author)
    contractor = author.contractor if author else ""
    if isinstance(content, Reply):
        return needs_for("reply", content.side, contractor)
    rows = [roles_needed(content.side, content.category, contractor)]
    for person in roster.by_github(opener) if opener else ():
        if person.side == "contractor" and content.side != "contractor" and not _was(person, author, over):
            rows.append(roles_needed("contractor", content.category, person.contractor))
    writers = {earlier: roster.person(earlier.author) for earlier in corrected}
    companies = {earlier.path: writer.contractor for earlier, writer in writers.items() if writer}
    for (
        earlier,
        writer,
    ) in writers.items():  # of a version whose author nobody knows another one says whose post it is
        theirs = (writer.contractor if writer else companies.get(earlier.path, "")) or contractor
        answers = theirs in over and earlier.side == "contractor"
        side, company = (content.side, contractor) if answers else (earlier.side, theirs)
        rows.append(roles_needed(side, earlier.category, company))
    return joined(*rows)


def _was(person: Person, author: Person | None, over: Collection[str]) -> bool:
    """True for an appointment with a contractor that is over: by the contract, or before the author's own began."""
    began = author.appointed_on if author else None
    ended = person.ends_on and began and person.ends_on < began and not person.ends_unreadable
    return person.contractor in over or bool(ended)


def may_give(
    need: Need, roster: Roster, account: Account, on: date, wrote: Collection[int] = ()
) -> tuple[Person, ...]:
    """Everybody who may give this approval on that day: in office, under contract, and not among those who wrote."""
    holders = roster.holders(need.role, on, need.contractor)
    return tuple(person for person in holders if account.serves(person, on) and person.github_id not in wrote)


def contract_over(need: Need, account: Account, on: date) -> Contractor | None:
    """The contractor whose manager is needed, if its contract is over: then no waiting helps."""
    return account.contractor(need.contractor) if need.contractor in account.over(on) else None
