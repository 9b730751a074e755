"""To how many a broadcast goes, as far as that can be told offline: from the ledger's last one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from scripts.delivery.entry import Entry
from scripts.delivery.ledger import ever_sent, latest_claim
from scripts.text.dates import JAPAN


@dataclass(frozen=True)
class Audience:
    """How many friends the last broadcast was reckoned to reach, and when."""

    on: date
    people: int


def last_reach(posts: Iterable[tuple[Entry, ...]]) -> Audience | None:
    """The estimate of the youngest claim that was followed by a send."""
    claims = [claim for lines in posts if ever_sent(lines) and (claim := latest_claim(lines))]
    reckoned = [claim for claim in claims if isinstance(claim.carries.get("audience_estimate"), int)]
    youngest = max(reckoned, key=lambda claim: claim.at, default=None)
    if youngest is None:
        return None
    return Audience(youngest.at.astimezone(JAPAN).date(), youngest.carries["audience_estimate"])
