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
from scripts.approvals.post_needs import holders, needs_of
from scripts.approvals.snapshot import MergeRecord, Snapshot
from scripts.approvals.verdict import Approval, PassedOver, Reason
from scripts.content.roster import ROLE_NAMES, Person

UNCODED = ""  # passed over without a word of its own: the missing role says what to do


def doubt_about(
    opinion: Opinion, landing: MergeRecord, needs: Sequence[Need], did: Mapping[int, str]
) -> Reason | None:
    """The first thing that is wrong with it, or None if it counts."""
    appointments = landing.registers.roster.by_github(opinion.user.id)
    who = f"「{appointments[0].title}」(@{opinion.user.login})" if appointments else f"@{opinion.user.login}"
    why = _wrong_person(opinion.user, landing, needs) or _taken_back(opinion)
    if why:
        return Reason(UNCODED, f"{who}: {why}")
    if opinion.user.id in did:
        say = f"{who}の承認は数えられません。本人が{did[opinion.user.id]}ためです(自分の書いたものは承認できません)。"
        return Reason("approver_contributed", say)
    if opinion.before_merge is None:
        return Reason(UNCODED, f"{who}: 承認がマージより後です。")
    if opinion.before_merge.state != "APPROVED":
        return Reason(UNCODED, f"{who}: マージのときには承認していませんでした。")
    head = landing.pull_request.head if landing.pull_request else ""
    settled = settled_at(landing)
    if opinion.before_merge.commit != head:
        say = f"{who}が承認したのは古い内容(コミット {opinion.before_merge.commit[:7]})で、その後に変更されています。"
        return Reason("stale_approval", say)
    if settled is None or opinion.before_merge.submitted_at <= settled:
        return Reason(
            "stale_approval", f"{who}の承認は、最後の変更(プッシュかマージ先の変更)より前のものです。"
        )
    return None


def _wrong_person(user: Actor, landing: MergeRecord, needs: Sequence[Need]) -> str:
    """Only a person who holds one of the roles on the day of the merge can approve."""
    roster = landing.registers.roster
    if user.type != "User":
        return "人ではなく、自動のアカウントです。"
    able = [holders(need, roster, landing.registers.account, landing.day) for need in needs]
    if any(person.github_id == user.id for some in able for person in some):
        return ""
    if not roster.by_github(user.id):
        same_login = any(person.login.lower() == user.login.lower() for person in roster.people)
        return "名簿の人と同じ名前の、別のアカウントです。" if same_login else "名簿にいません。"
    wanted = "・".join(dict.fromkeys(ROLE_NAMES[need.role] for need in needs))
    return f"この日に、ここで要る役({wanted})に就いていません。"


def _taken_back(opinion: Opinion) -> str:
    return {
        "CHANGES_REQUESTED": "変更を求めています。",
        "DISMISSED": "承認が取り消されています。",
    }.get(opinion.now.state, "")


@dataclass(frozen=True)
class Tally:
    """Who approved in which role, whose opinion was passed over, which approvals are missing, and why."""

    approvals: tuple[Approval, ...]
    passed_over: tuple[PassedOver, ...]
    missing: tuple[Need, ...]
    doubts: tuple[Reason, ...]


def every_role_approved(landing: MergeRecord, snapshot: Snapshot) -> Iterator[Reason]:
    """Every role of the matrix is filled, by different persons who took no part in writing."""
    if landing.pull_request:
        yield from approvals_missing(landing, needs_of(landing))


def approvals_missing(landing: MergeRecord, needs: Sequence[Need]) -> Iterator[Reason]:
    """The same for any needs: what stands in the way of counting comes before what is missing."""
    number = f"プルリクエスト#{landing.pull_request.number if landing.pull_request else ''}"
    if too_many(landing):
        say = f"{number}のコミットが250を超えていて、だれが書いたかをすべては確かめられません。"
        yield Reason("too_large", say)
        return
    if not head_was_seen(landing):
        say = f"{number}の最後のプッシュの記録が、GitHubにまだ現れません。"
        yield Reason("evidence_unavailable", say, holds=True)
        return
    if missing := unlisted(landing):
        say = f"{number}のコミット一覧に {missing[0][:7]} などがありません。"
        yield Reason("evidence_unavailable", say, holds=True)
        return
    if unknown := nameless(landing):
        say = f"{number}に、だれのものか分からない変更があります({'、'.join(unknown[:3])})。"
        yield Reason("unknown_contributor", say)
    tally = count(landing, needs)
    yield from tally.doubts
    for need in tally.missing:
        yield Reason(f"missing_{need.role}", lacking(need))


def lacking(need: Need) -> str:
    """What is missing, and which article asks for it."""
    return f"{ROLE_NAMES[need.role]}の有効な承認がありません({need.article}: {need.why})。"


def count(landing: MergeRecord, needs: Sequence[Need]) -> Tally:
    """Weigh every opinion; then give each role to one person, so that as many roles as possible are filled."""
    if not isinstance(landing.testimony, GitHubRecord):
        return Tally((), (), tuple(needs), ())
    did = contributors(landing)
    good: dict[int, tuple[Opinion, Review]] = {}
    passed_over, doubts = _by_deleted_accounts(landing.testimony.reviews), []
    for opinion in opinions(landing.testimony.reviews, landing.merged_at):
        doubt = doubt_about(opinion, landing, needs, did)
        if doubt is None and opinion.before_merge:
            good[opinion.user.id] = (opinion, opinion.before_merge)
        elif doubt:
            who = opinion.user
            passed_over.append(PassedOver(who.login, who.id, opinion.now.id, doubt.message))
            if doubt.code:
                doubts.append(doubt)
    able = [_holders_among(landing, need, good) for need in needs]
    chosen = _one_each([[person.github_id for person in some] for some in able])
    approvals = []
    for need, some, number in zip(needs, able, chosen, strict=True):
        if number is not None:
            person = next(each for each in some if each.github_id == number)
            review = good[number][1]
            approvals.append(
                Approval(
                    person.id,
                    person.title,
                    number,
                    need.role,
                    review.id,
                    review.submitted_at,
                    review.commit,
                )
            )
    missing = tuple(need for need, number in zip(needs, chosen, strict=True) if number is None)
    return Tally(tuple(approvals), tuple(passed_over), missing, tuple(doubts) if missing else ())


def _by_deleted_accounts(reviews: Sequence[Review]) -> list[PassedOver]:
    why = "退会したアカウントの承認は、だれのものか確かめられません。"
    return [
        PassedOver("", 0, each.id, why) for each in reviews if each.user is None and each.state == "APPROVED"
    ]


def _holders_among(landing: MergeRecord, need: Need, good: dict[int, tuple[Opinion, Review]]) -> list[Person]:
    able = holders(need, landing.registers.roster, landing.registers.account, landing.day)
    return [person for person in able if person.github_id in good]


def _one_each(choices: Sequence[Sequence[int]]) -> tuple[int | None, ...]:
    """One number for each place, none twice, as few places empty as can be."""
    best: tuple[int | None, ...] = (None,) * len(choices)
    for chosen in product(*([*some, None] for some in choices)):
        given = [number for number in chosen if number is not None]
        if len(given) == len(set(given)) and len(given) > sum(number is not None for number in best):
            best = chosen
    return best
