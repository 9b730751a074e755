"""第7 その他: what the operating rules do not say, the prefecture's guideline says (第3第2項)."""

from collections.abc import Iterator

from scripts.checking.context import RuleContext
from scripts.content.account import Account
from scripts.content.deadlines import guideline_due
from scripts.rules.book import rule


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
            account.document.line("guideline_version"),
            f"{message}「令和5年版(2026年5月1日確認)」のように guideline_version に書いてください。",
        )
