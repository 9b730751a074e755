"""Asks LINE what it counted on the days just past, and holds it against the ledger."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from scripts.core.issue_plan import Seen, Task, plan
from scripts.core.ledger import Line
from scripts.core.line_counts import KEY, unexplained
from scripts.world import settings
from scripts.world.issues import carry_out, issues_of
from scripts.world.line import Line as LineApi
from scripts.world.line import LineSilent

_COUNTED = "/v2/bot/insight/message/delivery"
_DAYS = 3  # LINE needs about a day to count, and a run may be missed

# The watch keeps such an issue as it is: whether it is done, only a person can say.
LEFT_TO_PEOPLE = Seen(unsure=lambda key: key.startswith(KEY))


def tell_unexplained(line: LineApi, posts: Mapping[str, Sequence[Line]], today: date) -> Iterator[str]:
    """One issue for each day that the ledger does not explain; a sentence for each, and when LINE is silent.

    Raises Unanswered where GitHub does not take the issue.
    """
    tasks: list[Task] = []
    try:
        for days in range(1, _DAYS + 1):
            day = today - timedelta(days)
            counted = line.counts(_COUNTED, day)
            if counted.get("status") == "ready" and (task := unexplained(day, counted, posts)):
                tasks.append(task)
    except LineSilent as silent:
        yield f"LINEの配信数を確認できず({silent.error})。次の実行でもう一度確かめます。"
    yield from (task.title for task in tasks)
    if tasks:
        github = settings.github()
        carry_out(github, plan(tasks, issues_of(github), lambda key: True))
