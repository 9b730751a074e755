"""LINE's statistics, written into the ledger while LINE still has them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from scripts.delivery.entry import Entry
from scripts.delivery.statistics import measured, to_confirm, to_measure
from scripts.effects.git.fetching import fetch
from scripts.effects.git.ledger_branch import Ledger, append_if_unmoved, read_whole
from scripts.effects.github.writes import carry_out, issues_of
from scripts.effects.line.client import LineClient
from scripts.effects.line.unavailable import LineUnavailable
from scripts.effects.local import environment
from scripts.effects.local.cli import why
from scripts.reading.fields import integer, mapping, text
from scripts.tasks.issue_plan import CheckResult, Task, plan
from scripts.tasks.unexplained_sends import KEY, lost, requests_on, unexplained
from scripts.text.dates import JAPAN

_MOST = 30  # questions in one run; LINE allows 60 an hour
_UNKNOWN = (400, 404)  # what LINE answers about a number that it never gave


def measure(root: Path, line: LineClient, clock: Callable[[], datetime], run: str) -> Iterator[str]:
    """Take every look that is due; a sentence for each that could not be taken. Raises GitFailed."""
    fetch(root)
    ledger = read_whole(root)
    due = [post_id for post_id, lines in sorted(ledger.posts.items()) if to_measure(lines, clock())]
    for post_id in due[:_MOST]:
        try:
            written = _look(root, ledger, post_id, line, clock, run)
        except LineUnavailable as silent:
            if (
                silent.status in _UNKNOWN
            ):  # one number that LINE does not know keeps no other from being asked for
                continue
            yield f"{post_id}: LINEの集計を確認できず({why(silent)})。次の実行でもう一度確かめます。"
            return
        ledger = written or ledger


def _look(
    root: Path, ledger: Ledger, post_id: str, line: LineClient, clock: Callable[[], datetime], run: str
) -> Ledger | None:
    request_id = to_measure(ledger.of(post_id), clock())
    look = measured(line.statistics(request_id), clock(), run) if request_id else None
    if look is None:
        return None
    return append_if_unmoved(
        root, ledger, post_id, look, lambda now: to_measure(now.of(post_id), clock()) is not None
    )


_COUNTED = "/v2/bot/insight/message/delivery"
_OURS = "/v2/bot/message/delivery/broadcast"
_DAYS = 3  # LINE needs about a day to count, and a run may be missed

# The watch keeps such an issue as it is: whether it is done, only a person can say.
LEFT_TO_PEOPLE = CheckResult(unsure=lambda key: key.startswith(KEY))


def tell_unexplained(line: LineClient, posts: Mapping[str, Sequence[Entry]], now: datetime) -> Iterator[str]:
    """One issue for each day that the ledger does not explain, and for each send that LINE does not know.

    A sentence for each, and when LINE is silent. `posts` are those whose claims rest on merges of `main`.
    Raises Unanswered where GitHub does not take the issue.
    """
    tasks: list[Task] = []
    today = now.astimezone(JAPAN).date()
    try:
        for days in range(1, _DAYS + 1):
            day = today - timedelta(days)
            counted = line.counts(_COUNTED, day)
            if counted.get("status") == "ready":
                delivered = {number: _delivered(line, number) for number in requests_on(day, posts)}
                tasks += filter(None, [unexplained(day, counted, posts, delivered)])
        sends = to_confirm(posts, now).items()
        tasks += [lost(post_id, accepted.at) for post_id, accepted in sends if _unknown(line, accepted)]
    except LineUnavailable as silent:
        yield f"LINEの配信数を確認できず({why(silent)})。次の実行でもう一度確かめます。"
    yield from (task.title for task in tasks)
    if tasks:
        github = environment.github()
        carry_out(github, plan(tasks, issues_of(github), lambda key: True))


def _delivered(line: LineClient, request_id: str) -> int | None:
    """How many a broadcast reached: None while LINE counts, 0 where LINE knows no such broadcast."""
    try:
        return integer(mapping(line.statistics(request_id).get("overview")).get("delivered"))
    except LineUnavailable as unavailable:
        if unavailable.status in _UNKNOWN:
            return 0
        raise


def _unknown(line: LineClient, accepted: Entry) -> bool:
    """True if LINE knows no broadcast of that number, or counted none of this program's on that day.

    Raises LineUnavailable.
    """
    if (number := text(accepted.carries.get("request_id"))) and _delivered(line, number) == 0:
        return True
    counted = line.counts(_OURS, accepted.at.astimezone(JAPAN).date())
    return counted.get("status") == "ready" and not counted.get("success")
