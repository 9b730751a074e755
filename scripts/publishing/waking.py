"""Wake the sender when GitHub's schedule has not, and tell people; the jobs of `main`'s program watch one another."""

from datetime import datetime

from scripts.content.account import Account
from scripts.effects.github import runs
from scripts.effects.github.api import Api, Unanswered
from scripts.effects.github.writes import carry_out, open_issues_of
from scripts.effects.local.cli import why
from scripts.effects.local.environment import GitHub
from scripts.tasks import silence
from scripts.tasks.issue_plan import Task, plan

_OURS = (silence.SENDER, silence.WATCH)


def silent_sender(api: Api, account: Account, now: datetime) -> Task | None:
    """What to do where the sender is overdue. Raises Unanswered."""
    return silence.sender_silent(runs.last_good_run(api, runs.SENDER), now, account.hours)


def start_sender(api: Api) -> None:
    """Start it, unless a run is waiting or under way already. Raises Unanswered."""
    if not runs.is_waiting(api, runs.SENDER):
        runs.start(api, runs.SENDER)


def wake(github: GitHub, account: Account, now: datetime) -> list[str]:
    """Look at both, start the sender where it is overdue, keep their issues; a sentence for what needs a person."""
    api = Api(github)
    try:
        overdue = silent_sender(api, account, now)
        absent = silence.watch_silent(runs.last_good_run(api, runs.WATCH), now)
        if overdue:
            start_sender(api)
        tasks = [task for task in (overdue, absent) if task]
        carry_out(github, plan(tasks, open_issues_of(github), lambda key: key not in _OURS))
    except Unanswered as failure:
        return [f"配信と見回りが動いているかを確かめられませんでした({why(failure)})。"]
    return [absent.title] if absent else []
