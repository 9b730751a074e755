"""What a run says of each post that was not at rest: as JSON for machines, in plain sentences for people."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from scripts.core.judgement import Reason
from scripts.core.reasons import Outcome

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
