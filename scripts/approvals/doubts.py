"""Why an approval does not count, in Japanese: the wrong person, out of term, taken back, own work, after the merge, stale.

What to do then stands in `advice.py`, under the same codes.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from scripts.approvals.contributors import settled_at
from scripts.approvals.github_record import Actor, Review
from scripts.approvals.needs import Need
from scripts.approvals.opinions import Opinion
from scripts.approvals.required import may_give
from scripts.approvals.snapshot import MergeRecord
from scripts.approvals.verdict import Reason
from scripts.content.roster import ROLE_NAMES, Person
from scripts.text.dates import JAPAN, format_datetime, format_day

UNCODED = ""  # passed over without a code of its own: the missing role says what to do


def doubt_about(
    opinion: Opinion, merge: MergeRecord, needs: Sequence[Need], did: Mapping[int, str]
) -> Reason | None:
    """The first thing that is wrong with it, or None if it counts."""
    who, user = _named(opinion, merge), opinion.user
    if why := _wrong_person(user, merge, needs) or _taken_back(opinion):
        return Reason(UNCODED, f"{who}: {why}")
    if user.id in did:
        message = (
            f"{who}の承認は数えられません。本人が{did[user.id]}ためです(自分の書いたものは承認できません)。"
        )
        return Reason("approver_contributed", message)
    wrong = _at_the_merge(opinion.before_merge, merge, needs, who)
    late = too_late(opinion, merge)
    return Reason(UNCODED, late) if wrong and late else wrong


def _at_the_merge(
    review: Review | None, merge: MergeRecord, needs: Sequence[Need], who: str
) -> Reason | None:
    """What is wrong with the opinion that was there when it was merged."""
    if review is None or review.state != "APPROVED":
        return Reason(UNCODED, f"{who}: マージのときには承認していませんでした。")
    head = merge.pull_request.head if merge.pull_request else ""
    settled = settled_at(merge)
    if review.commit != head:
        message = f"{who}が承認したのは古い内容(コミット {review.commit[:7]})で、その後に変更されています。"
        return Reason("stale_approval", message)
    if settled is None or review.submitted_at <= settled:
        return Reason(
            "stale_approval", f"{who}の承認は、最後の変更(プッシュかマージ先の変更)より前のものです。"
        )
    if not any(gave(person, merge, need, review) for need in needs for person in holders(merge, need)):
        then = format_day(_day_of(review))
        message = f"{who}は、承認した日({then})には、まだ承認する役に就いていませんでした。"
        return Reason("stale_approval", message)
    return None


def too_late(opinion: Opinion, merge: MergeRecord) -> str:
    """That the approval came with the merge or after it, whatever stood there before; GitHub tells whole seconds."""
    given, merged = opinion.now.submitted_at, merge.merged_at
    if opinion.now.state != "APPROVED" or given < merged:
        return ""
    who = _named(opinion, merge)
    if given == merged:
        return (
            f"{who}の承認とマージが同じ時刻です({_to_the_second(merged)})。承認のあとにマージしたことを確かめられません。"
            "次は、承認のあと1分ほどおいてマージしてください。"
        )
    return f"{who}の承認({_to_the_second(given)})は、マージ({_to_the_second(merged)})より後です。"


def _to_the_second(at: datetime) -> str:
    return f"{format_datetime(at)}{at:%S}秒"


def _named(opinion: Opinion, merge: MergeRecord) -> str:
    appointments = merge.config.roster.by_github(opinion.user.id)
    return f"「{appointments[0].title}」(@{opinion.user.login})" if appointments else f"@{opinion.user.login}"


def holders(merge: MergeRecord, need: Need) -> tuple[Person, ...]:
    """Who may give an approval on the day of the merge, by the roster before it."""
    return may_give(need, merge.config.roster, merge.config.account, merge.day)


def gave(person: Person, merge: MergeRecord, need: Need, review: Review) -> bool:
    """True if the review is the person's, who could give the approval on that day already, by the same roster.

    An approval is an act of the office: one from before the appointment is none, though the office was held at the merge.
    """
    then = may_give(need, merge.config.roster, merge.config.account, _day_of(review))
    number = review.user.id if review.user else None
    return person.github_id == number and number in {before.github_id for before in then}


def _day_of(review: Review) -> date:
    return review.submitted_at.astimezone(JAPAN).date()


def _wrong_person(user: Actor, merge: MergeRecord, needs: Sequence[Need]) -> str:
    """Only a person who holds one of the roles on the day of the merge can approve."""
    roster = merge.config.roster
    if user.type != "User":
        return "人ではなく、自動のアカウントです。"
    if any(person.github_id == user.id for need in needs for person in holders(merge, need)):
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
