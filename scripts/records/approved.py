"""What the judge's evidence says of an approval: who gave it, in which role, when, on which commit; and how long it took."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from scripts.reading.fields import integer, mapping, moment, sequence, text


@dataclass(frozen=True)
class RecordedApproval:
    """One approval (承認) on which the send, or the reply, rested."""

    person: str
    title: str
    login: str
    github_id: int | None
    role: str
    review_id: int | None
    submitted_at: datetime | None
    commit: str


def approvals_in(evidence: Mapping[str, Any]) -> tuple[RecordedApproval, ...]:
    """Every approval that counted."""
    return tuple(_given(mapping(approval)) for approval in sequence(evidence.get("approvals")))


def opened_in(evidence: Mapping[str, Any]) -> datetime | None:
    """When the pull request was opened: the report (報告) of 第4第4項第1号."""
    return moment(evidence.get("opened_at"))


def time_taken(evidence: Mapping[str, Any]) -> timedelta | None:
    """How long the decision took: from the report to the last approval that counted."""
    times = [given.submitted_at for given in approvals_in(evidence) if given.submitted_at]
    opened = opened_in(evidence)
    return max(times) - opened if times and opened else None


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
