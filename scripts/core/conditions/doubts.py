"""Why one person's opinion does not count as an approval."""

from collections.abc import Mapping, Sequence

from scripts.core.conditions.freshness import settled_at
from scripts.core.conditions.offices import holders
from scripts.core.conditions.opinions import Opinion
from scripts.core.judgement import Reason
from scripts.core.matrix import Need
from scripts.core.roster import ROLE_NAMES
from scripts.core.snapshot import Landing
from scripts.core.testimony import Actor

UNCODED = ""  # passed over without a word of its own: the missing role says what to do


def doubt_about(
    opinion: Opinion, landing: Landing, needs: Sequence[Need], did: Mapping[int, str]
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


def _wrong_person(user: Actor, landing: Landing, needs: Sequence[Need]) -> str:
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
