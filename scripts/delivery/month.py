"""How much of a month's messages is used, as far as the ledger knows: LINE's own answer before a send, and what was sent since.

LINE is asked for its figure before each send alone; between two sends nobody without LINE's secret can know more.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from scripts.delivery.entry import Entry
from scripts.delivery.ledger import ever_sent, latest_claim
from scripts.reading.fields import integer, mapping
from scripts.text.dates import month_of


@dataclass(frozen=True)
class MonthUse:
    """Messages used in a month. `asked_at`: when LINE answered; None where only this program's own sends are counted.

    `last_send`: nobody knows more than was known then. `limit` is the most that LINE allows in a month, None where it is unknown or LINE sets none.
    """

    used: int
    sends: int
    limit: int | None
    asked_at: datetime | None
    last_send: datetime | None = None


def month_use(posts: Iterable[Sequence[Entry]], day: date) -> MonthUse:
    """What the ledger's lines say of the month of that day."""
    claims = [(claim, lines) for lines in posts if ever_sent(lines) and (claim := latest_claim(lines))]
    answers = [
        (claim.at, used, integer(quota.get("limit")))
        for claim, _ in sorted(claims, key=lambda pair: pair[0].at)
        if (used := integer((quota := mapping(claim.carries.get("quota"))).get("used"))) is not None
    ]
    limit = answers[-1][2] if answers else None
    month = day.replace(day=1)
    in_month = [pair for pair in claims if month_of(pair[0].at) == month]
    in_this_month = [answer for answer in answers if month_of(answer[0]) == month]
    asked_at, before, _ = in_this_month[-1] if in_this_month else (None, 0, None)
    last = max((claim.at for claim, _ in in_month), default=None)
    since = [lines for claim, lines in in_month if asked_at is None or claim.at >= asked_at]
    return MonthUse(before + sum(map(reached, since)), len(in_month), limit, asked_at, last)


def reached(lines: Sequence[Entry]) -> int:
    """How many a broadcast reached: what LINE counted, else the estimate before it."""
    claim = latest_claim(lines)
    figures = [claim.carries.get("audience_estimate")] if claim else []
    figures += [
        mapping(line.carries.get("overview")).get("delivered") for line in lines if line.event == "measured"
    ]
    return next((figure for figure in map(integer, reversed(figures)) if figure is not None), 0)
