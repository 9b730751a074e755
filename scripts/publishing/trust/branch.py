"""May the ledger be trusted? Its branch as git and GitHub know it, before anything rests on what it says."""

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from scripts.delivery.damage import Movement, branch_damage
from scripts.delivery.pushes import Push, seen_at, untimely
from scripts.delivery.reasons import LOOK_INTO, Stop, damaged, stop
from scripts.effects.git.commands import GitFailed
from scripts.effects.git.fetching import BRANCH
from scripts.effects.git.ledger_branch import Ledger
from scripts.effects.git.ledger_history import file_histories, parents_of
from scripts.effects.github.api import Api, Unanswered
from scripts.effects.local import environment
from scripts.publishing.origin import Origin
from scripts.reading.fields import instant, mapping, number, text
from scripts.tasks.issue_plan import CheckResult, Task
from scripts.tasks.stuck import listed
from scripts.text.quote import in_code, inert

_KINDS = ("force_push", "branch_creation")  # a branch that was deleted and is there was created twice
_NOWHERE = ("HTTP 404", "HTTP 422")  # what GitHub may say of a branch that never was


def distrusted(root: Path, ledger: Ledger) -> Stop | None:
    """What keeps every post: a branch whose history is not one line, or that GitHub saw rewritten."""
    try:
        damage = branch_damage(parents_of(root, ledger.commit), _movements(ledger))
    except (GitFailed, Unanswered) as failure:
        return stop("evidence_unavailable", failure)
    return damaged(damage, LOOK_INTO) if damage else None


def seen_by_github(root: Path, ledger: Ledger, period: str) -> dict[str, datetime]:
    """When GitHub saw each commit of the ledger that was pushed in the last `day` or `week`.

    Raises GitFailed, Unanswered.
    """
    rows = map(mapping, Api(environment.github()).pages("activity", ref=BRANCH, time_period=period))
    pushes = [
        Push(text(row.get("before")), text(row.get("after")), at)
        for row in rows
        if row.get("ref") == BRANCH and (at := instant(row.get("timestamp")))
    ]
    return seen_at(parents_of(root, ledger.commit), pushes)


def ledger_damages(origin: Origin) -> CheckResult:
    """A task for the branch, and one for all files that forgot something in its whole history, or hold a line whose time
    is not that of its push in the last week; or that are damaged, and the sender no longer speaks of their posts.

    Raises GitFailed.
    """
    root, ledger = origin.root, origin.ledger
    stopped = distrusted(root, ledger)
    unknown = stopped is not None and stopped.reasons[0].code == "evidence_unavailable"
    try:
        seen = seen_by_github(root, ledger, "week")
    except Unanswered:
        seen, unknown = {}, True
    damages = {
        post_id: history.forgot or untimely(ledger.of(post_id), history.brought_by, seen)
        for post_id, history in sorted(file_histories(root, ledger.commit).items())
    }
    named = {**{post_id: why for post_id, why in damages.items() if why}, **origin.given_up}
    tasks = [_files_task(named)] if named else []
    if stopped and not unknown:
        tasks.append(_task("branch", "branch", f"- {inert(stopped.reasons[0].message)}\n"))
    return CheckResult(tuple(tasks), lambda key: unknown and key.startswith("ledger/"))


def _files_task(damages: Mapping[str, str]) -> Task:
    first, *others = damages
    sentences = [
        f"{in_code(post_id)}: {inert(damaged(why).reasons[0].message)}" for post_id, why in damages.items()
    ]
    # a file more is another matter, whoever closed this one
    seen = sha256("\n".join(damages).encode()).hexdigest()[:12]
    return _task(f"files/{seen}", first + (f" ほか{len(others):,}件" if others else ""), listed(sentences))


def _task(name: str, what: str, sentences: str) -> Task:
    return Task(
        f"ledger/{name}",
        f"配信の記録が書き換えられています: {what}",
        f"配信の記録(ブランチ `ledger`)の履歴を、はじめから確かめました。\n\n{sentences}",
    )


def _movements(ledger: Ledger) -> list[Movement]:
    """GitHub's own record of the branch's movements, in two calls. Raises Unanswered."""
    api = Api(environment.github())
    entries: list[Any] = []
    for kind in _KINDS:
        try:
            entries += api.pages("activity", ref=BRANCH, activity_type=kind)
        except Unanswered as failure:
            if ledger.tip or not failure.technical.endswith(_NOWHERE):
                raise
    rows = {str(number(row.get("id"), 0)): row for row in map(mapping, entries) if row.get("ref") == BRANCH}
    movements = (
        Movement(key, text(row.get("activity_type")), text(row.get("timestamp"))) for key, row in rows.items()
    )
    return sorted(movements, key=lambda movement: (movement.at, movement.number))
