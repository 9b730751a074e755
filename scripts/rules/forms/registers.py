"""The registers in themselves: who is on the roster, and whether ids mean one thing each."""

from collections.abc import Iterable, Iterator

from scripts.checking.context import RuleContext
from scripts.content.account import Account
from scripts.content.consents import Consents
from scripts.content.roster import ROLE_NAMES, Roster
from scripts.rules.book import by_side, rule
from scripts.rules.forms.reading import HOW_TO_WRITE
from scripts.text.address import read_address
from scripts.text.dates import format_day
from scripts.text.quote import quoted


def _twice(ids: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Index and sentence of every id that stood before."""
    seen: set[str] = set()
    for index, name in enumerate(ids):
        if name and name in seen:
            yield index, f"id {quoted(name)}が2回使われています。一つずつ別の id にしてください。"
        seen.add(name)


@rule("roster-ids", HOW_TO_WRITE)
def roster_ids(roster: Roster, _: RuleContext) -> Iterator[tuple[int, str]]:
    """名簿の id は、一つの指定に一つずつである。

    Bad: div-poster-01 が2人いる
    Good: 人ごと、指定ごとに別の id
    """
    for index, message in _twice(person.id for person in roster.people):
        yield roster.line("people", index, "id"), message


@rule("contractor-ids", HOW_TO_WRITE)
def contractor_ids(account: Account, _: RuleContext) -> Iterator[tuple[int, str]]:
    """受託事業者の id は、一つの契約に一つずつである。

    Bad: ezorisu-2026 が2つある
    Good: 契約ごとに別の id
    """
    for index, message in _twice(contractor.id for contractor in account.contractors):
        yield account.line("contractors", index, "id"), message


@rule("consent-ids", HOW_TO_WRITE)
def consent_ids(consents: Consents, _: RuleContext) -> Iterator[tuple[int, str]]:
    """包括の了解の id は、一つの了解に一つずつである。

    Bad: shirakaba が2つある
    Good: 了解ごとに別の id
    """
    for index, message in _twice(consent.id for consent in consents.entries):
        yield consents.line("consents", index, "id"), message


@rule("consent-prefix", by_side("第3号ウ"))
def consent_prefix(consents: Consents, _: RuleContext) -> Iterator[tuple[int, str]]:
    """包括の了解の範囲は、相手方のサイトの中の、はっきりした場所を示す。

    Bad: https://jp/ や https://iju.example.jp/a/../
    Good: https://iju.example.jp/
    """
    for consent in consents.entries:
        address = read_address(consent.url_prefix)
        clear = address and "." in address.host and address.plain_path and not address.has_user
        if consent.url_prefix and not (clear and address and not address.query and not address.fragment):
            message = f"了解の範囲{quoted(consent.url_prefix)}がはっきりしません。"
            line = consents.line("consents", consent.index, "url_prefix")
            yield line, f"{message}https://(相手方のサイト)/ か、その中のフォルダのURLを書いてください。"


@rule("appointed-by-manager", "第4第3項")
def appointed_by_manager(roster: Roster, _: RuleContext) -> Iterator[tuple[int, str]]:
    """運営者の投稿者は、その運営者の業務処理責任者が、在任中に定める。

    Bad: appointed_by が別の人の id
    Good: appointed_by が同じ運営者の業務処理責任者の id
    """
    for person in roster.people:
        if person.side != "contractor" or "poster" not in person.roles or not person.appointed_by:
            continue
        by, line = roster.person(person.appointed_by), roster.line("people", person.index, "appointed_by")
        on = person.appointed_on
        if by is None:
            yield line, f"指定した人{quoted(person.appointed_by)}は名簿にありません。id を直してください。"
        elif on and not by.holds("operations_manager", on, person.contractor):
            message = f"{quoted(person.appointed_by)}は、{on}にこの運営者の業務処理責任者ではありません。"
            yield line, f"{message}業務処理責任者の id と日付を確かめてください。"


@rule("appointment-term", "第4第3項")
def appointment_term(roster: Roster, _: RuleContext) -> Iterator[tuple[int, str]]:
    """名簿の最後の日は、指定した日より前にならない。

    Bad: appointed_on "2026-04-01" で ends_on "2026-03-31"
    Good: appointed_on "2026-04-01" で ends_on "2027-03-31"
    """
    for person in roster.people:
        if person.appointed_on and person.ends_on and person.ends_on < person.appointed_on:
            message = f"最後の日({format_day(person.ends_on)})が、指定した日({format_day(person.appointed_on)})より前です。日付を直してください。"
            yield roster.line("people", person.index, "ends_on"), message


@rule("approver-in-office", by_side("第1号"), "warning")
def approver_in_office(roster: Roster, context: RuleContext) -> Iterator[tuple[int, str]]:
    """承認する人が、いま在任している。

    Bad: 移住交流担当課長の最後の日が過ぎ、次の人が名簿にいない
    Good: 移住交流担当課長と、契約中の運営者の業務処理責任者が名簿にいる
    """
    offices = [("section_chief", "", "")]
    offices += [
        ("operations_manager", company.id, company.name)
        for company in context.account.contractors
        if company.under_contract(context.today)
    ]
    for role, contractor, name in offices:
        if not roster.holders(role, context.today, contractor):
            message = f"{name and quoted(name) + 'の'}{ROLE_NAMES[role]}が、いま名簿にいません。"
            yield (
                roster.line("people"),
                f"{message}承認ができず、投稿は配信されません。名簿を改めてください。",
            )
