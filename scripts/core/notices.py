"""What people are told after a run: the summary of the job, and the comment on the pull request of a sent post."""

from collections.abc import Iterable

from scripts.core.ledger import Line, since_claim
from scripts.core.outcome import OUTCOME_NAMES, Result
from scripts.core.reasons import spoken


def summary(results: Iterable[Result]) -> str:
    """The run in Markdown, for the page of the job."""
    lines = ["## 配信の結果", ""]
    for each in results:
        lines.append(f"- **{OUTCOME_NAMES[each.outcome]}** `{each.post_id}`")
        lines += [f"  - {' '.join(reason.message.split())}" for reason in each.reasons]
        lines += [f"  - LINEの受付番号: `{each.request_id}`"] if each.request_id else []
    return "\n".join(lines if len(lines) > 2 else [*lines, "配信を待っている投稿はありません。"]) + "\n"


def marker(post_id: str) -> str:
    """By which the comment is found again, so that it is written once."""
    return f"<!-- sent: {post_id} -->"


def sent_comment(post_id: str, lines: Iterable[Line]) -> str:
    """The comment on the pull request, from what the ledger says."""
    claim, *others = since_claim(lines)
    accepted = next(line for line in others if line.event == "accepted")
    audience = claim.carries.get("audience_estimate")
    return "\n".join(
        (
            "**配信しました**",
            "",
            f"- 日時: {spoken(accepted.at)}",
            f"- 宛先: 約{audience:,}人(友だちからブロックを除いた数)"
            if audience is not None
            else "- 宛先: 人数は分かりません",
            f"- LINEの受付番号: `{accepted.carries.get('request_id') or '分かりません'}`",
            "",
            "配信した投稿は変更できません。訂正は `corrects` を書いた新しい投稿で行います。",
            marker(post_id),
        )
    )
