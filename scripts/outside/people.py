"""Who has which right on GitHub, beside the roster. An account is its number: a login can be renamed and taken again."""

from collections.abc import Iterator

from scripts.content.roster import Person
from scripts.outside.matter import matter, seen
from scripts.outside.settings import Collaborator, Unseen
from scripts.outside.snapshot import Outside
from scripts.pull_requests.codeowners import codeowners, owners_named

_ACCESS = "**Settings** → **Collaborators and teams**"
_ADMINISTRATORS = 2


@matter(
    "administrators",
    "管理者は名簿の保守担当者で、2人以上いる",
    "自分の変更は自分で承認できず、1人がいなくなると何も直せません。管理者は、承認のルールを外せます",
    f"{_ACCESS} で、名簿の保守担当者を **Admin** にし、ほかの人は **Write** にする",
)
def administrators(outside: Outside) -> Iterator[str | Unseen]:
    """Two administrators at least, and each a maintainer of the roster."""
    administering = [person for person in seen(outside.settings.people) if person.admin]
    maintaining = {person.github_id for person in _in_office(outside) if "maintainer" in person.roles}
    if len(administering) < _ADMINISTRATORS:
        yield f"管理者が{len(administering)}人です({_logins(administering) or 'だれもいません'})。"
    if others := [person for person in administering if person.id not in maintaining]:
        yield f"名簿の保守担当者でない人が管理者です({_logins(others)})。"


@matter(
    "accounts",
    "名簿の番号とログイン名が、同じアカウントのもの",
    "承認する人は番号で見分けます(第4第1項第1号・第4第4項第1号)",
    "`https://api.github.com/users/ログイン名` を開き、`id` の数字を `content/roster.yml` に書く",
)
def accounts(outside: Outside) -> Iterator[str | Unseen]:
    """A number and a login that GitHub knows as two people."""
    people = seen(outside.settings.people)
    for person in _in_office(outside):
        if mixed := _mixed_up(person, people):
            yield f"{person.id}: 番号 {person.github_id} と「{person.login}」が別のアカウントです({mixed})。"


@matter(
    "access",
    "名簿の全員が書き込める",
    "書き込めない人の投稿は写し(fork)から出てしまい、配信できません",
    f"{_ACCESS} → **Add people** で **Write** を与え、本人が招待のメールを受ける",
)
def access(outside: Outside) -> Iterator[str | Unseen]:
    """Everybody in office has the right to push."""
    people = seen(outside.settings.people)
    pushing = {person.id for person in people if person.push}
    without = [
        person.id
        for person in _in_office(outside)
        if person.github_id not in pushing and not _mixed_up(person, people)
    ]
    if without:
        yield f"{'、'.join(without)} に書き込みの権限がありません。"


@matter(
    "strangers",
    "名簿にない人に権限がない",
    "第5第1項",
    f"{_ACCESS} から外す。または `content/roster.yml` に書いて承認を受ける",
)
def strangers(outside: Outside) -> Iterator[str | Unseen]:
    """Nobody may write but who is on the roster, today or from a day to come: who comes is invited before."""
    people = seen(outside.settings.people)
    there = [*_in_office(outside), *_to_come(outside)]
    known = {person.github_id for person in there}
    logins = {person.login.lower() for person in there}
    others = [
        person.login for person in people if person.id not in known and person.login.lower() not in logins
    ]
    if others:
        yield f"いまの名簿にない人が入れます({'、'.join(others)})。"


@matter(
    "code-owners",
    "審査を頼む相手の表(CODEOWNERS)が名簿のとおり",
    "表にない人の承認では取り込めず、離れた人にはGitHubが頼み続けます(第4第1項第1号)",
    "手元で `.venv/bin/python -m scripts.setup` を打ち、`.github/CODEOWNERS` をプルリクエストで出す",
)
def code_owners(outside: Outside) -> Iterator[str | Unseen]:
    """Everybody who approves or will, and nobody who has left."""
    context, named = outside.context, owners_named(seen(outside.code_owners))
    wanted = owners_named(codeowners(context.roster, context.account, outside.today))
    if missing := sorted(wanted - named):
        yield f"{'、'.join(missing)} が表にありません。"
    if left := sorted(named - wanted):
        yield f"離れた人か、名簿で役のない人が残っています({'、'.join(left)})。"


def _logins(people: list[Collaborator]) -> str:
    return "、".join(person.login for person in people)


def _in_office(outside: Outside) -> list[Person]:
    """Everybody who is here today: of a contractor, only as long as the contract runs."""
    roster, account = outside.context.roster, outside.context.account
    return [person for person in roster.people if account.serves(person, outside.today)]


def _to_come(outside: Outside) -> list[Person]:
    """Everybody whose first day is still to come."""
    roster, account = outside.context.roster, outside.context.account
    return [
        person
        for person in roster.people
        if person.appointed_on
        and person.appointed_on > outside.today
        and account.serves(person, person.appointed_on)
    ]


def _mixed_up(person: Person, people: tuple[Collaborator, ...]) -> str:
    """What GitHub says, where it knows the number or the login as somebody else; else nothing."""
    for other in people:
        same_login = other.login.lower() == person.login.lower()
        if same_login != (other.id == person.github_id):
            return f"番号 {other.id} は「{other.login}」"
    return ""
