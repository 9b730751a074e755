"""What is said about an open pull request: as JSON values, as text for people, as one line for a status."""

import json
from typing import Any

from scripts.approvals.advice import named
from scripts.approvals.github_record import Unavailable
from scripts.approvals.needs import Need
from scripts.approvals.serialise import plain
from scripts.approvals.tally import lacking
from scripts.approvals.verdict import Approval, Reason, Verdict
from scripts.content.roster import ROLE_NAMES
from scripts.pull_requests.proposal import Proposal, may_approve

_HEADLINES = {
    "approved": "必要な承認がそろっています。",
    "rejected": "まだマージできません。",
    "held": "いまは確かめられません。",
}
_STATUS_LENGTH = 140  # GitHub takes no more


def as_json(proposal: Proposal, verdict: Verdict) -> str:
    """Everything, by name."""
    told = {
        "pull_request": proposal.number,
        "head": proposal.head,
        "outcome": verdict.outcome,
        "parts": [
            {"what": part.what, "paths": list(part.paths), "roles": [need.role for need in part.needs]}
            for part in proposal.parts
        ],
        "needs": [_need(proposal, verdict, need) for need in proposal.needs],
        "approvals": [plain(each) for each in verdict.approvals],
        "passed_over": [plain(each) for each in verdict.passed_over],
        "reasons": [{"code": each.code, "message": each.message} for each in verdict.reasons],
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


def _need(proposal: Proposal, verdict: Verdict, need: Need) -> dict[str, Any]:
    given = _given(proposal, verdict, need)
    return {
        "role": need.role,
        "name": ROLE_NAMES[need.role],
        "contractor": need.contractor,
        "article": need.article,
        "why": need.why,
        "may": [{"title": each.title, "login": each.login} for each in may_approve(proposal, need)],
        "approved_by": plain(given) if given else None,
    }


def _given(proposal: Proposal, verdict: Verdict, need: Need) -> Approval | None:
    if need in proposal.tally.missing:
        return None
    return next(
        (
            each
            for each in verdict.approvals
            if each.role == need.role
            and (not need.contractor or each.person in _of_contractor(proposal, need))
        ),
        None,
    )


def _of_contractor(proposal: Proposal, need: Need) -> set[str]:
    people = proposal.landing.registers.roster.people
    return {person.id for person in people if person.contractor == need.contractor}


def as_text(proposal: Proposal, verdict: Verdict) -> str:
    """The same for people."""
    waiting = verdict.outcome == "rejected" and _waits_for_approval(verdict)
    headline = "承認を待っています。" if waiting else _HEADLINES[verdict.outcome]
    lines = [f"プルリクエスト#{proposal.number}: {headline}"]
    if len(proposal.parts) > 1:
        names = "、".join(part.what for part in proposal.parts)
        lines.append(
            f"{len(proposal.parts)}種類の変更が入っています({names})。すべての承認がそろう必要があります。"
        )
    if proposal.needs:
        lines += ["", "要る承認:"]
    for need in proposal.needs:
        given = _given(proposal, verdict, need)
        able = may_approve(proposal, need)
        state = (
            f"済み: 「{given.title}」がコミット {given.commit[:7]} を{given.submitted_at:%-m月%-d日%H:%M}に承認"
            if given
            else f"まだ: {named(able) or '承認できる人が名簿にいません'}"
        )
        lines.append(f"- {ROLE_NAMES[need.role]}({need.article}: {need.why}) {state}")
    if verdict.passed_over:
        lines += ["", "数えない承認:", *(f"- {each.why}" for each in verdict.passed_over)]
    if verdict.reasons:
        lines += ["", "次にすること:", *(f"- {_step(proposal, each)}" for each in verdict.reasons)]
    return "\n".join(lines)


def _step(proposal: Proposal, reason: Reason) -> str:
    """The reason; of a missing approval only what to do, since the list above has said the rest."""
    for need in proposal.needs:
        if reason.code == f"missing_{need.role}":
            return reason.message.removeprefix(lacking(need))
    return reason.message


def _waits_for_approval(verdict: Verdict) -> bool:
    """True where nothing has to be mended: people have to read and press."""
    return all(each.holds or each.code.startswith("missing_") for each in verdict.reasons)


def missing_as_json(number: int, missing: Unavailable) -> str:
    """The answer where there is nothing to judge."""
    reason = {"code": "evidence_unavailable", "message": missing_as_text(number, missing)}
    told = {"pull_request": number, "outcome": "held", "reasons": [reason]}
    return json.dumps(told, ensure_ascii=False, indent=2)


def missing_as_text(number: int, missing: Unavailable) -> str:
    """The same for people."""
    return (
        f"プルリクエスト#{number}: 承認を確かめられませんでした({missing.what})。"
        "数分おいてもう一度実行し、続くときは保守担当者に知らせてください。"
    )


def status_of(verdict: Verdict) -> tuple[str, str]:
    """State and description of the commit status: red only where waiting for a person is not enough."""
    if verdict.outcome == "approved":
        return "success", _HEADLINES["approved"]
    said = verdict.reasons[0].message
    cut = said if len(said) <= _STATUS_LENGTH else said[: _STATUS_LENGTH - 1] + "…"
    return ("pending" if _waits_for_approval(verdict) else "failure"), cut
