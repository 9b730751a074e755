"""第5 セキュリティ対策: the account's credentials, and the security policy."""

from collections.abc import Iterator

from scripts.checking.changes import CommittedSecret, CredentialsChange, RosterChange
from scripts.checking.context import RuleContext
from scripts.content.credentials import Credentials
from scripts.content.deadlines import CredentialTask, confirmation_due, credential_tasks, in_words
from scripts.content.form import Form
from scripts.content.roster import Roster
from scripts.rules.book import rule
from scripts.text.dates import format_day
from scripts.text.sensitive import leaks


@rule("credentials-due", "第5第1項", "warning")
def credentials_due(credentials: Credentials, context: RuleContext) -> Iterator[tuple[int, str]]:
    """パスワードは、定期に、また異動・契約の終わり・乗っ取りのたびに変え、その記録を残します。

    Bad: 投稿者が3月31日に異動し、4月3日になっても記録がありません(猶予日数の間は注意)。
    Good: 4月1日に変更し、credentials.yml に記録しました。
    """
    for task in _overdue(credentials, context):
        if _grace_left(task, context) >= 0 and task.changes:
            yield _at(
                credentials, task, in_words(task.changes), f"猶予はあと{_grace_left(task, context)}日です。"
            )


@rule("credentials-overdue", "第5第1項")
def credentials_overdue(credentials: Credentials, context: RuleContext) -> Iterator[tuple[int, str]]:
    """パスワードの変更は、期限の後の猶予日数が過ぎるまでに済ませます。投稿の配信は止まりません。

    Bad: 前回の変更から200日たち、180日ごとの期限と7日の猶予が過ぎました。
    Good: 前回の変更から170日です。
    """
    for task in _overdue(credentials, context):
        if _grace_left(task, context) < 0 and task.changes:
            yield _at(
                credentials, task, in_words(task.changes), "猶予の日数も過ぎています。すぐに行ってください。"
            )


@rule("access-left", "第5第1項", "warning")
def access_left(credentials: Credentials, context: RuleContext) -> Iterator[tuple[int, str]]:
    """異動した人の、LINEの管理画面とGitHubの権限を削除し、その記録を残します。

    Bad: 異動した人の member_removed と github_access_removed の記録がありません。
    Good: 二つの記録が、その人の名簿のidと共にあります。
    """
    for task in _overdue(credentials, context):
        if task.removals:
            yield _at(credentials, task, in_words(task.removals), "権限が残っていないか確かめてください。")


@rule("credentials-people", "第5第1項")
def credentials_people(credentials: Credentials, context: RuleContext) -> Iterator[tuple[int, str]]:
    """記録には名簿の人だけを書き、行った人と確かめた人は別の人にします。

    Bad: done_by と confirmed_by が同じ人です。
    Good: done_by: div-poster-01、confirmed_by: section-chief-01
    """
    if context.roster.document.unreadable:
        return
    for done in credentials.log:
        for name in ("person", "done_by", "confirmed_by"):
            person = getattr(done, name)
            if person and context.roster.person(person) is None:
                line = credentials.document.line_no("log", done.index, name)
                yield line, f"「{person}」は名簿(roster.yml)にありません。名簿のidを書いてください。"
        if done.done_by and done.done_by == done.confirmed_by:
            line = credentials.document.line_no("log", done.index, "confirmed_by")
            yield line, f"行った人と確かめた人が同じ「{done.done_by}」です。別の人が確かめてください。"


@rule("credentials-future", "第5第1項")
def credentials_future(credentials: Credentials, context: RuleContext) -> Iterator[tuple[int, str]]:
    """まだ行っていないことは記録しません。

    Bad: 明日の日付の done_on
    Good: 今日までの日付の done_on
    """
    for done in credentials.log:
        if done.done_on and done.done_on > context.today:
            line = credentials.document.line_no("log", done.index, "done_on")
            yield line, f"行った日「{done.done_on}」がまだ来ていません。行った後に記録してください。"


@rule("credentials-append-only", "第5第1項")
def credentials_append_only(change: CredentialsChange, context: RuleContext) -> Iterator[tuple[int, str]]:
    """記録は下に書き足すだけで、前の記録を消したり直したりしません。

    Bad: 2件目の記録の日付が書き換えられています。
    Good: 3件目が書き足されています。
    """
    kept = list(change.before.document.data.get("log") or ())
    now = list(change.after.document.data.get("log") or ())
    for index, entry in enumerate(kept):
        if index >= len(now) or now[index] != entry:
            line = change.after.document.line_no("log", index)
            message = "が変えられたか、消されています。元に戻し、直したいことは新しい記録として下に書き足してください。"
            yield line, f"前からある{index + 1}件目の記録{message}"
            return


@rule("roster-keeps-people", "第5第1項")
def roster_keeps_people(change: RosterChange, context: RuleContext) -> Iterator[tuple[int, str]]:
    """異動した人は名簿から消さず、ends_on に最後の日を書きます。消すと、パスワードの変更や承認の記録がたどれません。

    Bad: 異動した人の項目が消えています。
    Good: 異動した人の ends_on に "2026-09-30" と書かれています。
    """
    for person in change.before.people:
        if person.id and change.after.person(person.id) is None:
            yield (
                change.after.line_no("people"),
                f"「{person.id}」({person.title})が名簿から消えています。元に戻し、ends_on に最後の日を書いてください。",
            )


@rule("no-secrets", "第5第1項")
def no_secrets(form: Form, context: RuleContext) -> Iterator[tuple[int, str]]:
    """パスワード、トークン、秘密鍵は、どのファイルにも書きません。

    Bad: チャネルシークレットの32桁が本文に貼られています。
    Good: 画像の SHA-256 の64桁
    """
    for line, kind in leaks(form.document.text):
        yield (
            line,
            f"{kind}のように見える文字があります。すぐに保守担当者に知らせ、新しいものに替えてください。"
            "消すだけでは、履歴に残って見えてしまいます。",
        )


@rule("secret-in-history", "第5第1項")
def secret_in_history(secret: CommittedSecret, _: RuleContext) -> Iterator[tuple[int, str]]:
    """秘密は、途中のコミットにも書きません。後のコミットで消しても、履歴に残って見えてしまいます。

    Bad: 前のコミットにトークンがあり、後のコミットで消されています。
    Good: どのコミットにも秘密がありません。
    """
    yield (
        1,
        f"コミット {secret.commit[:7]} に、{secret.kind}のように見える文字があります。消しても履歴に残るため、"
        "すぐに保守担当者に知らせて新しいものに替え、変更は新しい枝(ブランチ)で出し直してください。",
    )


@rule("security-policy", "第5第2項", "warning")
def security_policy(roster: Roster, context: RuleContext) -> Iterator[tuple[int, str]]:
    """名簿の人は、道のセキュリティポリシーを年に一度確かめます。

    Bad: policy_confirmed_on が1年より前か、ありません。
    Good: policy_confirmed_on が1年以内です。
    """
    for person in roster.people:
        due = confirmation_due(person, context.account, context.today)
        if due is not None and due < context.today:
            line = roster.document.line_no("people", person.index, "policy_confirmed_on")
            yield (
                line,
                f"{person.id}({person.title})が、道のセキュリティポリシーを1年以内に確かめた記録がありません。"
                "確かめてもらい、その日を policy_confirmed_on に書いてください。",
            )


def _overdue(credentials: Credentials, context: RuleContext) -> Iterator[CredentialTask]:
    if context.account.document.unreadable or context.roster.document.unreadable:
        return
    for task in credential_tasks(credentials, context.roster, context.account):
        if task.due < context.today:
            yield task


def _grace_left(task: CredentialTask, context: RuleContext) -> int:
    return context.account.grace_days - (context.today - task.due).days


def _at(credentials: Credentials, task: CredentialTask, what: str, then: str) -> tuple[int, str]:
    line = credentials.document.line_no("log")
    return (
        line,
        f"{task.why}: {what}の記録がありません(期限 {format_day(task.due)})。{then}行ったら、この記録に書き足してください。",
    )
