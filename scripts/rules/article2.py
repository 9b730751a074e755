"""第2: the contractor is designated, and acts within its contract."""

from collections.abc import Iterator

from scripts.checking.context import RuleContext, is_sent, send_day
from scripts.content.account import Account, Contractor
from scripts.content.post import Post
from scripts.content.roster import Roster
from scripts.rules.book import rule
from scripts.text.dates import format_day
from scripts.text.quote import quoted


@rule("contractor-under-contract", "第2")
def contractor_under_contract(post: Post, context: RuleContext) -> Iterator[tuple[int, str]]:
    """運営者の投稿は、その運営者が指定を受け、契約の期間にある間に配信する。

    Bad: 契約の終わりの日の翌日に配信する投稿
    Good: 契約の期間のうちに配信する投稿
    """
    person = context.roster.person(post.author)
    if post.side != "contractor" or person is None or not person.contractor or is_sent(post, context):
        return
    contractor = context.account.contractor(person.contractor)
    if contractor is None:
        return  # the roster's own rule speaks
    for day, name in ((context.today, "今日"), (send_day(post, context), "配信する日")):
        if not contractor.under_contract(day):
            term = _term(contractor)
            message = f"{name}({format_day(day)})は、{quoted(contractor.name)}の契約の期間({term})の外です。"
            yield post.line_no("author"), f"{message}移住交流担当課長に確かめてください。"
            return


@rule("contractor-known", "第2")
def contractor_known(roster: Roster, context: RuleContext) -> Iterator[tuple[int, str]]:
    """名簿の運営者は、account.yml に受託事業者として書かれている。

    Bad: contractor: ezorisu-2025(account.yml に無い)
    Good: contractor: ezorisu-2026
    """
    if context.account.document.unreadable:
        return
    for person in roster.people:
        if person.contractor and context.account.contractor(person.contractor) is None:
            message = (
                f"受託事業者{quoted(person.contractor)}は account.yml にありません。id を直してください。"
            )
            yield roster.line_no("people", person.index, "contractor"), message


@rule("contract-term", "第2")
def contract_term(account: Account, _: RuleContext) -> Iterator[tuple[int, str]]:
    """契約の終わりの日は始まりの日より後で、運営者の指定は契約の終わりより前である。

    Bad: contract_from より前の contract_to
    Good: contract_from "2026-04-01"、contract_to "2027-03-31"
    """
    for contractor in account.contractors:
        if not (contractor.contract_from and contractor.contract_to):
            continue
        if contractor.contract_to < contractor.contract_from:
            message = f"契約の終わりの日({format_day(contractor.contract_to)})が、始まりの日({format_day(contractor.contract_from)})より前です。日付を直してください。"
            yield account.line_no("contractors", contractor.index, "contract_to"), message
        elif contractor.designated_on and contractor.designated_on > contractor.contract_to:
            message = f"運営者に指定した日({format_day(contractor.designated_on)})が、契約の終わりの日({format_day(contractor.contract_to)})より後です。日付を直してください。"
            yield account.line_no("contractors", contractor.index, "designated_on"), message


def _term(contractor: Contractor) -> str:
    if contractor.contract_from and contractor.contract_to:
        return f"{format_day(contractor.contract_from)}から{format_day(contractor.contract_to)}まで"
    return "account.yml に書かれていません"
