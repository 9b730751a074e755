"""Offices of which nobody approves (soon), and a roster that was changed without the approval it needs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from scripts.approvals.advice import named
from scripts.approvals.verdict import Reason
from scripts.content.account import Account, Office
from scripts.content.roster import Person, Roster
from scripts.tasks.issue_plan import Task
from scripts.text.dates import format_day

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
            f"{office.name}が、いま名簿(`content/roster.yml`)にいません。この役の承認が要る投稿は、配信されません。"
            f"運営要領に代決の定めはありません。\n\n{_WAY_OUT}のとおりにしてください。",
        )
    return (
        f"{format_day(since)}から承認する人がいません: {office.name}",
        f"{office.name}の任期は、**{format_day(since - timedelta(days=1))}** までです。次の方が名簿(`content/roster.yml`)にいません。"
        "いまの方が承認できるうちに、次の方の行を書き足してください。手順は、保守の手引(`.github/MAINTAINERS.md`)の「異動のとき」にあります。",
    )


@dataclass(frozen=True)
class UnapprovedRoster:
    """A change of the roster that came into `main` without its approval: by which commit and pull request, why not."""

    sha: str
    number: int | None
    opened_by: str
    merged_by: str
    reasons: tuple[Reason, ...]


def unapproved_task(change: UnapprovedRoster, chiefs: Iterable[Person]) -> Task:
    """The task that ends only with the confirmation of a section chief who had no part in it."""
    whence = f"プルリクエスト #{change.number}" if change.number else f"コミット {change.sha[:7]}"
    return Task(
        f"{KEY}{change.sha}",
        f"名簿が承認なしに変えられています: {whence}",
        f"{whence} は、名簿(`content/roster.yml`)を、移住交流担当課長の有効な承認なしに変えました"
        f"(開いた人: {change.opened_by or '分かりません'}、取り込んだ人: {change.merged_by or '分かりません'})。\n\n"
        + "".join(f"- {reason.message}\n" for reason in change.reasons)
        + "\n1. いまの移住交流担当課長は、変えられたところを見て、名簿の全員が正しいかを確かめます"
        f"({named(chiefs) or 'いま名簿にいません。先に登録が要ります'})。\n"
        f"2. 正しければ、このIssueに、自分のアカウントで「{CONFIRMED}」とコメントします。次の見回りが、この件を閉じます。\n"
        "3. 正しくなければ、名簿を直すプルリクエストを承認し、取り込まれてから「"
        f"{CONFIRMED}」とコメントします。心当たりがなければ、乗っ取りとして扱います(`.github/TROUBLE.md`)。\n\n"
        "ほかの人がこの件を閉じても、次の見回りがまた開きます。",
        by_hand=False,
    )
