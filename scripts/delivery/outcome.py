"""What a run says of each post that was not at rest: as JSON for machines, in plain sentences for people."""

import html
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from scripts.approvals.advice import named
from scripts.approvals.verdict import Reason
from scripts.content.roster import Person
from scripts.delivery.reason_table import Outcome
from scripts.text.quote import inert, without_orders_in_json

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
    """One post at the end of a run.

    `pull_request`: the number by which GitHub knew its merge in this run. `people`: those of the roles that the reasons
    speak of, a line a role. `midway`: it is claimed and has no end yet, so LINE may have been asked for it.
    """

    post_id: str
    outcome: Outcome
    reasons: tuple[Reason, ...] = ()
    retry_key: str | None = None
    request_id: str | None = None
    pull_request: int | None = None
    people: tuple[str, ...] = ()
    midway: bool = False

    @property
    def may_have_arrived(self) -> bool:
        """True where nobody knows: to say that it was not sent would ask for a second send."""
        return self.midway or self.outcome == "uncertain"

    @property
    def message(self) -> str:
        """What a person gets to read."""
        return " ".join(reason.message for reason in self.reasons) or f"{OUTCOME_NAMES[self.outcome]}。"

    @property
    def needs_a_person(self) -> bool:
        """True where nothing will happen by itself, or should not."""
        return self.outcome in NEEDS_A_PERSON


def people_meant(words: str, people: Mapping[str, Sequence[Person]]) -> tuple[str, ...]:
    """Everybody of each role that the words speak of, by title and login; `people`: role in words → who holds it.

    Words that name their people themselves, as the judge's do, need no second list of them.
    """
    return tuple(
        f"{role}: {named(holders)}"
        for role, holders in people.items()
        if role in words and holders and not any(f"@{person.login}" in words for person in holders)
    )


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
    return without_orders_in_json(json.dumps({"posts": posts}, ensure_ascii=False, indent=2))


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


def summary(results: Sequence[Result]) -> str:
    """The run in Markdown, for the page of the job."""
    lines = ["## 配信の結果", ""]
    for result in results:
        lines.append(f"- **{OUTCOME_NAMES[result.outcome]}** `{result.post_id}`")
        lines += [f"  - {inert(reason.message)}" for reason in result.reasons]
        lines += [f"  - LINEの受付番号: `{result.request_id}`"] if result.request_id else []
    lines += [] if len(lines) > 2 else ["配信を待っている投稿はありません。"]
    if machines := technical(results):
        rows = "\n".join(map(html.escape, machines))
        lines += [
            "",
            f"<details><summary>保守担当者向けの記録</summary>\n\n<pre>\n{rows}\n</pre>\n</details>",
        ]
    return "\n".join(lines) + "\n"


def technical(results: Iterable[Result]) -> list[str]:
    """What machines said of the causes, a line each: for the log of the job, never for people."""
    return [
        f"{result.post_id}: {' '.join(reason.technical.split())}"
        for result in results
        for reason in result.reasons
        if reason.technical
    ]
