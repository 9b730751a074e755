"""Who has which right on GitHub, beside the roster. An account is its number: a login can be renamed and taken again."""

from collections.abc import Iterator

from scripts.content.roster import Person
from scripts.outside.matter import matter, seen
from scripts.outside.settings import Collaborator, Unseen
from scripts.outside.snapshot import Outside

_ACCESS = "**Settings** → **Collaborators and teams**"
_ADMINISTRATORS = 2


@matter(
    "administrators",
    "管理者が2人以上いる",
    "自分の変更は自分で承認できず、1人がいなくなると何も直せません",
    f"{_ACCESS} で、もう1人の保守担当者を **Admin** にする",
)
def administrators(outside: Outside) -> Iterator[str | Unseen]:
    """Two administrators at least."""
    people = seen(outside.settings.people)
    administering = [person.login for person in people if person.admin]
    if len(administering) < _ADMINISTRATORS:
        yield f"管理者が{len(administering)}人です({'、'.join(administering) or 'だれもいません'})。"


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
    """Nobody may write but who is on the roster today."""
    people = seen(outside.settings.people)
    there = _in_office(outside)
    known = {person.github_id for person in there}
    logins = {person.login.lower() for person in there}
    others = [
        person.login for person in people if person.id not in known and person.login.lower() not in logins
    ]
    if others:
        yield f"いまの名簿にない人が入れます({'、'.join(others)})。"


def _in_office(outside: Outside) -> list[Person]:
    return [person for person in outside.context.roster.people if person.in_office(outside.today)]


def _mixed_up(person: Person, people: tuple[Collaborator, ...]) -> str:
    """What GitHub says, where it knows the number or the login as somebody else; else nothing."""
    for other in people:
        same_login = other.login.lower() == person.login.lower()
        if same_login != (other.id == person.github_id):
            return f"番号 {other.id} は「{other.login}」"
    return ""
