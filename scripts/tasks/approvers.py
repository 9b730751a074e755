"""Offices of which nobody approves (soon), and what was changed in `main` without the approval it needs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from scripts.approvals.advice import named
from scripts.approvals.verdict import Reason
from scripts.content.account import Account, Office
from scripts.content.roster import ROLE_NAMES, Person, Roster
from scripts.tasks.issue_plan import Task
from scripts.text.dates import format_day
from scripts.text.quote import inert

KEY = "roster/"
CONFIRMED = "確認しました"
_AHEAD = timedelta(days=30)
_WAY_OUT = "保守の手引(`.github/MAINTAINERS.md`)の「承認できる人がいないとき」"


def vacancies(roster: Roster, account: Account, today: date) -> Iterator[Task]:
    """第4第1項第1号・第4第4項第1号: nobody may stand in, so who comes next has to be on the roster in time."""
    for office in () if roster.document.unreadable else account.offices(today):
        since = office.vacant_from(roster, today)
        if since and since - today <= _AHEAD:
            yield Task(f"vacant/{office.role}/{office.contractor}", *_vacancy(office, since, today))


def _vacancy(office: Office, since: date, today: date) -> tuple[str, str]:
    if since == today:
        return (
            f"承認する人がいません: {office.name}",
            f"{inert(office.name)}が、いま名簿(`content/roster.yml`)にいません。この役の承認が要る投稿は、配信されません。"
            f"運営要領に代決の定めはありません。\n\n{_WAY_OUT}のとおりにしてください。",
        )
    return (
        f"{format_day(since)}から承認する人がいません: {office.name}",
        f"{inert(office.name)}の任期は、**{format_day(since - timedelta(days=1))}** までです。次の方が名簿(`content/roster.yml`)にいません。"
        "いまの方が承認できるうちに、次の方の行を書き足してください。手順は、保守の手引(`.github/MAINTAINERS.md`)の「異動のとき」にあります。",
    )


@dataclass(frozen=True)
class Kept:
    """Files of which nobody but GitHub's own rules asks an approval before they count: `role` approves, and confirms later.

    `key` begins the names of its tasks; `shown` is what people call it, `look` what is to be looked at, `back` how it is
    put right.
    """

    key: str
    paths: tuple[str, ...]
    name: str
    shown: str
    role: str
    look: str
    back: str


KEPT_ROSTER = Kept(
    KEY, ("content/roster.yml",), "名簿", "名簿(`content/roster.yml`)", "section_chief",
    "名簿の全員が正しいか", "名簿を直すプルリクエスト",
)  # fmt: skip
KEPT_REGISTERS = Kept(
    "registers/",
    ("content/account.yml", "content/consents.yml", "content/credentials.yml", "content/policy.md"),
    "設定や台帳", "`content/` の設定や台帳", "section_chief", "書かれたことが正しいか", "元に戻すプルリクエスト",
)  # fmt: skip
KEPT_PROGRAM = Kept(
    "program/",
    (".github", "schemas", "scripts", "requirements.lock", "requirements-site.lock", "requirements-dev.lock", "Makefile"),
    "プログラム", "プログラム・様式の定義・GitHubの設定", "maintainer", "害のない変更か", "「Revert」で戻すプルリクエスト",
)  # fmt: skip


@dataclass(frozen=True)
class Unapproved:
    """A change that came into `main` without its approval: by which commit and pull request, why not."""

    kept: Kept
    sha: str
    number: int | None
    opened_by: str
    merged_by: str
    reasons: tuple[Reason, ...]


def unapproved_task(change: Unapproved, able: Iterable[Person]) -> Task:
    """The task that ends only with the confirmation of somebody of that role who had no part in it; `able` holds it today."""
    whence = f"プルリクエスト #{change.number}" if change.number else f"コミット {change.sha[:7]}"
    kept, role = change.kept, ROLE_NAMES[change.kept.role]
    return Task(
        f"{kept.key}{change.sha}",
        f"{kept.name}が承認なしに変えられています: {whence}",
        f"{whence} は、{kept.shown}を、{role}の有効な承認なしに変えました"
        f"(開いた人: {change.opened_by or '分かりません'}、取り込んだ人: {change.merged_by or '分かりません'})。\n\n"
        + "".join(f"- {inert(reason.message, mentions=True)}\n" for reason in change.reasons)
        + f"\n1. いまの{role}は、変えられたところを見て、{kept.look}を確かめます"
        f"({inert(named(able), mentions=True) or 'いま名簿にいません。先に登録が要ります'})。変更に加わった方のほかの方が行います。\n"
        f"2. 正しければ、このIssueに、自分のアカウントで「{CONFIRMED}」とコメントします(あとから直したコメントは数えません。"
        "新しく書きます)。次の見回りが、この件を閉じます。\n"
        f"3. 正しくなければ、{kept.back}を承認し、取り込まれてから「"
        f"{CONFIRMED}」とコメントします。心当たりがなければ、乗っ取りとして扱います(`.github/TROUBLE.md`)。\n\n"
        "ほかの人がこの件を閉じても、次の見回りがまた開きます。",
        by_hand=False,
    )
