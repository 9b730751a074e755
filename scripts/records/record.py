"""One post's entries in the ledger, read for an auditor: state, times, approvals, statistics."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from scripts.delivery.entry import Entry
from scripts.delivery.ledger import latest_claim, state_of
from scripts.reading.fields import integer, mapping, moment, sequence, text


@dataclass(frozen=True)
class RecordedApproval:
    """One approval (承認) on which the send rested."""

    person: str
    title: str
    login: str
    github_id: int | None
    role: str
    review_id: int | None
    submitted_at: datetime | None
    commit: str


@dataclass(frozen=True)
class Counts:
    """LINE's statistics of one broadcast. None: LINE has not said, or keeps a small number to itself."""

    at: datetime
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
    def sent_at(self) -> datetime | None:
        """When LINE accepted it; of a send that a person had to settle, when it was claimed."""
        accepted = _last(self.lines, "accepted")
        if accepted:
            return accepted.at
        return self.claim.at if self.state == "sent" and self.claim else None

    @property
    def at(self) -> datetime | None:
        """The moment under which the register files it."""
        return self.sent_at or (self.claim.at if self.claim else None)

    @property
    def request_id(self) -> str:
        """LINE's number of the accepted request."""
        accepted = _last(self.lines, "accepted")
        return text(accepted.carries.get("request_id")) if accepted else ""

    @property
    def opened_at(self) -> datetime | None:
        """When the pull request was opened: the report (報告) of 第4第4項第1号."""
        return moment(self.evidence.get("opened_at"))

    @property
    def approvals(self) -> tuple[RecordedApproval, ...]:
        """Every approval that counted."""
        return tuple(_given(mapping(approval)) for approval in sequence(self.evidence.get("approvals")))

    @property
    def counts(self) -> Counts | None:
        """The latest statistics."""
        measured = _last(self.lines, "measured")
        if measured is None:
            return None
        overview = mapping(measured.carries.get("overview"))
        return Counts(
            measured.at,
            integer(overview.get("delivered")),
            integer(overview.get("uniqueImpression")),
            integer(overview.get("uniqueClick")),
        )


def _last(lines: Sequence[Entry], event: str) -> Entry | None:
    return next((line for line in reversed(lines) if line.event == event), None)


def _given(approval: Mapping[str, Any]) -> RecordedApproval:
    return RecordedApproval(
        person=text(approval.get("person")),
        title=text(approval.get("title")),
        login=text(approval.get("login")),
        github_id=integer(approval.get("github_id")),
        role=text(approval.get("role")),
        review_id=integer(approval.get("review_id")),
        submitted_at=moment(approval.get("submitted_at")),
        commit=text(approval.get("commit")),
    )
