"""Posts that somebody is said to have stopped, or found arrived: does a click on the form explain it, by somebody on the roster?"""

import re
from datetime import datetime, timedelta

from scripts.content.account import Account
from scripts.content.roster import Roster
from scripts.delivery.entry import Entry
from scripts.effects.git.ledger_branch import Ledger
from scripts.effects.github.api import Api, Refused, Unanswered
from scripts.effects.local import environment
from scripts.reading.fields import instant, mapping, number, text
from scripts.tasks.issue_plan import CheckResult
from scripts.tasks.stuck import key_of_decision, settled_task, stop_task

_TASKS = {"stopped": stop_task, "settled": settled_task}
_WHO = {"stopped": "止めた", "settled": "届いたと記録した"}
_FORM = ".github/workflows/decide.yml"
_LOOKED_BACK = timedelta(days=30)  # GitHub forgets its runs after some months
_LONGEST_RUN = timedelta(hours=1)
_RUN = re.compile(r".*/actions/runs/(\d{1,18})")


def unexplained_stops(ledger: Ledger, roster: Roster, account: Account, now: datetime) -> CheckResult:
    """One task a post about which a line of the ledger decides, and no click of a person explains it.

    In the sample environment people also decide at a desk.
    """
    sample = account.environment == "sample"
    api, tasks, unknown = Api(environment.github()), [], set()
    for post_id, lines in ledger.posts.items():
        last = lines[-1] if lines else None
        if last is None or last.event not in _TASKS or now - last.at > _LOOKED_BACK:
            continue
        try:
            why = _nobody_on_the_roster(last, roster, account) or _no_click(
                api, post_id, last, roster, sample
            )
        except Unanswered:
            unknown.add(key_of_decision(last.event, post_id))
            continue
        if why:
            tasks.append(_TASKS[last.event](post_id, text(last.carries.get("by")), why))
    return CheckResult(tuple(tasks), lambda key: key in unknown)


def _nobody_on_the_roster(decided: Entry, roster: Roster, account: Account) -> str:
    person = roster.person(text(decided.carries.get("by")))
    there = person is not None and account.serves(person, decided.at.date())
    return "" if there else f"{_WHO[decided.event]}人が、その日の名簿にいません"


def _no_click(api: Api, post_id: str, decided: Entry, roster: Roster, sample: bool) -> str:
    """What speaks against the run that the line names. Raises Unanswered."""
    if sample and decided.run == "local":
        return ""
    named = _RUN.fullmatch(decided.run)
    if named is None:
        return "「届いていた・止める」の実行が書かれていません"
    try:
        run = mapping(api.get(f"actions/runs/{named[1]}"))
    except Refused:
        return "書かれている実行が、GitHubにありません"
    person, began = roster.person(text(decided.carries.get("by"))), instant(run.get("run_started_at"))
    if (
        text(run.get("path")).partition("@")[0] != _FORM
        or run.get("display_title") != f"{decided.event} {post_id}"
    ):
        return f"書かれている実行は、この投稿を{_WHO[decided.event]}ものではありません"
    if person is None or number(mapping(run.get("actor")).get("id"), 0) != person.github_id:
        return f"書かれている実行を始めた人が、{_WHO[decided.event]}人と違います"
    if began is None or not timedelta(0) <= decided.at - began + timedelta(minutes=1) <= _LONGEST_RUN:
        return f"書かれている実行の日時が、{_WHO[decided.event]}日時と合いません"
    return ""
