"""What the judge of approvals says: yes, no, or "ask again later", with names and reasons.

A reason's sentence stands with the condition that finds it (`doubts.py`: why an approval does not count); what to do, in `advice.py`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

Outcome = Literal["approved", "rejected", "held"]


@dataclass(frozen=True)
class Reason:
    """Why not: a code for machines, and a sentence that names the person to ask and the next step.

    One that `holds` may be gone when the same question is asked again later; where it also `lasts`, no later answer can
    change it, though nobody said no. `technical` is what a machine said of the
    cause: for the log of the job, never for people.
    """

    code: str
    message: str
    holds: bool = False
    technical: str = ""
    lasts: bool = False


def outcome_of(reasons: Sequence[Reason]) -> Outcome:
    """Approved without a reason against it; held where every reason may be gone later; else rejected."""
    if not reasons:
        return "approved"
    return "held" if all(reason.holds for reason in reasons) else "rejected"


@dataclass(frozen=True)
class Approval:
    """One approval (承認) that counts: who gave it, in which role, on which commit, when."""

    person: str
    title: str
    github_id: int
    role: str
    review_id: int
    submitted_at: datetime
    commit: str


@dataclass(frozen=True)
class PassedOver:
    """An approval that does not count, and why."""

    who: str
    github_id: int
    review_id: int
    why: str


@dataclass(frozen=True)
class Verdict:
    """The judgement of one post or reply. `evidence` is the record for the ledger: whatever the verdict rested on."""

    outcome: Outcome
    reasons: tuple[Reason, ...] = ()
    approvals: tuple[Approval, ...] = ()
    passed_over: tuple[PassedOver, ...] = ()
    approved_at: datetime | None = None
    evidence: Mapping[str, Any] = field(default_factory=dict)
