"""Posts that do not go out: what the sender would answer for each, asked without LINE and without sending."""

from datetime import timedelta
from pathlib import Path

from scripts.delivery.next_step import KEY_TOO_OLD, Ask, Consider, Expire
from scripts.delivery.reasons import Stop, stop
from scripts.effects.git.ledger_branch import Ledger
from scripts.effects.git.main_branch import Main
from scripts.effects.local import environment
from scripts.publishing.judging import check_before_line
from scripts.publishing.origin import Origin
from scripts.publishing.sender import Sender
from scripts.tasks.issue_plan import CheckResult
from scripts.tasks.stuck import KEY_OF_SETTING, KEY_OF_STUCK, doubts_left_open, stuck_tasks

_ASLEEP = timedelta(hours=3)  # the publisher looks every 20 minutes


def stuck_posts(root: Path, main: Main, ledger: Ledger) -> CheckResult:
    """One task a post that needs a person; a post that only LINE may still hold back is unknown here."""
    results, for_line, sender = [], set(), Sender(Origin(root, main, ledger, environment.now))
    for post_id in sender.origin.due:
        step = sender.next_step(post_id)
        answer: object
        if isinstance(step, Consider):
            answer = check_before_line(post_id, main, ledger.posts, sender.clock(), step)
        elif isinstance(step, Ask) and sender.clock() - step.claim.at > _ASLEEP:
            answer = stop("unanswered", "配信の実行が動いていません")
        else:
            answer = stop("unknown_delivery", why=KEY_TOO_OLD) if isinstance(step, Expire) else step
        if isinstance(answer, Stop):
            results.append(sender.result(post_id, answer))
        else:
            for_line.add(f"{KEY_OF_STUCK}{post_id}")
    unknown = {KEY_OF_SETTING, *for_line, *doubts_left_open(results)}
    return CheckResult((*stuck_tasks(results),), lambda key: key in unknown)
