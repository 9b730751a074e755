"""Checks of the watch that judge again: replies that wait to be sent, records of what was sent."""

from collections.abc import Iterable
from pathlib import Path

from scripts.approvals.judge import judge
from scripts.content.post import Post
from scripts.effects.content.load import replies_in
from scripts.effects.git.archive import approved_post, registers_then
from scripts.effects.git.ledger_branch import Ledger
from scripts.effects.git.main_branch import Main
from scripts.effects.github.snapshot import take_snapshot
from scripts.effects.local import environment
from scripts.publishing.proving import proved
from scripts.records.record import Record
from scripts.tasks.issue_plan import CheckResult
from scripts.tasks.open_matters import replies_to_send, replies_without_approval
from scripts.tasks.stuck import proof_tasks


def check_replies(root: Path, main: Main, repository: str) -> CheckResult:
    """Replies that wait for their sender; one whose approval cannot be proved is handed to nobody."""
    waiting = [reply for reply in replies_in(main.tree) if reply.waits]
    github, now = environment.github(), environment.now()
    judged = {
        reply.path: judge(take_snapshot(github, root, main.commit, reply.path, now)).reasons
        for reply in waiting
    }
    tasks = replies_to_send([reply for reply in waiting if not judged[reply.path]], repository)
    held = {f"reply/{reply.side}/{reply.id}" for reply in waiting if judged[reply.path]}
    return CheckResult((*tasks, *replies_without_approval(judged)), lambda key: key in held)


def check_records(root: Path, ledger: Ledger, posts: Iterable[Post]) -> CheckResult:
    """The records of the sent posts that have their turn; the others stay as they are."""
    records = {post.post_id: Record(post.post_id, ledger.of(post.post_id)) for post in posts}
    answers = {
        post_id: proved(root, record, approved_post(root, record), registers_then(root, record))
        for post_id, record in records.items()
        if record.state == "sent"
    }
    return CheckResult(
        (*proof_tasks(answers),),
        lambda key: key.startswith("proof/") and key.removeprefix("proof/") not in answers,
    )
