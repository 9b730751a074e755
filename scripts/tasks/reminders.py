"""Reminders before a deadline: credentials, confirmations, consents and rights."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from scripts.content.account import Account
from scripts.content.consents import Consents
from scripts.content.credentials import Credentials
from scripts.content.deadlines import (
    CredentialTask,
    confirmation_due,
    credential_tasks,
    guideline_due,
    in_words,
)
from scripts.content.post import Post
from scripts.content.roster import Person, Roster
from scripts.tasks.approvers import vacancies
from scripts.tasks.contracts import contract_reminders
from scripts.tasks.issue_plan import Task
from scripts.text.quote import fenced, in_code, inert

_AHEAD = timedelta(days=14)  # a reminder comes two weeks before its day
_RUNNING_OUT = timedelta(days=30)


def credential_reminders(
    credentials: Credentials, roster: Roster, account: Account, today: date
) -> Iterator[Task]:
    """第5第1項: passwords to change, access to take away."""
    for task in credential_tasks(credentials, roster, account):
        if task.due - today <= _AHEAD:
            yield Task(
                f"credentials/{task.key}/{task.due}",
                f"第5第1項 {in_words(task.missing)}: {task.why}",
                _what_to_record(task),
            )


def _what_to_record(task: CredentialTask) -> str:
    whom = f"\n    person: {task.about}" if task.trigger == "transfer" else ""
    entries = "\n".join(
        f'  - kind: {kind}\n    trigger: {task.trigger}{whom}\n    done_on: "行った日"\n'
        "    done_by: 行った人のid\n    confirmed_by: 確かめた人のid"
        for kind in task.missing
    )
    return (
        f"**{inert(task.why)}** のため、次のことを **{task.due}** までに行ってください。\n\n"
        + "".join(f"- [ ] {in_words((kind,))}\n" for kind in task.missing)
        + "\n行ったら `content/credentials.yml` のいちばん下に書き足し、移住交流担当課長の承認を受けてください。"
        "パスワードなどの秘密そのものは書きません。この件は、記録が入ると自動で閉じます。\n\n"
        + fenced(entries, "yaml")
    )


def people_tasks(credentials: Credentials, roster: Roster, account: Account, today: date) -> Iterator[Task]:
    """What the registers ask of people beside the credentials: confirmations, contracts, somebody who approves."""
    yield from yearly_reminders(roster, account, today)
    yield from contract_reminders(credentials, roster, account, today)
    yield from vacancies(roster, account, today)


def yearly_reminders(roster: Roster, account: Account, today: date) -> Iterator[Task]:
    """第5第2項 the security policy, 第3第2項 and 第7 the guideline."""
    for person in roster.people:
        due = confirmation_due(person, account, today)
        if due and due - today <= _AHEAD:
            new = person.policy_confirmed_on is None
            yield _arrival(person, due) if new else _confirmation(person, due)
    due = guideline_due(account)
    if due is None or due - today <= _AHEAD:
        yield Task(
            f"guideline/{due}",
            "第3第2項・第7 北海道ソーシャルメディア利用ガイドラインの見直し",
            "情報政策課のガイドラインが改められていないかを確かめ、版と確かめた日を `content/account.yml` の "
            "`guideline_version` に書いてください(年に一度)。内容が変わっていたら、投稿の手順への影響も確かめてください。",
        )


def _confirmation(person: Person, due: date) -> Task:
    return Task(
        f"security-policy/{person.id}/{due}",
        f"第5第2項 道のセキュリティポリシーの確認: {person.id}",
        f"{inert(person.id)}({inert(person.title)})は、道のセキュリティポリシーを **{due}** までに読み直し、"
        "その日を `content/roster.yml` の `policy_confirmed_on` に書いてください。",
    )


def _arrival(person: Person, due: date) -> Task:
    """Who comes has no access yet, and has read nothing yet."""
    return Task(
        f"security-policy/{person.id}/{due}",
        f"第5第2項 着任する方の準備: {person.id}",
        f"{inert(person.id)}({inert(person.title)})は、**{due}** から名簿に載る方です。その日までに、次のことをします。\n\n"
        f"- [ ] 保守担当者: GitHubの **Settings** → **Collaborators and teams** → **Add people** で、"
        f"{in_code(person.login)} を **Write** で招く。本人は、届いたメールの招待を受ける\n"
        "- [ ] LINEの管理画面を使う方なら、**権限管理** で本人のアカウントを加える(前の方のアカウントを引き継がない)\n"
        "- [ ] 本人: 手引(`.github/CONTRIBUTING.md` か `.github/APPROVERS.md`)を読む\n"
        "- [ ] 本人: 道のセキュリティポリシーを読み、その日を `content/roster.yml` の `policy_confirmed_on` に書く\n\n"
        "この件は、その日が名簿に入ると自動で閉じます。",
    )


def expiry_reminders(posts: Iterable[Post], consents: Consents, today: date) -> Iterator[Task]:
    """Consents and rights that run out within 30 days; `posts` are those that are still to be sent."""
    for consent in consents.entries:
        if _runs_out(consent.valid_until, today) and not consent.withdrawn_on:
            yield Task(
                f"standing-consent/{consent.id}/{consent.valid_until}",
                f"リンクの了解の期限({consent.valid_until}): {consent.party}",
                f"{inert(consent.party)}から得ている了解 {in_code(consent.id)} は **{consent.valid_until}** までです。続けるなら、"
                "相手方から改めて了解を得て、`content/consents.yml` を直してください。",
            )
    for post in posts:
        ends = [*_link_ends(post), *_picture_ends(post)]
        running_out = [(until, what) for until, what in ends if _runs_out(until, today)]
        if running_out:
            yield Task(
                f"expiry/{post.post_id}",
                f"了解・許諾の期限が近い投稿: {post.post_id}",
                f"配信を待っている投稿 {in_code(post.post_id)} に、期限の近い了解や許諾があります。期限の後には配信されません。\n\n"
                + "".join(f"- {inert(what)}: **{until}** まで\n" for until, what in running_out),
            )


def _link_ends(post: Post) -> Iterator[tuple[date | None, str]]:
    for link in post.links:
        yield link.consent.valid_until, f"リンク「{link.party}」の了解"


def _picture_ends(post: Post) -> Iterator[tuple[date | None, str]]:
    for image in post.images:
        yield image.rights.valid_until, f"画像 {image.file} の許諾"
        for consent in image.people_consents:
            yield consent.valid_until, f"画像 {image.file} の{consent.subject}の同意"


def _runs_out(until: date | None, today: date) -> bool:
    return until is not None and until - today <= _RUNNING_OUT
