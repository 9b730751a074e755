"""What is known beside the post: earlier versions, what it corrects, its neighbours, the month, who has looked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from scripts.checking.context import RuleContext
from scripts.content.hours import first_open
from scripts.content.post import Post
from scripts.content.roster import Person
from scripts.delivery.audience import Audience
from scripts.delivery.month import MonthUse
from scripts.pages.approval import needed
from scripts.pages.around.change import Change, PostDiff
from scripts.pages.around.correction import left_unsaid
from scripts.pages.around.cost import cost_facts
from scripts.pages.around.neighbours import (
    Neighbour,
    close_by,
    crowded,
    neighbour_facts,
    planned,
    unwatched,
)
from scripts.pages.around.same_error import same_error
from scripts.pages.around.to_weigh import ToWeigh
from scripts.pages.around.turns import Turn, in_turn, turn_of
from scripts.pages.around.ways_out import money_matters
from scripts.pages.html import Fact
from scripts.pages.schedule import begins, promise
from scripts.text.dates import JAPAN, days_after, month_of


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


def sets_off(post: Post, context: RuleContext, beside: PreviewContext) -> str:
    """What the approval sets off: when it goes out, to how many, and whether the month's messages will do for it."""
    words = promise(post, context, beside.reach)
    if context.account.paused:
        words += (
            "ただし、いまはアカウントの設定で、すべての配信を止めています。止めているあいだは届きません。"
        )
    short = "ただし、この月の通数が足りず、このままでは配信されません（要確認にあります）。"
    return words + short if _stays(post, context, beside) else words


def around_facts(post: Post, context: RuleContext, beside: PreviewContext) -> Iterator[Fact]:
    """What the send costs, and what goes out near it."""
    turns = _turns(post, context, beside)
    yield from cost_facts(post.post_id, context.account.plan, beside.reach, beside.month, turns)
    yield from neighbour_facts(post, context, beside.neighbours)


def warnings_around(post: Post, context: RuleContext, beside: PreviewContext) -> Iterator[ToWeigh]:
    """What asks for the approver and does not stand in the post: its own matters before the month's."""
    if post.corrects:
        for words in left_unsaid(post, next(iter(beside.corrected), None), beside.corrected_at):
            yield ToWeigh(words, held_back=True)
    yield from same_error(post, beside.neighbours)
    yield from map(ToWeigh, unwatched(post, context))
    yield from map(ToWeigh, close_by(post, context, beside.neighbours))
    yield from map(ToWeigh, crowded(post, context, beside.neighbours))
    if _decides_on_money(post, context, beside):
        yield from _money(post, context, beside)


def notes_around(post: Post, context: RuleContext, beside: PreviewContext) -> Iterator[ToWeigh]:
    """What the approver ought to know and somebody else decides."""
    if not _decides_on_money(post, context, beside):
        yield from _money(post, context, beside)


def _decides_on_money(post: Post, context: RuleContext, beside: PreviewContext) -> bool:
    """True where the section chief approves, and where the post itself would stay: then nobody approves it as it is."""
    needs = needed(post, beside.corrected, context)
    return _stays(post, context, beside) or any(need.role == "section_chief" for need, _ in needs)


def _stays(post: Post, context: RuleContext, beside: PreviewContext) -> bool:
    turns = _turns(post, context, beside)
    return bool(turns) and turn_of(post.post_id, turns).held


def _money(post: Post, context: RuleContext, beside: PreviewContext) -> Iterator[ToWeigh]:
    turns = _turns(post, context, beside)
    return money_matters(post.post_id, context.account, turns, _opens_next_month(turns, context))


def _opens_next_month(turns: Sequence[Turn], context: RuleContext) -> datetime | None:
    if not turns:
        return None
    month = days_after(month_of(turns[0].planned.at), 31).replace(day=1)
    return first_open(context.account.hours, datetime.combine(month, time(), JAPAN))


def _turns(post: Post, context: RuleContext, beside: PreviewContext) -> tuple[Turn, ...]:
    """The month's sends in their order; nothing where a figure is unknown, or the post's hours leave it no day."""
    first, reach, month = begins(post, context), beside.reach, beside.month
    if first is None or reach is None or month is None:
        return ()
    own = planned(post, first, context.now)
    return in_turn(own, beside.neighbours, month.used, reach.people, month.limit)
