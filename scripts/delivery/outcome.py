"""What a run says of each post that was not at rest: as JSON for machines, in plain sentences for people."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scripts.approvals.verdict import Reason
from scripts.delivery.entry import Entry
from scripts.delivery.ledger import since_claim
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
    def message(self) -> str:
        """What a person gets to read."""
        return " ".join(reason.message for reason in self.reasons) or f"{OUTCOME_NAMES[self.outcome]}。"

    @property
    def needs_a_person(self) -> bool:
        """True where nothing will happen by itself, or should not."""
        return self.outcome in NEEDS_A_PERSON


def as_json(results: Iterable[Result]) -> str:
    """The answer for machines."""
    posts = [
        {
            "post_id": result.post_id,
            "outcome": result.outcome,
            "reasons": [reason.code for reason in result.reasons],
            "message": result.message,
            "retry_key": result.retry_key,
            "request_id": result.request_id,
        }
        for result in results
    ]
    return json.dumps({"posts": posts}, ensure_ascii=False, indent=2)


def as_text(results: Iterable[Result], plan: bool) -> str:
    """The answer for people. Of a plan, nothing has happened yet."""
    names = {**OUTCOME_NAMES, "sent": "いま実行すると配信します"} if plan else OUTCOME_NAMES
    lines = []
    for result in results:
        lines.append(f"{result.post_id}: {names[result.outcome]}")
        lines += [f"  {reason.message}" for reason in result.reasons]
        if result.request_id:
            lines.append(f"  LINEの受付番号: {result.request_id}")
    return "\n".join(lines) or "配信を待っている投稿はありません。"


def summary(results: Iterable[Result]) -> str:
    """The run in Markdown, for the page of the job."""
    lines = ["## 配信の結果", ""]
    for result in results:
        lines.append(f"- **{OUTCOME_NAMES[result.outcome]}** `{result.post_id}`")
        lines += [f"  - {' '.join(reason.message.split())}" for reason in result.reasons]
        lines += [f"  - LINEの受付番号: `{result.request_id}`"] if result.request_id else []
    return "\n".join(lines if len(lines) > 2 else [*lines, "配信を待っている投稿はありません。"]) + "\n"


def marker(post_id: str) -> str:
    """By which the comment is found again, so that it is written once."""
    return f"<!-- sent: {post_id} -->"


def stopped_comment(title: str, note: str, logins: Sequence[str], midway: bool) -> str:
    """The comment on the pull request of a post that a person has stopped; the people named get GitHub's mail."""
    doubt = (
        "配信の途中だったため、もう届いているかもしれません。LINE公式アカウントの管理画面で確かめてください。"
    )
    return "\n".join(
        (
            "**この投稿は止められました**",
            "",
            f"- 止めた人: {title}",
            f"- 理由: {note}",
            f"- 届いたか: {doubt if midway else 'まだだれにも届いていません。'}",
            "",
            "もう一度送るときは、投稿の send に again(送り直す理由、10文字以上)を書き、承認を受けて取り込んでください。",
            " ".join(f"@{login}" for login in logins),
        )
    )


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
