"""What the watch asks the judge about replies: those that wait for their sender, and those that were sent by hand."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from scripts.approvals.judge import judge
from scripts.approvals.verdict import Verdict
from scripts.effects.content.load import replies_in
from scripts.effects.git.form_merges import form_merges
from scripts.effects.git.main_branch import Main
from scripts.effects.github.snapshot import take_snapshot
from scripts.effects.local.environment import GitHub
from scripts.publishing.auditing.decisions import merges_that_decided
from scripts.tasks.issue_plan import CheckResult
from scripts.tasks.links import looked_at_today
from scripts.tasks.open_matters import (
    REFUSED,
    SENT_UNAPPROVED,
    TO_SEND,
    replies_sent_unapproved,
    replies_to_send,
    replies_without_approval,
)
from scripts.text.dates import JAPAN


def check_replies(github: GitHub, root: Path, main: Main, now: datetime) -> CheckResult:
    """The order to send an approved reply, and what nobody approved: that waits it is handed to nobody, sent it is told.

    Of a reply whose approval cannot be known today the issues stay as they are; where the judge says no, its order ends.
    """
    replies = replies_in(main.tree)
    waiting = [reply for reply in replies if reply.waits]
    verdicts = {
        reply.path: judge(take_snapshot(github, root, main.commit, reply.path, now)) for reply in waiting
    }
    sent = _sent_in_turn(github, root, main, [reply.path for reply in replies if reply.sent_on], now)
    tasks = (
        *replies_to_send([reply for reply in waiting if not verdicts[reply.path].reasons], github.repository),
        *replies_without_approval({path: verdict.reasons for path, verdict in verdicts.items()}),
        *replies_sent_unapproved({path: verdict.reasons for path, verdict in sent.items()}),
    )
    held = [reply for reply in waiting if verdicts[reply.path].outcome == "held"]
    unknown = {
        f"{kind}{name}"
        for reply in held
        for kind, name in ((TO_SEND, f"{reply.side}/{reply.id}"), (REFUSED, reply.path))
    }
    known = {f"{SENT_UNAPPROVED}{path}" for path in sent}
    return CheckResult(
        tasks, lambda key: key in unknown or (key.startswith(SENT_UNAPPROVED) and key not in known)
    )


def _sent_in_turn(
    github: GitHub, root: Path, main: Main, paths: Iterable[str], now: datetime
) -> dict[str, Verdict]:
    """Path of a sent reply whose turn it is today → the judge's word on its decision, where it can be known.

    As with links, the new ones have their turn every day and the old ones once a month: GitHub is asked about each.
    """
    today, verdicts = now.astimezone(JAPAN).date(), {}
    for path, merges in merges_that_decided(root, form_merges(root, main.commit, ()), paths).items():
        decision = merges[-1]
        if looked_at_today(path, decision.at.astimezone(JAPAN).date(), today):
            verdicts[path] = judge(take_snapshot(github, root, decision.sha, path, now))
    return {path: verdict for path, verdict in verdicts.items() if verdict.outcome != "held"}
