"""Who the people are of whom the table of reasons speaks by their roles, as `main`'s roster has them today."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache

from scripts.content.places import POST_FILE
from scripts.content.post import read_post
from scripts.content.roster import ROLE_NAMES, Person, Roster
from scripts.effects.content.load import roster_in
from scripts.effects.git.main_branch import Main
from scripts.text.dates import JAPAN


@cache
def _roster_on(main: Main) -> Roster:
    """Read once, however many posts there are to speak of."""
    return roster_in(main.tree)


def people_of(main: Main, post_id: str, now: datetime) -> Mapping[str, Sequence[Person]]:
    """Role in words → its people: the post's own author, the approvers of the author's side, the maintainers.

    Of a post that `main` does not hold nobody is the author.
    """
    roster, day = _roster_on(main), now.astimezone(JAPAN).date()
    paths = [f"{folder}/{POST_FILE}" for folder in main.view.survey.folders.get(post_id, ())]
    posts = [read_post(path, raw, {}) for path, raw in main.tree.read(paths).items()] if paths else []
    authors = [author for post in posts if (author := roster.person(post.author))]
    companies = dict.fromkeys(author.contractor for author in authors if author.contractor)
    by_role = {
        "poster": authors,
        "section_chief": roster.holders("section_chief", day),
        "operations_manager": [
            person for company in companies for person in roster.holders("operations_manager", day, company)
        ],
        "maintainer": roster.holders("maintainer", day),
    }
    return {ROLE_NAMES[role]: people for role, people in by_role.items()}
