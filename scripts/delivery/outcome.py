"""What a run says of each post that was not at rest: as JSON for machines, in plain sentences for people."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from scripts.approvals.verdict import Reason
from scripts.delivery.ledger import Entry, since_claim
from scripts.delivery.reasons import Outcome
from scripts.text.dates import format_datetime

NEEDS_A_PERSON = ("rejected", "held", "refused", "uncertain")
OUTCOME_NAMES: dict[Outcome, str] = {
    "sent": "配信しました",
    "waiting": "待っています",
    "rejected": "配信できません",
    "held": "止めています",
    "refused": "LINEに断られました",
    "uncertain": "届いたか分かりません",
}


@dataclass(frozen=True)
class Result:
    """One post at the end of a run."""

    post_id: str
    outcome: Outcome
    reasons: tuple[Reason, ...] = ()
    retry_key: str | None = None
    request_id: str | None = None

    @property
    def needs_a_person(self) -> bool:
        """True where nothing will happen by itself, or should not."""
        return self.outcome in NEEDS_A_PERSON


def as_json(results: Iterable[Result]) -> str:
    """The answer for machines."""
    posts = [
        {
            "post_id": each.post_id,
            "outcome": each.outcome,
            "reasons": [reason.code for reason in each.reasons],
            "retry_key": each.retry_key,
            "request_id": each.request_id,
        }
        for each in results
    ]
    return json.dumps({"posts": posts}, ensure_ascii=False, indent=2)


def as_text(results: Iterable[Result], plan: bool) -> str:
    """The answer for people. Of a plan, nothing has happened yet."""
    names = {**OUTCOME_NAMES, "sent": "いま実行すると配信します"} if plan else OUTCOME_NAMES
    lines = []
    for each in results:
        lines.append(f"{each.post_id}: {names[each.outcome]}")
        lines += [f"  {reason.message}" for reason in each.reasons]
        if each.request_id:
            lines.append(f"  LINEの受付番号: {each.request_id}")
    return "\n".join(lines) or "配信を待っている投稿はありません。"


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


def sent_comment(post_id: str, lines: Iterable[Entry]) -> str:
    """The comment on the pull request, from what the ledger says."""
    claim, *others = since_claim(lines)
    accepted = next(line for line in others if line.event == "accepted")
    audience = claim.carries.get("audience_estimate")
    return "\n".join(
        (
            "**配信しました**",
            "",
            f"- 日時: {format_datetime(accepted.at)}",
            f"- 宛先: 約{audience:,}人(友だちからブロックを除いた数)"
            if audience is not None
            else "- 宛先: 人数は分かりません",
            f"- LINEの受付番号: `{accepted.carries.get('request_id') or '分かりません'}`",
            "",
            "配信した投稿は変更できません。訂正は `corrects` を書いた新しい投稿で行います。",
            marker(post_id),
        )
    )
