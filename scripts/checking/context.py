"""What a rule needs to know beside its subject: the day, the registers, what was sent."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from scripts.content.account import Account
from scripts.content.consents import Consents
from scripts.content.hours import first_allowed
from scripts.content.post import Post
from scripts.content.reply import Reply
from scripts.content.roster import Roster
from scripts.reading.schema import Schema
from scripts.text.dates import JAPAN, format_day
from scripts.text.similarity import Fingerprint

Spoken = Post | Reply  # what is said to readers in the account's name


@dataclass(frozen=True)
class RuleContext:
    """The world as the rules see it at one moment. `sent` are the post_ids that the ledger says are sent.

    Without a ledger nothing counts as sent, and nothing is known not to be. `in_doubt` are those of which nobody knows
    yet whether they arrived.
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
    in_doubt: frozenset[str] = frozenset()
    has_ledger: bool = False
    folders: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    approved_at: datetime | None = None
    recent: tuple[Fingerprint, ...] = ()

    @property
    def today(self) -> date:
        """The day in Japan."""
        return self.now.astimezone(JAPAN).date()


def is_sent(spoken: Spoken, context: RuleContext) -> bool:
    """True for a post or a reply that went out: what time does to it is past."""
    return spoken.sent_on is not None if isinstance(spoken, Reply) else spoken.post_id in context.sent


def send_day(spoken: Spoken, context: RuleContext) -> date:
    """The day on which it goes out: a reply today, a post that is merged now when its window and the account open."""
    if isinstance(spoken, Reply):
        return context.today
    allowed = first_allowed(spoken, context.account, context.now)
    return (allowed or max(context.now, spoken.send.not_before or context.now)).astimezone(JAPAN).date()


def approval_day(context: RuleContext) -> date:
    """The day by whose end consents and rights must have been had: that of the approval, or today."""
    return (context.approved_at or context.now).astimezone(JAPAN).date()


def approval_in_words(context: RuleContext) -> str:
    """That day as a message says it."""
    return f"{'今日' if context.approved_at is None else '承認の日'}({format_day(approval_day(context))})"
