"""What a rule needs to know beside its subject: the day, the registers, what was sent."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from scripts.core.account import Account
from scripts.core.consents import Consents
from scripts.core.fields import JAPAN
from scripts.core.near_copy import Print
from scripts.core.roster import Roster
from scripts.core.schema import Schema


@dataclass(frozen=True)
class Setting:
    """The world as the rules see it at one moment. `sent` are the post_ids that the ledger says are sent.

    Without a ledger nothing counts as sent, and nothing is known not to be.
    `approved_at` is None before the approval; consents and rights must be older than it.
    `folders` maps every post_id that the subjects speak of to the folders that carry it.
    `recent` are the fingerprints of the posts that were sent of late.
    `schemas` maps a kind of form (`post`, `roster`, …) to its schema.
    """

    now: datetime
    account: Account
    roster: Roster
    consents: Consents
    schemas: Mapping[str, Schema]
    sent: frozenset[str] = frozenset()
    has_ledger: bool = False
    folders: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    approved_at: datetime | None = None
    recent: tuple[Print, ...] = ()

    @property
    def today(self) -> date:
        """The day in Japan."""
        return self.now.astimezone(JAPAN).date()
