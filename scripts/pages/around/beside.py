"""What is known beside the post: earlier versions, what it corrects, its neighbours, the month, who has looked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from scripts.checking.context import RuleContext
from scripts.content.post import Post
from scripts.content.roster import Person
from scripts.delivery.audience import Audience
from scripts.delivery.month import MonthUse
from scripts.pages.around.change import Change, PostDiff
from scripts.pages.around.correction import left_unsaid
from scripts.pages.around.cost import cost_facts, over_the_limit, too_little_left
from scripts.pages.around.neighbours import (
    Neighbour,
    close_by,
    corrected_beside,
    crowded,
    neighbour_facts,
    unwatched,
)
from scripts.pages.html import Fact
from scripts.pages.schedule import begins
from scripts.text.dates import month_of


@dataclass(frozen=True)
class Look:
    """When an approver last reviewed or commented, and what has changed since; None where that version is gone.

    `approved_at`: when they approved the version that is shown; None where they have not.
    """

    person: Person
    at: datetime
    changes: tuple[Change, ...] | None
    approved_at: datetime | None = None


@dataclass(frozen=True)
class PreviewContext:
    """`corrected` is the chain of posts that this one corrects, `corrected_at` when the first of them went out.

    `looks` are None where nobody asked GitHub: on a page that is drawn without its rights.
    """

    compared: PostDiff | None = None
    corrected: tuple[Post, ...] = ()
    corrected_at: datetime | None = None
    reach: Audience | None = None
    month: MonthUse | None = None
    neighbours: tuple[Neighbour, ...] = ()
    looks: tuple[Look, ...] | None = None


def around_facts(post: Post, context: RuleContext, beside: PreviewContext) -> Iterator[Fact]:
    """What the send costs, and what goes out near it."""
    planned = max(0, len(_queue(post, context, beside)) - 1)
    yield from cost_facts(context.account, beside.reach, beside.month, planned)
    yield from neighbour_facts(post, context, beside.neighbours)


def warnings_around(post: Post, context: RuleContext, beside: PreviewContext) -> Iterator[str]:
    """What asks for the approver's judgement and does not stand in the post."""
    if post.corrects:
        yield from left_unsaid(post, next(iter(beside.corrected), None), beside.corrected_at)
    yield from over_the_limit(beside.reach, beside.month, _queue(post, context, beside))
    yield from unwatched(post, context)
    yield from corrected_beside(post, beside.neighbours)
    yield from close_by(post, context, beside.neighbours)
    yield from crowded(post, context, beside.neighbours)
    yield from too_little_left(context.account, beside.reach, beside.month)


def _queue(post: Post, context: RuleContext, beside: PreviewContext) -> list[Neighbour]:
    """This post and the others that are still to go out in its month; nothing where its hours leave it no day."""
    first = begins(post, context)
    if first is None:
        return []
    others = [other for other in beside.neighbours if not other.sent]
    return [
        Neighbour(post.post_id, post.title, first, sent=False),
        *(other for other in others if month_of(other.at) == month_of(first)),
    ]
