"""Condition 5: for each role a different person has approved exactly what was merged, before the merge."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from scripts.approvals.contributors import contributors, head_was_seen, nameless, too_many, unlisted
from scripts.approvals.doubts import doubt_about, gave, holders, too_late
from scripts.approvals.github_record import GitHubRecord, Review
from scripts.approvals.needs import Need
from scripts.approvals.opinions import objections, opinions
from scripts.approvals.snapshot import MergeRecord
from scripts.approvals.verdict import Approval, PassedOver, Reason
from scripts.content.roster import ROLE_NAMES, Person


@dataclass(frozen=True)
class Tally:
    """The count of one merge's approvals: what is needed, who gave what, whose opinion does not count and why."""

    needs: tuple[Need, ...]
    approvals: tuple[Approval, ...]
    passed_over: tuple[PassedOver, ...]
    missing: tuple[Need, ...]
    doubts: tuple[Reason, ...]


def every_role_approved(merge: MergeRecord, tally: Tally) -> Iterator[Reason]:
    """Every role of the matrix is filled, by different persons who took no part in writing.

    What stands in the way of counting comes before what is missing.
    """
    if not merge.pull_request:
        return
    number = f"プルリクエスト#{merge.pull_request.number}"
    if too_many(merge):
        message = f"{number}のコミットが250を超えていて、だれが書いたかをすべては確かめられません。"
        yield Reason("too_large", message)
        return
    if not head_was_seen(merge):
        message = f"{number}の最後のプッシュの記録が、GitHubにまだ現れません。"
        yield Reason("evidence_unavailable", message, holds=True)
        return
    if missing := unlisted(merge):
        message = f"{number}のコミット一覧に {missing[0][:7]} などがありません。"
        yield Reason("evidence_unavailable", message, holds=True)
        return
    if unknown := nameless(merge):
        message = f"{number}に、だれのものか分からない変更があります({'、'.join(unknown[:3])})。"
        yield Reason("unknown_contributor", message)
    yield from tally.doubts
    for need in tally.missing:
        yield Reason(f"missing_{need.role}", _came_late(merge, tally, need) + lacking(need))


def _came_late(merge: MergeRecord, tally: Tally, need: Need) -> str:
    """The approvals of those who may give it that came with the merge or after it: people see them on GitHub's page."""
    passed = {passed.github_id for passed in tally.passed_over}
    able = {person.github_id for person in holders(merge, need)} & passed
    reviews = merge.github.reviews if isinstance(merge.github, GitHubRecord) else ()
    given = [opinion for opinion in opinions(reviews, merge.merged_at) if opinion.user.id in able]
    return "".join(too_late(opinion, merge) for opinion in given)


def lacking(need: Need) -> str:
    """What is missing, and which article asks for it."""
    return f"{ROLE_NAMES[need.role]}の有効な承認がありません({need.article}: {need.why})。"


def tally_of(merge: MergeRecord, needs: Sequence[Need]) -> Tally:
    """Weigh every opinion; then give each role to one person, so that as many roles as possible are filled."""
    if not isinstance(merge.github, GitHubRecord):
        return Tally(tuple(needs), (), (), tuple(needs), ())
    did = contributors(merge)
    good: dict[int, Review] = {}
    asking = objections(merge.github)
    passed_over, doubts = _by_deleted_accounts(merge.github.reviews), []
    for opinion in opinions(merge.github.reviews, merge.merged_at):
        if opinion.now.id in asking:
            continue
        doubt = doubt_about(opinion, merge, needs, did)
        if doubt is None and opinion.before_merge:
            good[opinion.user.id] = opinion.before_merge
        elif doubt:
            user = opinion.user
            passed_over.append(PassedOver(user.login, user.id, opinion.now.id, doubt.message))
            doubts += [doubt] if doubt.code else []
    able = [
        [
            person
            for person in holders(merge, need)
            if (review := good.get(person.github_id)) and gave(person, merge, need, review)
        ]
        for need in needs
    ]
    chosen = _one_each([[person.github_id for person in people] for people in able])
    approvals = [
        _approval(next(person for person in people if person.github_id == number), need, good[number])
        for need, people, number in zip(needs, able, chosen, strict=True)
        if number is not None
    ]
    missing = tuple(need for need, number in zip(needs, chosen, strict=True) if number is None)
    return Tally(
        tuple(needs), tuple(approvals), tuple(passed_over), missing, tuple(doubts) if missing else ()
    )


def _approval(person: Person, need: Need, review: Review) -> Approval:
    return Approval(
        person.id, person.title, person.github_id, need.role, review.id, review.submitted_at, review.commit
    )


def _by_deleted_accounts(reviews: Sequence[Review]) -> list[PassedOver]:
    why = "退会したアカウントの承認は、だれのものか確かめられません。"
    return [
        PassedOver("", 0, review.id, why)
        for review in reviews
        if review.user is None and review.state == "APPROVED"
    ]


def _one_each(choices: Sequence[Sequence[int]]) -> tuple[int | None, ...]:
    """One number for each role, none twice, as few roles empty as can be."""
    best: tuple[int | None, ...] = (None,) * len(choices)
    for chosen in product(*([*numbers, None] for numbers in choices)):
        given = [number for number in chosen if number is not None]
        if len(given) == len(set(given)) and len(given) > sum(number is not None for number in best):
            best = chosen
    return best
