"""第6第1項: the operation policy (運用ポリシー)."""

from collections.abc import Iterator

from scripts.checking.context import RuleContext
from scripts.content.policy import Policy
from scripts.rules.book import rule


@rule("policy-text", "第6第1項")
def policy_text(policy: Policy, context: RuleContext) -> Iterator[tuple[int, str]]:
    """運用ポリシーの本文を、掲示しているページと同じように書きます。

    Bad: 「---」の下に何も書かれていません。
    Good: 目的、発信する内容、コメントへの対応などが書かれています。
    """
    if not policy.document.body.strip():
        yield (
            policy.document.body_line,
            "運用ポリシーの本文がありません。「---」の下に、掲示している文章を書いてください。",
        )


@rule("policy-verified", "第6第1項")
def policy_verified(policy: Policy, context: RuleContext) -> Iterator[tuple[int, str]]:
    """掲示を確かめた日は、実際に確かめた日です。

    Bad: 明日の日付の verified_on
    Good: 今日までの日付の verified_on
    """
    if policy.verified_on and policy.verified_on > context.today:
        message = (
            f"確かめた日「{policy.verified_on}」がまだ来ていません。ページを確かめた日を書いてください。"
        )
        yield policy.line_no("verified_on"), message
