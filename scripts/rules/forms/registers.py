"""The registers in themselves: who is on the roster, and whether ids mean one thing each."""

from collections.abc import Iterable, Iterator

from scripts.checking.context import RuleContext
from scripts.content.account import Account
from scripts.content.consents import Consents
from scripts.content.roster import Roster
from scripts.rules.book import by_side, rule
from scripts.rules.forms.reading import HOW_TO_WRITE
from scripts.text.address import read_address
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
        yield roster.line_no("people", index, "id"), message


@rule("contractor-ids", HOW_TO_WRITE)
def contractor_ids(account: Account, _: RuleContext) -> Iterator[tuple[int, str]]:
    """受託事業者の id は、一つの契約に一つずつである。

    Bad: ezorisu-2026 が2つある
    Good: 契約ごとに別の id
    """
    for index, message in _twice(contractor.id for contractor in account.contractors):
        yield account.line_no("contractors", index, "id"), message


@rule("consent-ids", HOW_TO_WRITE)
def consent_ids(consents: Consents, _: RuleContext) -> Iterator[tuple[int, str]]:
    """包括の了解の id は、一つの了解に一つずつである。

    Bad: shirakaba が2つある
    Good: 了解ごとに別の id
    """
    for index, message in _twice(consent.id for consent in consents.entries):
        yield consents.line_no("consents", index, "id"), message


@rule("consent-prefix", by_side("第3号ウ"))
def consent_prefix(consents: Consents, _: RuleContext) -> Iterator[tuple[int, str]]:
    """包括の了解の範囲は、相手方のサイトの中の、はっきりした場所を示す。

    Bad: https://jp/ や https://iju.example.jp/a/../
    Good: https://iju.example.jp/
    """
    for consent in consents.entries:
        address = read_address(consent.url_prefix)
        clear = address and "." in address.host and address.plain_path and not address.has_user
        if consent.url_prefix and not (clear and not {"?", "#"} & {*consent.url_prefix}):
            message = f"了解の範囲{quoted(consent.url_prefix)}がはっきりしません。"
            line = consents.line_no("consents", consent.index, "url_prefix")
            yield line, f"{message}https://(相手方のサイト)/ か、その中のフォルダのURLを書いてください。"
