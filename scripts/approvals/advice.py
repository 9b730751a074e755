"""The next step after a reason: whom to ask, by title and login, and for what."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from scripts.approvals.needs import Need
from scripts.approvals.required import contract_over, may_give
from scripts.approvals.snapshot import ConfigAtMerge
from scripts.approvals.verdict import Reason
from scripts.content.roster import ROLE_NAMES, Person
from scripts.text.dates import format_day
from scripts.text.quote import quoted

# Taken from `main` first: some noes can turn into a yes (an index that lags, an account that GitHub knows later), and only
# what is no longer there is sure never to go out beside the new one.
NEW_POST = (
    "この投稿は、いまの名前(post_id)のままでは配信できません。投稿者{author}は、先にこの投稿のフォルダを main から消してください"
    "(残したままにすると、2通とも届くことがあります)。そのあと、新しい名前のフォルダに作り直し、{approvers}の承認を受けてからマージしてください。"
)
WAIT = "次の実行でもう一度確かめます。1時間たっても続くときは、{maintainers}に知らせてください。"
AGREE = (
    "投稿者{author}は本人と相談し、解決したら本人に承認(Approve)し直してもらってください。"
    "配信しないときは、投稿のフォルダを main から消してください。"
)
_BEFORE_MERGE = {
    "wrong_base": "投稿者{author}は、プルリクエストの題の右の「Edit」から、マージ先(base)を main にしてください。",
    "fork": "投稿者{author}は、このリポジトリのブランチで作り直してください。",
    "mixed_change": "投稿者{author}は、1つの投稿のフォルダだけを変えるプルリクエストに分けてください。",
    "content_differs": "投稿者{author}は「Update branch」を押してから、{approvers}の承認を受け直してください。",
    "author_not_on_roster": "author と、プルリクエストを開く人と、名簿の投稿者を同じ人にしてください。"
    "名簿の変更は、先に別のプルリクエストで{approvers}の承認を受けてください。",
    "stale_approval": "本人に、いまの内容をもう一度見て承認(Approve)してもらってください。",
    "approver_contributed": "書くことに加わっていない{approvers}に承認を依頼してください。",
    "unknown_contributor": "投稿者{author}は、GitHubのアカウントが分かる人だけのコミットで、新しいブランチに作り直してください。"
    "コマンドで書くときは、git config user.email に、GitHubの「Settings」→「Emails」に出る @users.noreply.github.com のアドレスを入れておきます。",
    "too_large": "投稿者{author}は、新しいブランチに作り直してください。",
    "open_objection": "投稿者{author}は本人と相談し、解決したら本人に承認(Approve)し直してもらってください。",
    "post_id_reused": "投稿者{author}は、新しい名前(post_id)のフォルダに作り直してください。",
}
ASK = "{approvers}に承認(Approve)を依頼してください。"
_OVER = "{company}との委託契約は{until}までのため、承認できる人がいません。"
_ANEW = "続けるときは、地域政策課か次の運営者の投稿者が、新しい名前(post_id)のフォルダで出し直してください。"
_NOBODY = "(いまの名簿に、この変更に加わっていない方が見つかりません。まず、投稿のファイル(post.md)があること、投稿者が名簿にいること、承認する方が「Update branch」などを押していないことを見てください。そのどれでもないときは、保守の手引の「承認できる人がいないとき」のとおりにします)"


@dataclass(frozen=True)
class Advice:
    """The next step for each reason, for all others, where the contract of whoever is needed is over, and where it only
    has to be asked again."""

    by_code: Mapping[str, str]
    otherwise: str
    over: str
    wait: str = WAIT


AFTER_MERGE = Advice(
    {"open_objection": AGREE},
    NEW_POST,
    _OVER + "投稿者{author}は、投稿のフォルダを main から消してください。" + _ANEW,
)
BEFORE_MERGE = Advice(
    _BEFORE_MERGE, ASK, _OVER + "投稿者{author}は、このプルリクエストを閉じて(Close)ください。" + _ANEW
)
OF_A_REPLY = Advice({}, "", "", "")  # 見回り's issue says the next step, for all reasons at once


@dataclass(frozen=True)
class AdviceContext:
    """Whom a sentence can name: today's configuration and day, the post's author, the approvals that it needs.

    `wrote` are the accounts of those who took part in writing, and so cannot approve.
    """

    today: ConfigAtMerge
    day: date
    author: Person | None
    needs: Sequence[Need]
    wrote: Collection[int]


def advised(reason: Reason, advice: Advice, context: AdviceContext) -> Reason:
    """The reason with its next step, in the names of today's roster."""
    waits = reason.holds and not reason.lasts
    sentence = advice.wait if waits else advice.by_code.get(reason.code, advice.otherwise)
    needs = [need for need in context.needs if reason.code == f"missing_{need.role}"] or context.needs
    companies = [contract_over(need, context.today.account, context.day) for need in needs]
    over = next(filter(None, companies), None) if reason.code == "missing_operations_manager" else None
    step = (advice.over if over else sentence).format(
        company=quoted(over.name) if over else "",
        until=format_day(over.contract_to) if over and over.contract_to else "",
        author=named([context.author]) if context.author else "",
        approvers="と".join(_approvers(need, context) for need in needs) or "承認者",
        maintainers=named(context.today.roster.holders("maintainer", context.day)) or "保守担当者",
    )
    return replace(reason, message=reason.message + step)


def _approvers(need: Need, context: AdviceContext) -> str:
    today = context.today
    able = may_give(need, today.roster, today.account, context.day, context.wrote)
    return ROLE_NAMES[need.role] + (named(able) or _NOBODY)


def named(people: Iterable[Person]) -> str:
    """Titles and logins: 「地域政策課 主事」(@div-poster-01-example)."""
    return "または".join(f"「{person.title}」(@{person.login})" for person in people)
