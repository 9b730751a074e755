"""The month's planned sends in the order in which they go out, each judged by the guard that would hold it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from scripts.content.account import Plan
from scripts.delivery.guards import Quota, quota
from scripts.pages.around.neighbours import Neighbour
from scripts.text.dates import month_of


@dataclass(frozen=True)
class Turn:
    """One planned send. `used` are the month's messages before it, `limit` is LINE's for the month (None: no limit is known)."""

    planned: Neighbour
    used: int
    people: int
    limit: int | None

    @property
    def held(self) -> bool:
        """True where too few messages are left for it: the question that is asked before a send."""
        return quota(Quota(self.limit, self.used), self.people) is not None

    @property
    def used_after(self) -> int:
        """The month's messages after it; one that is held uses none."""
        return self.used if self.held else self.used + self.people

    @property
    def left(self) -> int:
        """Messages that LINE's limit leaves before it; none without a limit."""
        return self.limit - self.used if self.limit is not None else 0

    @property
    def lacking(self) -> int:
        """Messages by which those that are left are too few for it."""
        return self.people - self.left

    def above(self, plan: Plan) -> int:
        """How many of its messages lie above the plan."""
        return plan.above(self.used_after) - plan.above(self.used)


def in_turn(
    own: Neighbour, others: Iterable[Neighbour], used: int, people: int, limit: int | None
) -> tuple[Turn, ...]:
    """The turns of a post and of those others that are still to go out in its month; at one moment what nobody has merged comes last."""
    month = month_of(own.at)
    open_ones = (other for other in others if not other.sent and (not other.until or other.at <= other.until))
    planned = [own, *(other for other in open_ones if month_of(other.at) == month)]
    turns: list[Turn] = []
    by_turn = sorted(
        planned, key=lambda other: (other.at, other is not own and other.proposed > 0, other.post_id)
    )
    for send in by_turn:
        turns.append(Turn(send, turns[-1].used_after if turns else used, people, limit))
    return tuple(turns)


def turn_of(post_id: str, turns: Sequence[Turn]) -> Turn:
    """The turn of a post."""
    return next(turn for turn in turns if turn.planned.post_id == post_id)


def movable(turns: Iterable[Turn], opens: datetime | None) -> list[Neighbour]:
    """Those that would still be of use at a moment of the next month, its first open one; no correction waits, and nothing urgent."""
    return [
        turn.planned
        for turn in turns
        if opens
        and not turn.planned.corrects
        and not (turn.planned.post and turn.planned.post.send.urgent)
        and (turn.planned.until is None or turn.planned.until > opens)
    ]
