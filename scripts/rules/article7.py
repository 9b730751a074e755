"""第7 その他: what the operating rules do not say, the prefecture's guideline says (第3第2項), or the division decides."""

from collections.abc import Iterator

from scripts.checking.context import RuleContext
from scripts.content.account import Account
from scripts.content.deadlines import guideline_due
from scripts.rules.book import rule
from scripts.text.dates import format_day
from scripts.text.quote import quoted


@rule("guideline-review", "第7", "warning")
def guideline_review(account: Account, context: RuleContext) -> Iterator[tuple[int, str]]:
    """北海道ソーシャルメディア利用ガイドラインが改められていないか、年に一度見直し、その日を記録します(第3第2項)。

    Bad: guideline_version: "令和5年版(2024年5月1日確認)"
    Good: guideline_version: "令和5年版(2026年5月1日確認)"
    """
    due = guideline_due(account)
    if account.guideline_version and (due is None or due < context.today):
        message = "ガイドラインを1年以内に見直した記録がありません。見直して、版と見直した日を"
        yield (
            account.document.line_no("guideline_version"),
            f"{message}「令和5年版(2026年5月1日確認)」のように guideline_version に書いてください。",
        )


@rule("rules-confirmed", "第7", "warning")
def rules_confirmed(account: Account, context: RuleContext) -> Iterator[tuple[int, str]]:
    """本番では、運営要領に定めのないことを課で決めた記録を、rules_confirmed に残します。

    Bad: 本番なのに rules_confirmed がありません。
    Good: rules_confirmed: {by: section-chief-01, on: "2026-04-01", evidence: 地政第26-001号}
    """
    if account.environment != "production":
        return
    decided = account.rules_confirmed
    if decided is None:
        message = "運営要領に定めのないこと(GitHubの利用、リンク方針の扱い、変更の間隔、保存期間など)を課で決めた記録がありません。"
        yield (
            account.line_no("environment"),
            f"{message}使い始める手引の表のことを決め、rules_confirmed に決めた人・日・文書番号を書いてください。",
        )
        return
    person = context.roster.person(decided.by)
    if decided.by and not context.roster.document.unreadable and person is None:
        message = f"決めた人{quoted(decided.by)}は名簿(roster.yml)にありません。"
        yield account.line_no("rules_confirmed", "by"), f"{message}名簿の id を書いてください。"
    if person and person.side != "division":
        message = f"決めた人{quoted(decided.by)}は、地域政策課の人ではありません。"
        yield account.line_no("rules_confirmed", "by"), f"{message}決めた課長の id を書いてください。"
    if decided.on and decided.on > context.today:
        message = f"決めた日({format_day(decided.on)})が、先の日付です。"
        yield account.line_no("rules_confirmed", "on"), f"{message}決めてから、その日を書いてください。"
