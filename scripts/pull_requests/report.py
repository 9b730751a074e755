"""What is said about an open pull request: as JSON values, as text for people, as one line for a status."""

import json
from collections.abc import Iterable
from typing import Any

from scripts.approvals.advice import named
from scripts.approvals.needs import Need
from scripts.approvals.required import contract_over
from scripts.approvals.serialise import plain
from scripts.approvals.tally import lacking
from scripts.approvals.verdict import Approval, Reason, Verdict, outcome_of
from scripts.content.roster import ROLE_NAMES, Person
from scripts.pull_requests.proposal import Proposal, Refusal, may_approve
from scripts.text.dates import JAPAN, short_day
from scripts.text.quote import without_orders_in_json

_HEADLINES = {
    "approved": "必要な承認がそろっています。",
    "rejected": "まだマージできません。",
    "held": "いまは確かめられません。",
}
_STATUS_LENGTH = 140  # GitHub takes no more
_CHIEF_BESIDES = "名簿の変更なので、GitHubでは移住交流担当課長の承認(Approve)もそろうとマージできます。"
_RECORD_ALONE = "返信を送った記録だけなので改めての承認は要りませんが、GitHubでは{owners}の確認(Approve)がないとマージできません。"
# What stands in the way of one approver's approval: where two are needed, both are named before it.
_OF_APPROVERS = ("stale_approval", "open_objection", "approver_contributed")
_NOBODY = "承認できる人が名簿にいません"


def as_json(proposal: Proposal, verdict: Verdict) -> str:
    """Everything, by name."""
    return _json(
        proposal.number,
        proposal.head,
        verdict.outcome,
        verdict.reasons,
        parts=[
            {"what": part.what, "paths": list(part.paths), "roles": [need.role for need in part.needs]}
            for part in proposal.parts
        ],
        needs=[_need(proposal, verdict, need) for need in proposal.needs],
        approvals=[plain(approval) for approval in verdict.approvals],
        passed_over=[plain(passed) for passed in verdict.passed_over],
    )


def refusal_as_json(refusal: Refusal) -> str:
    """The same where nothing was judged."""
    return _json(refusal.number, refusal.head, outcome_of([refusal.reason]), [refusal.reason])


def _json(number: int, head: str, outcome: str, reasons: Iterable[Reason], **more: Any) -> str:
    listed = [{"code": reason.code, "message": reason.message} for reason in reasons]
    value = {"pull_request": number, "head": head, "outcome": outcome, **more, "reasons": listed}
    return without_orders_in_json(json.dumps(value, ensure_ascii=False, indent=2))


def _need(proposal: Proposal, verdict: Verdict, need: Need) -> dict[str, Any]:
    given = _given(proposal, verdict, need)
    return {
        "role": need.role,
        "name": ROLE_NAMES[need.role],
        "contractor": need.contractor,
        "article": need.article,
        "why": need.why,
        "may": [{"title": person.title, "login": person.login} for person in may_approve(proposal, need)],
        "approved_by": plain(given) if given else None,
    }


def _given(proposal: Proposal, verdict: Verdict, need: Need) -> Approval | None:
    if need in proposal.tally.missing:
        return None
    contractors = {person.id: person.contractor for person in proposal.merge.config.roster.people}
    return next(
        (
            approval
            for approval in verdict.approvals
            if approval.role == need.role
            and (not need.contractor or contractors[approval.person] == need.contractor)
        ),
        None,
    )


def as_text(proposal: Proposal, verdict: Verdict) -> str:
    """The same for people."""
    waiting = verdict.outcome == "rejected" and _waits_for_approval(verdict.reasons)
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
        state = _state(proposal, _given(proposal, verdict, need), need)
        lines.append(f"- {ROLE_NAMES[need.role]}({need.article}: {need.why}) {state}")
    if besides := _besides(proposal):
        lines.append(f"- {besides}")
    if verdict.passed_over:
        lines += ["", "数えない承認:", *(f"- {passed.why}" for passed in verdict.passed_over)]
    if verdict.reasons:
        lines += ["", "次にすること:", *(f"- {_step(proposal, reason)}" for reason in verdict.reasons)]
    return "\n".join(lines)


def _besides(proposal: Proposal) -> str:
    """Whose click GitHub itself still waits for, though the operating rules ask for no more."""
    if owners := [ROLE_NAMES[role] for role in proposal.owners_of_records]:
        return _RECORD_ALONE.format(owners="と".join(owners))
    return _CHIEF_BESIDES if proposal.chief_besides else ""


def refusal_as_text(refusal: Refusal) -> str:
    """The same where nothing was judged."""
    headline = _HEADLINES[outcome_of([refusal.reason])]
    return f"プルリクエスト#{refusal.number}: {headline}{refusal.reason.message}"


def _state(proposal: Proposal, given: Approval | None, need: Need) -> str:
    if given is None:
        return f"まだ: {named(may_approve(proposal, need)) or _NOBODY}"
    at = given.submitted_at.astimezone(JAPAN)
    return f"済み: 「{given.title}」がコミット {given.commit[:7]} を{short_day(at.date())}{at:%H:%M}に承認"


def _step(proposal: Proposal, reason: Reason) -> str:
    """The reason; of a missing approval only what to do, since the list above has said the rest."""
    for need in proposal.needs:
        if reason.code == f"missing_{need.role}":
            return reason.message.removeprefix(lacking(need))
    return reason.message


def _waits_for_approval(reasons: Iterable[Reason]) -> bool:
    """True where nothing has to be mended: people have to read and press."""
    return all(reason.holds or reason.code.startswith("missing_") for reason in reasons)


def status_of(proposal: Proposal, verdict: Verdict) -> tuple[str, str]:
    """State and description of the commit status: red only where waiting for a person is not enough.

    The description names first who must still approve, or what has to be mended: GitHub shows its beginning alone.
    """
    if verdict.outcome == "approved":
        return "success", _HEADLINES["approved"] + _besides(proposal)
    if over := _over(proposal, verdict):
        return "failure", _cut(_step(proposal, over))
    if not _waits_for_approval(verdict.reasons):
        mending = next(reason for reason in verdict.reasons if not _waits_for_approval([reason]))
        of_approvers = mending.code in _OF_APPROVERS and len(proposal.tally.missing) > 1
        return "failure", _cut((_awaited(proposal) if of_approvers else "") + mending.message)
    holding = [reason.message for reason in verdict.reasons if reason.holds]
    return "pending", _cut(holding[0]) if holding else _with_why(_awaited(proposal), verdict)


def _over(proposal: Proposal, verdict: Verdict) -> Reason | None:
    """The reason that no waiting ends: whoever is missing is of a contractor whose contract is over."""
    account, day = proposal.snapshot.today.account, proposal.merge.day
    if not any(contract_over(need, account, day) for need in proposal.tally.missing):
        return None
    return next((reason for reason in verdict.reasons if reason.code == "missing_operations_manager"), None)


def status_of_refusal(refusal: Refusal) -> tuple[str, str]:
    """The same where nothing was judged."""
    return "pending" if refusal.reason.holds else "failure", _cut(refusal.reason.message)


def _with_why(awaited: str, verdict: Verdict) -> str:
    """Who is awaited, and why the last approval that was given does not count, where there is room."""
    longer = awaited + "".join(passed.why for passed in verdict.passed_over[-1:])
    return longer if len(longer) <= _STATUS_LENGTH else awaited


def _awaited(proposal: Proposal) -> str:
    """Everybody whose approval is missing, as fully as the length allows."""
    missing = [(need, may_approve(proposal, need)) for need in proposal.tally.missing]
    spellings = (
        [named(people) or f"{ROLE_NAMES[need.role]}({_NOBODY})" for need, people in missing],
        [_titles(people) or f"{ROLE_NAMES[need.role]}({_NOBODY})" for need, people in missing],
        [ROLE_NAMES[need.role] for need, _ in missing],
    )
    lines = [f"{'と'.join(names)}の承認を待っています。" for names in spellings]
    return next((line for line in lines if len(line) <= _STATUS_LENGTH), _cut(lines[-1]))


def _titles(people: Iterable[Person]) -> str:
    return "または".join(f"「{person.title}」" for person in people)


def _cut(message: str) -> str:
    return message if len(message) <= _STATUS_LENGTH else message[: _STATUS_LENGTH - 1] + "…"
