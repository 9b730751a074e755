"""One post's entries in the ledger, read for an auditor: state, times, approvals, statistics."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from scripts.delivery.damage import CLOCKS_DIFFER
from scripts.delivery.entry import Entry
from scripts.delivery.ledger import latest_claim, state_of
from scripts.reading.fields import integer, mapping, moment, text
from scripts.records.approved import RecordedApproval, approvals_in, opened_in, time_taken
from scripts.text.dates import JAPAN

FEW = "20人未満"  # LINE keeps a smaller number of openings and clicks to itself
_END_OF_TIME = 2**33  # seconds; far beyond any broadcast


@dataclass(frozen=True)
class Counts:
    """One look at LINE's statistics of a broadcast. None: LINE has not said, or keeps a small number to itself.

    `request_id` and `delivered_at` are LINE's own words about which request it was and when it was delivered.
    """

    at: datetime
    request_id: str
    delivered_at: datetime | None
    delivered: int | None
    opened: int | None
    clicked: int | None


@dataclass(frozen=True)
class Record:
    """One post's lines, read for their facts."""

    post_id: str
    lines: tuple[Entry, ...]

    @property
    def state(self) -> str:
        """Where the lines end."""
        return state_of(self.lines)

    @property
    def claim(self) -> Entry | None:
        """The claim under which it went out, or was last tried."""
        return latest_claim(self.lines)

    @property
    def evidence(self) -> Mapping[str, Any]:
        """What the approval rested on."""
        return mapping(self.claim.carries.get("evidence")) if self.claim else {}

    @property
    def claimed(self) -> Mapping[str, Any]:
        """What the claim carries: content_sha, retry_key, body_sha256, audience_estimate, evidence."""
        return self.claim.carries if self.claim else {}

    @property
    def estimate(self) -> int | None:
        """How many people the broadcast would reach, as LINE counted before it."""
        return integer(self.claimed.get("audience_estimate"))

    @property
    def accepted(self) -> Entry | None:
        """The line that holds LINE's yes; a run that heard it again wrote another one later."""
        return next((line for line in self.lines if line.event == "accepted"), None)

    @property
    def sent_at(self) -> datetime | None:
        """When it was delivered; None for a post that was not sent."""
        return self.delivery[0] if self.delivery else None

    @property
    def delivery(self) -> tuple[datetime, str] | None:
        """When it was delivered, and by whose word: LINE's statistics, LINE's yes, or the claim that a person settled.

        A yes may have come in a later run than the send, or after tries without an answer; the statistics know better.
        """
        if self.state != "sent" or self.claim is None:
            return None
        if self.accepted is None:
            return self.claim.at, "人が確かめた配信の開始"
        known = [look.delivered_at for look in self.looks if look.delivered_at]
        if known and self.claim.at - CLOCKS_DIFFER <= known[-1] <= self.accepted.at + CLOCKS_DIFFER:
            return known[-1], "LINEの集計"
        if (
            self.lines[self.lines.index(self.accepted) - 1] is self.claim
            and self.accepted.run == self.claim.run
        ):
            return self.accepted.at, "LINEの受け付け"
        began = f"{self.claim.at.astimezone(JAPAN):%Y-%m-%d %H:%M}"
        return self.accepted.at, f"LINEの返事を聞いた日時（配信は {began} から）"

    @property
    def at(self) -> datetime | None:
        """The moment under which the register files it."""
        last = self.lines[-1].at if self.lines and self.state != "unreadable" else None
        return self.sent_at or (self.claim.at if self.claim else last)

    @property
    def request_id(self) -> str:
        """LINE's number of the accepted request; a yes that was heard again may lack it."""
        accepted = (line for line in reversed(self.lines) if line.event == "accepted")
        return next(filter(None, (text(line.carries.get("request_id")) for line in accepted)), "")

    @property
    def opened_at(self) -> datetime | None:
        """When the pull request was opened: the report (報告) of 第4第4項第1号."""
        return opened_in(self.evidence)

    @property
    def merged_at(self) -> datetime | None:
        """When the pull request was merged."""
        return moment(self.evidence.get("merged_at"))

    @property
    def approved_after(self) -> timedelta | None:
        """How long the decision took: from the report to the last approval that counted."""
        return time_taken(self.evidence)

    @property
    def approvals(self) -> tuple[RecordedApproval, ...]:
        """Every approval that counted."""
        return approvals_in(self.evidence)

    @property
    def looks(self) -> tuple[Counts, ...]:
        """Every look at LINE's statistics, oldest first."""
        return tuple(_counted(line) for line in self.lines if line.event == "measured")

    @property
    def counts(self) -> Counts | None:
        """The latest statistics."""
        return self.looks[-1] if self.looks else None


def _counted(measured: Entry) -> Counts:
    overview = mapping(measured.carries.get("overview"))
    seconds = integer(overview.get("timestamp")) or 0
    return Counts(
        measured.at,
        text(overview.get("requestId")),
        datetime.fromtimestamp(seconds, JAPAN) if 0 < seconds < _END_OF_TIME else None,
        integer(overview.get("delivered")),
        integer(overview.get("uniqueImpression")),
        integer(overview.get("uniqueClick")),
    )
