"""Everybody's opinion of a pull request: the latest review that approves, requests changes, or was dismissed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from scripts.approvals.github_record import Actor, Dismissal, GitHubRecord, Review
from scripts.approvals.snapshot import ConfigAtMerge, MergeRecord, Snapshot
from scripts.approvals.verdict import Reason
from scripts.content.roster import Person
from scripts.text.dates import JAPAN

OPINIONS = ("APPROVED", "CHANGES_REQUESTED", "DISMISSED")
_LIFTED_BY_CHIEF = "その人がもう名簿にいないときは、移住交流担当課長がGitHubで取り消して(Dismiss)ください。"


@dataclass(frozen=True)
class Opinion:
    """One person's latest opinion, and the latest before the merge, which is the one that can approve."""

    user: Actor
    now: Review
    before_merge: Review | None


def opinions(reviews: Iterable[Review], merged_at: datetime) -> tuple[Opinion, ...]:
    """One opinion for each account, in the order in which they were first given."""
    by_account: dict[int, list[tuple[Actor, Review]]] = {}
    for review in sorted(reviews, key=lambda review: (review.submitted_at, review.id)):
        if review.user and review.state in OPINIONS:
            by_account.setdefault(review.user.id, []).append((review.user, review))
    latest = []
    for given in by_account.values():
        before = [review for _, review in given if review.submitted_at < merged_at]
        user, review = given[-1]
        latest.append(Opinion(user, review, before[-1] if before else None))
    return tuple(latest)


def objections(github: GitHubRecord) -> frozenset[int]:
    """The numbers of the reviews that ask for changes, also of those that were dismissed: none of them is an approval."""
    asking = {review.id for review in github.reviews if review.state == "CHANGES_REQUESTED"}
    ended = {taken.review for taken in github.dismissals or () if taken.state == "changes_requested"}
    return frozenset(asking | ended)


def no_open_objection(merge: MergeRecord, snapshot: Snapshot) -> Iterator[Reason]:
    """A request for changes stands until its author approves or dismisses it, even after the merge.

    Anybody with Write may dismiss another's. Such a dismissal counts only where the objector has left today's roster
    (or GitHub) and a section chief pressed it.
    """
    if not isinstance(merge.github, GitHubRecord) or not merge.pull_request:
        return
    dismissals, today = merge.github.dismissals, snapshot.today
    for review in merge.github.reviews:
        if review.user is None and _stands(review, dismissals, today, snapshot.now):
            message = (
                "退会したアカウントが変更を求めたままです(Request changes)。意見が残るなら従ってください。"
            )
            yield Reason("open_objection", message + _LIFTED_BY_CHIEF)
    for opinion in opinions(merge.github.reviews, merge.merged_at):
        number = opinion.user.id
        appointments = (*merge.config.roster.by_github(number), *today.roster.by_github(number))
        if appointments and _unexplained(opinion.now, dismissals):
            yield Reason("evidence_unavailable", f"{_name(appointments, opinion.user)}の審査(review)を取り消した"
                         "(Dismiss)人の記録が、GitHubにまだ現れません。", holds=True)  # fmt: skip
        elif appointments and _stands(opinion.now, dismissals, today, snapshot.now):
            yield Reason("open_objection", f"{_name(appointments, opinion.user)}が変更を求めたままです"
                         "(Request changes)。" + _way_out(opinion.user, opinion.now, today, snapshot.now))  # fmt: skip


def _stands(
    review: Review, dismissals: Sequence[Dismissal] | None, today: ConfigAtMerge, now: datetime
) -> bool:
    """True for a request for changes that nobody with the right to it has ended."""
    if review.state == "CHANGES_REQUESTED":
        return True
    ended = [dismissal for dismissal in dismissals or () if dismissal.review == review.id]
    objections = [dismissal for dismissal in ended if dismissal.state == "changes_requested"]
    return bool(objections) and not any(
        _may_end(dismissal, review.user, today, now) for dismissal in objections
    )


def _may_end(dismissal: Dismissal, objector: Actor | None, today: ConfigAtMerge, now: datetime) -> bool:
    if dismissal.actor is None:
        return False
    if objector and dismissal.actor.id == objector.id:
        return True
    there = objector and _in_office(objector, today, now)
    then = dismissal.at.astimezone(JAPAN).date()
    chiefs = today.roster.holders("section_chief", then)
    return not there and any(person.github_id == dismissal.actor.id for person in chiefs)


def _in_office(user: Actor, today: ConfigAtMerge, now: datetime) -> bool:
    day = now.astimezone(JAPAN).date()
    return any(today.account.serves(person, day) for person in today.roster.by_github(user.id))


def _unexplained(review: Review, dismissals: Sequence[Dismissal] | None) -> bool:
    """True for a dismissed review of which GitHub's time line does not say (yet) who dismissed it."""
    if review.state != "DISMISSED" or dismissals is None:
        return False
    return all(dismissal.review != review.id for dismissal in dismissals)


def _name(appointments: Sequence[Person], user: Actor) -> str:
    return f"「{appointments[0].title}」(@{user.login})"


def _way_out(objector: Actor, review: Review, today: ConfigAtMerge, now: datetime) -> str:
    """What ends an objection whose author cannot be asked any more."""
    if review.state == "DISMISSED":
        return "ほかの人による取り消し(Dismiss)では終わりません。本人に頼めないときは、新しく作り直してください。"
    return "" if _in_office(objector, today, now) else _LIFTED_BY_CHIEF
