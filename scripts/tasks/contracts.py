"""The end of a contractor's contract (第2): what begins anew, and, once it is over, what is still left of the old one."""

from collections.abc import Iterator
from datetime import date, timedelta

from scripts.content.account import Account, Contractor
from scripts.content.credentials import Credentials
from scripts.content.deadlines import CredentialTask, credential_tasks, in_words
from scripts.content.roster import Roster
from scripts.tasks.issue_plan import Task
from scripts.text.quote import in_code, inert

_AHEAD = timedelta(days=60)
_ANEW = (
    "- [ ] 新しい契約を `content/account.yml` の `contractors` に書く(第2 指定の日と文書番号)\n"
    "- [ ] 業務処理責任者を `content/roster.yml` に書く\n"
    "- [ ] 業務処理責任者が、投稿できる担当者を定める(第4第3項)\n"
    "- [ ] 新しい担当者が、道のセキュリティポリシーを確かめる(第5第2項)\n"
    "- [ ] 前の運営者が得たリンクの了解と写真の許諾が、引き続き使えるか確かめる(第4第3号・第2号)\n"
    "- [ ] 運用ポリシーの運営者の名前を改め、ホームページの掲示も改める(第6第1項)\n"
)


def contract_reminders(
    credentials: Credentials, roster: Roster, account: Account, today: date
) -> Iterator[Task]:
    """One task a contract: from two months before its end, and on until nothing of it is left by the log."""
    open_ones = credential_tasks(credentials, roster, account)
    for contractor in account.contractors:
        end = contractor.contract_to
        if end is None or end - today > _AHEAD:
            continue
        key, left = f"contract/{contractor.id}/{end}", _left(contractor, open_ones, roster)
        if today <= end:
            yield Task(key, f"第2 委託契約の終わり({end}): {contractor.name}", _before(contractor))
        elif left:
            title = f"第2 委託契約が終わりました({end}): {contractor.name}"
            yield Task(key, title, _after(contractor, left, account, today), by_hand=False)


def _before(contractor: Contractor) -> str:
    return (
        f"{inert(contractor.name)}との契約は **{contractor.contract_to}** までです。次の日から、この運営者の投稿は配信されません。\n\n"
        f"続ける場合も、替わる場合も、次のことをやり直します。\n\n{_ANEW}"
        "- [ ] 契約が終わったら、パスワードを変え、前の担当者の権限を外す(第5第1項。終わった次の日に、この件が残りの一覧に変わります)\n"
        "- [ ] 配信を待っている投稿の承認を、新しい業務処理責任者から受け直す"
    )


def _left(contractor: Contractor, open_ones: tuple[CredentialTask, ...], roster: Roster) -> list[str]:
    """What the log does not say of the shared password, and of everybody of the company."""
    lines = []
    for task in open_ones:
        person = roster.person(task.about) if task.trigger == "transfer" else None
        if person and person.contractor == contractor.id:
            lines.append(
                f"{inert(person.id)}({inert(person.title)}、{in_code(person.login)}): {in_words(task.missing)}"
            )
        elif (task.trigger, task.about) == ("contract_end", contractor.id):
            lines.append(f"全員で使うもの: {in_words(task.missing)}")
    return lines


def _after(contractor: Contractor, left: list[str], account: Account, today: date) -> str:
    boxes = "".join(f"- [ ] {line}\n" for line in left)
    follows = any(company.under_contract(today) for company in account.contractors)
    anew = (
        ""
        if follows
        else "\n次の運営者との契約が、まだ `content/account.yml` にありません。運営者を置くときは、次のことをします"
        f"(置かないときは、地域政策課の投稿だけが配信されます)。\n\n{_ANEW}"
    )
    return (
        f"{inert(contractor.name)}との契約は **{contractor.contract_to}** に終わりました。この運営者の投稿は、もう配信されません。\n\n"
        f"次のことが、まだ `content/credentials.yml` に記録されていません(第5第1項)。\n\n{boxes}\n"
        "- GitHubの権限は、管理者が **Settings** → **Collaborators and teams** で外します。\n"
        "- LINEの権限は、[LINE Official Account Manager](https://manager.line.biz/) の **設定** → **権限管理** で外します。\n"
        "- パスワードは、地域政策課がLINEの画面で変えます。\n"
        "- 書き足す行は、それぞれの知らせ(「第5第1項」で始まるもの)にあります。移住交流担当課長の承認を受けて取り込みます。\n"
        f"{anew}\n記録がそろうと、この件は自動で閉じます。"
    )
