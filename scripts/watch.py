"""Check everything that time changes, and keep one issue on GitHub for each matter that needs a person."""

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from scripts.approvals.judge import judge
from scripts.content.account import Account
from scripts.content.places import POST_FILE
from scripts.content.post import Post
from scripts.delivery.ledger import ever_sent
from scripts.effects.content import load as content
from scripts.effects.git.archive import approved_post, approved_texts, registers_then
from scripts.effects.git.commands import GitFailed, checkout_root
from scripts.effects.git.ledger_branch import Ledger, fetch, read_whole
from scripts.effects.git.main_branch import Main, main_on_origin
from scripts.effects.git.secret_history import leaked_in_history
from scripts.effects.github.api import Unanswered
from scripts.effects.github.replay import proved
from scripts.effects.github.snapshot import take_snapshot
from scripts.effects.github.writes import carry_out, issues_of
from scripts.effects.line.client import LineClient
from scripts.effects.line.statistics import LEFT_TO_PEOPLE, measure, tell_unexplained
from scripts.effects.local import environment
from scripts.effects.local.cli import run
from scripts.effects.local.page_visits import look_at_pages
from scripts.publishing.stuck import stuck_posts
from scripts.records.record import Record
from scripts.tasks.issue_plan import CheckResult, Task, plan
from scripts.tasks.links import looked_at_today
from scripts.tasks.open_matters import replies_to_send, replies_without_approval, trouble_to_close
from scripts.tasks.reminders import (
    contract_reminders,
    credential_reminders,
    expiry_reminders,
    yearly_reminders,
)
from scripts.tasks.stuck import leak_tasks, proof_tasks
from scripts.tasks.unexplained_sends import counted_by_main
from scripts.text.dates import JAPAN


@dataclass(frozen=True)
class Today:
    """`main` and the ledger as they stand, and the day in Japan."""

    root: Path
    main: Main
    ledger: Ledger
    account: Account
    day: date


def main(argv: Sequence[str] | None = None) -> int:
    """0 when nothing needs a person, 1 when something does or could not be looked at, 2 for a usage error."""
    args = _parser().parse_args(argv)
    return run(lambda: _measure() if args.measure else _watch(args.plan))


def _watch(only_print: bool) -> int:
    github = environment.github()
    root = checkout_root()
    try:
        fetch(root)
        main = main_on_origin(root)
        now = environment.now().astimezone(JAPAN)
        today = Today(root, main, read_whole(root), content.account_in(main.tree), now.date())
        looks = [*_looks(today, github.repository)]
        tasks = [task for look in looks for task in look.tasks]
        steps = plan(tasks, issues_of(github), lambda key: any(look.unsure(key) for look in looks))
        if not only_print:
            carry_out(github, steps)
    except (GitFailed, Unanswered) as failure:
        print(f"確認できず: 見回りを最後まで行えませんでした({failure})。次の実行でもう一度確かめます。")
        return 1
    print(_task_list(tasks))
    return int(bool(tasks))


def _looks(today: Today, repository: str) -> Iterator[CheckResult]:
    tree, account = today.main.tree, today.account
    roster, posts = content.roster_in(tree), _posts(today)
    to_come = [post for post, sent_on in posts if sent_on is None]
    credentials, consents = content.credentials_in(tree), content.consents_in(tree)
    yield CheckResult((*credential_reminders(credentials, roster, account, today.day),))
    yield CheckResult(
        (*yearly_reminders(roster, account, today.day), *contract_reminders(account, today.day))
    )
    yield CheckResult((*expiry_reminders(to_come, consents, today.day),))
    yield _replies(today, repository)
    yield CheckResult((*trouble_to_close(content.incidents_in(tree), repository),))
    yield stuck_posts(today.root, today.main, today.ledger)
    yield CheckResult((*leak_tasks(leaked_in_history(today.root, today.main.commit)),))
    turn = [post for post, sent_on in posts if looked_at_today(post.post_id, sent_on, today.day)]
    yield LEFT_TO_PEOPLE
    yield _proofs(today, turn)
    yield look_at_pages(turn, content.policy_in(tree), account.environment == "sample")


def _replies(today: Today, repository: str) -> CheckResult:
    """Replies that wait for their sender; one whose approval cannot be proved is handed to nobody."""
    waiting = [reply for reply in content.replies_in(today.main.tree) if reply.waits]
    github, now = environment.github(), environment.now()
    judged = {
        reply.path: judge(take_snapshot(github, today.root, today.main.commit, reply.path, now)).reasons
        for reply in waiting
    }
    tasks = replies_to_send([reply for reply in waiting if not judged[reply.path]], repository)
    held = {f"reply/{reply.side}/{reply.id}" for reply in waiting if judged[reply.path]}
    return CheckResult((*tasks, *replies_without_approval(judged)), lambda key: key in held)


def _proofs(today: Today, posts: Iterable[Post]) -> CheckResult:
    """The records of the sent posts that have their turn; the others stay as they are."""
    records = {post.post_id: Record(post.post_id, today.ledger.of(post.post_id)) for post in posts}
    answers = {
        post_id: proved(
            today.root, record, approved_post(today.root, record), registers_then(today.root, record)
        )
        for post_id, record in records.items()
        if record.state == "sent"
    }
    return CheckResult(
        (*proof_tasks(answers),),
        lambda key: key.startswith("proof/") and key.removeprefix("proof/") not in answers,
    )


def _posts(today: Today) -> list[tuple[Post, date | None]]:
    """Every post that was or will be sent, and the day on which it was."""
    records = {
        post_id: Record(post_id, lines) for post_id, lines in today.ledger.posts.items() if ever_sent(lines)
    }
    sent = [
        (post, at.astimezone(JAPAN).date() if (at := records[post_id].sent_at) else today.day)
        for post_id, post in approved_texts(today.root, records).items()
    ]
    on_main = today.main.view.survey.folders
    folders = [paths[0] for post_id, paths in on_main.items() if post_id not in records]
    to_come = [content.post_in(today.main.tree, f"{folder}/{POST_FILE}") for folder in folders]
    return [*sent, *((post, None) for post in to_come if post)]


def _measure() -> int:
    root, today = checkout_root(), environment.now().astimezone(JAPAN).date()
    line = LineClient(environment.line_endpoint(), environment.line_channel())
    try:
        silent = list(measure(root, line, environment.now, environment.run_url()))
        explained = counted_by_main(read_whole(root).posts, main_on_origin(root).view.history)
        silent += tell_unexplained(line, explained, today)
    except GitFailed as failure:
        silent = [f"集計を配信台帳に書けませんでした({failure})。次の実行でもう一度書きます。"]
    except Unanswered as failure:
        silent = [f"課題(Issue)を書けませんでした({failure})。次の実行でもう一度書きます。"]
    for sentence in silent:
        print(sentence)
    return int(bool(silent))


def _task_list(tasks: Iterable[Task]) -> str:
    lines = [f"- {task.title}" for task in sorted(tasks)]
    return "\n".join(["人の手が要ること:", *lines]) if lines else "いま、人の手が要ることはありません。"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m scripts.watch", description="人の手が要ることを見つけて、課題(Issue)で知らせます。"
    )
    parser.add_argument("--plan", action="store_true", help="画面に出すだけで、何も書き込みません")
    parser.add_argument("--measure", action="store_true", help="LINEの集計を配信台帳に書きます")
    return parser


if __name__ == "__main__":
    sys.exit(main())
