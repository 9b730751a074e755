"""第4第1項・第3項・第4項: the roster. Posters are named by whoever may name them, and somebody can approve."""

from collections.abc import Iterator
from datetime import date

from scripts.checking.context import RuleContext
from scripts.content.roster import Person, Roster
from scripts.rules.book import by_side, rule
from scripts.rules.forms.reading import HOW_TO_WRITE
from scripts.text.dates import days_after, format_day
from scripts.text.quote import quoted


@rule("appointed-by-manager", "第4第3項")
def appointed_by_manager(roster: Roster, _: RuleContext) -> Iterator[tuple[int, str]]:
    """運営者の投稿者は、その運営者の業務処理責任者が、在任中に定める。

    Bad: appointed_by が別の人の id
    Good: appointed_by が同じ運営者の業務処理責任者の id
    """
    for person in roster.people:
        if person.side != "contractor" or "poster" not in person.roles or not person.appointed_by:
            continue
        by, line = roster.person(person.appointed_by), roster.line_no("people", person.index, "appointed_by")
        on = person.appointed_on
        if by is None:
            yield line, f"指定した人{quoted(person.appointed_by)}は名簿にありません。id を直してください。"
        elif on and not by.holds("operations_manager", on, person.contractor):
            message = f"{quoted(person.appointed_by)}は、{format_day(on)}にこの運営者の業務処理責任者ではありません。"
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
            yield roster.line_no("people", person.index, "ends_on"), message


@rule("approver-in-office", by_side("第1号"))
def approver_in_office(roster: Roster, context: RuleContext) -> Iterator[tuple[int, str]]:
    """承認する人が、いま在任している。

    Bad: 移住交流担当課長の最後の日が過ぎ、次の人が名簿にいない
    Good: 移住交流担当課長と、契約中の運営者の業務処理責任者が名簿にいる
    """
    for office in context.account.offices(context.today):
        if office.vacant_from(roster, context.today) == context.today:
            ends = [person.ends_on for person in roster.people if office.may_be(person)]
            last = max((day for day in ends if day), default=None)
            since = f"({format_day(last)}まで)" if last else ""
            message = f"{office.name}が、いま名簿にいません{since}。承認ができず、投稿は配信されません。"
            yield roster.line_no("people"), f"{message}後任の人の行を名簿に書き足してください。"


@rule("approver-leaves", by_side("第1号"), "warning")
def approver_leaves(roster: Roster, context: RuleContext) -> Iterator[tuple[int, str]]:
    """承認する人の最後の日の翌日には、後任の人が在任している。

    Bad: ただ一人の移住交流担当課長の ends_on が "2027-03-31" で、4月1日からの人がいない
    Good: 4月1日に指定された後任の人が、前もって名簿にいる
    """
    for office in context.account.offices(context.today):
        for person in roster.holders(office.role, context.today, office.contractor):
            after = days_after(person.ends_on, 1) if person.ends_on else None
            if after and office.vacant_from(roster, after) == after:
                message = f"{office.name}が、{format_day(after)}から名簿にいなくなります。その日からはエラーになり、配信できません。"
                paste = f'appointed_on: "{after}"'
                line_no = roster.line_no("people", person.index, "ends_on")
                yield line_no, f"{message}後任の人の行({paste})を、前もって書き足してください。"


@rule("roster-accounts", HOW_TO_WRITE)
def roster_accounts(roster: Roster, _: RuleContext) -> Iterator[tuple[int, str]]:
    """GitHubのアカウントは、一人に一つで、番号とログイン名の組がどの行でも同じである。

    Bad: 課長と投稿者の行に、同じ github の id がある
    Good: 人ごとに別のアカウント
    """
    for index, person in enumerate(roster.people):
        for other in roster.people[:index]:
            same_id = person.github_id == other.github_id and person.github_id > 0
            same_login = person.login.lower() == other.login.lower() and bool(person.login)
            line_no = roster.line_no("people", person.index, "github")
            if same_id and same_login and _overlap(person, other):
                message = f"{quoted(other.id)}と同じGitHubのアカウント{quoted(person.login)}です。"
                yield (
                    line_no,
                    f"{message}別の人なら、その人のアカウントの番号とログイン名に直してください。同じ人なら、一つの行の roles にまとめてください。",
                )
            elif same_id != same_login:
                same, differs = ("番号(id)", "ログイン名") if same_id else ("ログイン名", "番号(id)")
                message = f"{quoted(other.id)}と、GitHubの{same}が同じで、{differs}が違います。"
                yield line_no, f"{message}どちらかが誤りです。その人のページで確かめて直してください。"


@rule("roster-sample", HOW_TO_WRITE)
def roster_sample(roster: Roster, context: RuleContext) -> Iterator[tuple[int, str]]:
    """本番では、見本の人(ログイン名が -example で終わる人)を名簿に残さない。

    Bad: 本番で github: {login: section-chief-01-example, id: 1101}
    Good: 実際の人のアカウント
    """
    if context.account.environment != "production":
        return
    for person in roster.people:
        if person.login.lower().endswith("-example"):
            message = (
                f"{quoted(person.login)}は見本の人です。本番では、実際の人のアカウントに直してください。"
            )
            yield roster.line_no("people", person.index, "github"), message


def _overlap(one: Person, other: Person) -> bool:
    first, second = sorted((one, other), key=lambda person: person.appointed_on or date.min)
    return first.ends_on is None or first.ends_on >= (second.appointed_on or date.min)
