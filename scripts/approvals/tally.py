"""Condition 5: for each role a different person has approved exactly what was merged, before the merge."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from scripts.approvals.contributors import (
    contributors,
    head_was_seen,
    nameless,
    settled_at,
    too_many,
    unlisted,
)
from scripts.approvals.github_record import Actor, GitHubRecord, Review
from scripts.approvals.needs import Need
from scripts.approvals.opinions import Opinion, opinions
from scripts.approvals.required import may_give
from scripts.approvals.snapshot import MergeRecord
from scripts.approvals.verdict import Approval, PassedOver, Reason
from scripts.content.roster import ROLE_NAMES, Person
from scripts.text.dates import format_day

UNCODED = ""  # passed over without a code of its own: the missing role says what to do


def doubt_about(
    opinion: Opinion, merge: MergeRecord, needs: Sequence[Need], did: Mapping[int, str]
) -> Reason | None:
    """The first thing that is wrong with it, or None if it counts."""
    appointments = merge.config.roster.by_github(opinion.user.id)
    who = f"「{appointments[0].title}」(@{opinion.user.login})" if appointments else f"@{opinion.user.login}"
    why = _wrong_person(opinion.user, merge, needs) or _taken_back(opinion)
    if why:
        return Reason(UNCODED, f"{who}: {why}")
    if opinion.user.id in did:
        message = f"{who}の承認は数えられません。本人が{did[opinion.user.id]}ためです(自分の書いたものは承認できません)。"
        return Reason("approver_contributed", message)
    if opinion.before_merge is None:
        return Reason(UNCODED, f"{who}: 承認がマージより後です。")
    if opinion.before_merge.state != "APPROVED":
        return Reason(UNCODED, f"{who}: マージのときには承認していませんでした。")
    head = merge.pull_request.head if merge.pull_request else ""
    settled = settled_at(merge)
    if opinion.before_merge.commit != head:
        message = f"{who}が承認したのは古い内容(コミット {opinion.before_merge.commit[:7]})で、その後に変更されています。"
        return Reason("stale_approval", message)
    if settled is None or opinion.before_merge.submitted_at <= settled:
        return Reason(
            "stale_approval", f"{who}の承認は、最後の変更(プッシュかマージ先の変更)より前のものです。"
        )
    return None


def _wrong_person(user: Actor, merge: MergeRecord, needs: Sequence[Need]) -> str:
    """Only a person who holds one of the roles on the day of the merge can approve."""
    roster = merge.config.roster
    if user.type != "User":
        return "人ではなく、自動のアカウントです。"
    if any(person.github_id == user.id for need in needs for person in _holders(merge, need)):
        return ""
    if not roster.by_github(user.id):
        same_login = any(person.login.lower() == user.login.lower() for person in roster.people)
        return "名簿の人と同じ名前の、別のアカウントです。" if same_login else "名簿にいません。"
    wanted = "・".join(dict.fromkeys(ROLE_NAMES[need.role] for need in needs))
    return _out_of_term(user, merge, needs) or f"この日に、ここで要る役({wanted})に就いていません。"


def _out_of_term(user: Actor, merge: MergeRecord, needs: Sequence[Need]) -> str:
    """The end or the beginning of the term, for a person who holds a needed role on other days than this."""
    account, roles = merge.config.account, {need.role for need in needs}
    people = [person for person in merge.config.roster.by_github(user.id) if roles & {*person.roles}]
    begins = [person.appointed_on for person in people if person.appointed_on]
    ends = [last for person in people if (last := account.last_day(person))]
    if begins and merge.day < min(begins):
        return f"任期は{format_day(min(begins))}からです。それまでは承認できません。"
    if ends and max(ends) < merge.day:
        return f"任期は{format_day(max(ends))}まででした。いまの方の承認が要ります。"
    return ""


def _taken_back(opinion: Opinion) -> str:
    return {
        "CHANGES_REQUESTED": "変更を求めています。",
        "DISMISSED": "承認が取り消されています。",
    }.get(opinion.now.state, "")


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
        yield Reason(f"missing_{need.role}", lacking(need))


def lacking(need: Need) -> str:
    """What is missing, and which article asks for it."""
    return f"{ROLE_NAMES[need.role]}の有効な承認がありません({need.article}: {need.why})。"


def tally_of(merge: MergeRecord, needs: Sequence[Need]) -> Tally:
    """Weigh every opinion; then give each role to one person, so that as many roles as possible are filled."""
    if not isinstance(merge.github, GitHubRecord):
        return Tally(tuple(needs), (), (), tuple(needs), ())
    did = contributors(merge)
    good: dict[int, Review] = {}
    passed_over, doubts = _by_deleted_accounts(merge.github.reviews), []
    for opinion in opinions(merge.github.reviews, merge.merged_at):
        doubt = doubt_about(opinion, merge, needs, did)
        if doubt is None and opinion.before_merge:
            good[opinion.user.id] = opinion.before_merge
        elif doubt:
            user = opinion.user
            passed_over.append(PassedOver(user.login, user.id, opinion.now.id, doubt.message))
            doubts += [doubt] if doubt.code else []
    able = [[person for person in _holders(merge, need) if person.github_id in good] for need in needs]
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


def _holders(merge: MergeRecord, need: Need) -> tuple[Person, ...]:
    return may_give(need, merge.config.roster, merge.config.account, merge.day)


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
