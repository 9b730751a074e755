"""What a rule needs to know beside its subject: the day, the registers, what was sent."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from scripts.core.account import Account
from scripts.core.consents import Consents
from scripts.core.fields import JAPAN
from scripts.core.roster import Roster


@dataclass(frozen=True)
class Setting:
    """The world as the rules see it at one moment. `sent` are the post_ids that the ledger says are sent.

    `approved_at` is None before the approval; consents and rights must be older than it.
    `folders` maps every post_id that the repository knows to the folders that carry it.
    `schemas` maps a kind of file (`post`, `roster`, …) to its JSON Schema.
    """

    now: datetime
    account: Account
    roster: Roster
    consents: Consents
    schemas: Mapping[str, Mapping[str, Any]]
    sent: frozenset[str] = frozenset()
    folders: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    approved_at: datetime | None = None

    @property
    def today(self) -> date:
        """The day in Japan."""
        return self.now.astimezone(JAPAN).date()
