"""Which approvals a post needs: by its folder's side, its category, who opened it, and what it corrects."""

from scripts.core.matrix import Need, joined, roles_needed
from scripts.core.snapshot import Landing


def needs_of(landing: Landing) -> tuple[Need, ...]:
    """The approvals that the matrix asks for. Whoever could choose between two rows gets both.

    A correction needs what the posts need that it corrects, never less than its own row; a contractor's person
    who opens a pull request for a division's folder needs the contractor's approval too.
    """
    if landing.post is None:
        return roles_needed("", "")
    author = landing.author
    contractor = author.contractor if author else ""
    found = [roles_needed(landing.post.side, landing.post.category, contractor)]
    opener = landing.pull_request.author if landing.pull_request else None
    for person in landing.registers.roster.by_github(opener.id) if opener else ():
        if person.side == "contractor" and landing.post.side != "contractor":
            found.append(roles_needed("contractor", landing.post.category, person.contractor))
    for corrected in landing.corrected:
        writer = landing.registers.roster.person(corrected.author)
        theirs = contractor or (writer.contractor if writer else "")
        found.append(roles_needed(corrected.side, corrected.category, theirs))
    return joined(*found)
