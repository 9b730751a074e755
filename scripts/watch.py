"""Check everything that time changes, and keep one issue on GitHub for each matter that needs a person."""

import argparse
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from scripts.content.account import Account
from scripts.delivery.ledger import sent_ones
from scripts.delivery.reconcile import explained
from scripts.effects.content import load as content
from scripts.effects.git.commands import GitFailed, checkout_root
from scripts.effects.git.fetching import fetch
from scripts.effects.git.ledger_branch import Ledger, read_whole
from scripts.effects.git.ledger_history import parents_of
from scripts.effects.git.main_branch import Main, main_on_origin
from scripts.effects.git.secret_history import leaked_in_history
from scripts.effects.github.api import Api, Unanswered
from scripts.effects.github.writes import carry_out, issues_of
from scripts.effects.line.client import LineClient
from scripts.effects.line.statistics import LEFT_TO_PEOPLE, measure, tell_unexplained
from scripts.effects.local import environment
from scripts.effects.local.cli import UsageError, print_words, run, why
from scripts.effects.local.page_visits import look_at_pages
from scripts.effects.report.monthly import tell_report
from scripts.publishing.checks import all_posts, check_records, check_terms
from scripts.publishing.origin import Origin
from scripts.publishing.replies import check_replies
from scripts.publishing.settings import check_settings, tell_line_settings
from scripts.publishing.stuck import stuck_posts
from scripts.publishing.trust.appointments import unapproved_changes
from scripts.publishing.trust.branch import ledger_damages
from scripts.publishing.trust.stops import unexplained_stops
from scripts.publishing.waking import silent_sender, start_sender, wake
from scripts.tasks.issue_plan import CheckResult, Task, plan
from scripts.tasks.ledger_head import KEY, lost_heads
from scripts.tasks.links import looked_at_today
from scripts.tasks.open_matters import trouble_to_close
from scripts.tasks.reminders import credential_reminders, people_tasks
from scripts.tasks.silence import SENDER
from scripts.tasks.stuck import leak_tasks
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
    return run(lambda: _measure() if args.measure else _wake() if args.wake else _watch(args.plan))


def _watch(only_print: bool) -> int:
    github = environment.github()
    root = checkout_root()
    try:
        fetch(root)
        main = main_on_origin(root)
        now = environment.now().astimezone(JAPAN)
        today = Today(root, main, read_whole(root), content.account_in(main.tree), now.date())
    except GitFailed as failure:
        print_words(f"確認できず: 見回りを始められませんでした({why(failure)})。次の実行で確かめます。")
        return 1
    results, troubles = _run_checks(_checks(today, github, now))
    tasks = [task for result in results for task in result.tasks]
    try:
        issues = issues_of(github)
        tasks += lost_heads(issues, parents_of(root, today.ledger.commit))
        steps = plan(
            tasks,
            issues,
            # A check that failed leaves every issue open: nobody knows today which matters are done.
            lambda key: (
                bool(troubles) or key.startswith(KEY) or any(result.unsure(key) for result in results)
            ),
        )
        if not only_print:
            if any(task.key == SENDER for task in tasks):
                start_sender(Api(github))
            carry_out(github, steps)
            troubles += tell_report(root, main, today.ledger, github, now, tasks, issues)
    except Unanswered as failure:
        troubles.append(f"課題(Issue)に書けなかったものがあります({why(failure)})。")
    print_words(_task_list(tasks))
    for trouble in troubles:
        print_words(f"確認できず: {trouble}次の実行でもう一度確かめます。")
    return int(bool(tasks or troubles))


def _run_checks(checks: Mapping[str, Callable[[], CheckResult]]) -> tuple[list[CheckResult], list[str]]:
    """What the checks found, and a sentence for each that failed: whatever one meets, the others have their turn."""
    results, troubles = [], []
    for name, check in checks.items():
        try:
            results.append(check())
        except UsageError:
            raise
        except Exception as error:
            troubles.append(f"{name}を調べられませんでした({why(error)})。")
    return results, troubles


def _checks(
    today: Today, github: environment.GitHub, now: datetime
) -> Mapping[str, Callable[[], CheckResult]]:
    """Every check by what it looks at."""
    tree, account, day, repository = today.main.tree, today.account, today.day, github.repository
    roster, log = content.roster_in(tree), content.credentials_in(tree)
    posts = all_posts(today.root, today.main, today.ledger, day)
    turn = [post for post, sent_on in posts if looked_at_today(post.post_id, sent_on, day)]
    origin = Origin(today.root, today.main, today.ledger, environment.now)
    return {
        "パスワードと権限の期限": lambda: CheckResult((*credential_reminders(log, roster, account, day),)),
        "年に一度の確認、契約、承認する人": lambda: CheckResult((*people_tasks(log, roster, account, day),)),
        "名簿・設定・プログラムの変更": lambda: unapproved_changes(
            github, today.root, today.main, today.ledger, now
        ),
        "了解と許諾の期限": lambda: check_terms(today.main, today.ledger, posts, day),
        "コメントへの返信": lambda: check_replies(github, today.root, today.main, now),
        "トラブルの記録": lambda: CheckResult((*trouble_to_close(content.incidents_in(tree), repository),)),
        "配信されていない投稿": lambda: stuck_posts(today.root, today.main, today.ledger),
        "配信の記録の履歴": lambda: ledger_damages(origin),
        "止めた投稿": lambda: unexplained_stops(today.ledger, roster, account, now),
        "書き込まれた秘密": lambda: CheckResult(
            (*leak_tasks(leaked_in_history(today.root, today.main.commit)),)
        ),
        "LINEの集計": lambda: LEFT_TO_PEOPLE,
        "配信の動き": lambda: CheckResult((*filter(None, [silent_sender(Api(github), account, now)]),)),
        "GitHubなどの設定": lambda: check_settings(
            github, today.main, sent_ones(today.ledger.posts), now, day
        ),
        "配信の記録": lambda: check_records(today.root, today.ledger, turn),
        "リンク先と運用ポリシーのページ": lambda: look_at_pages(
            turn, content.policy_in(tree), account.environment == "sample"
        ),
    }


def _measure() -> int:
    root, now = checkout_root(), environment.now()
    line = LineClient(environment.line_endpoint(), environment.line_channel())
    try:
        silent = list(measure(root, line, environment.now, environment.run_url()))
        known = explained(main_on_origin(root).view, read_whole(root).posts, now)
        silent += tell_unexplained(line, known, now)
        silent += tell_line_settings(environment.github(), main_on_origin(root), line, now)
    except GitFailed as failure:
        silent = [f"集計を配信台帳に書けませんでした({why(failure)})。次の実行でもう一度書きます。"]
    except Unanswered as failure:
        silent = [f"課題(Issue)を書けませんでした({why(failure)})。次の実行でもう一度書きます。"]
    for sentence in silent:
        print_words(sentence)
    return int(bool(silent))


def _wake() -> int:
    try:
        account = content.account_in(main_on_origin(checkout_root()).tree)
    except GitFailed as failure:
        print_words(f"確認できず: 見張りを始められませんでした({why(failure)})。")
        return 1
    troubles = wake(environment.github(), account, environment.now())
    for trouble in troubles:
        print_words(trouble)
    return int(bool(troubles))


def _task_list(tasks: Iterable[Task]) -> str:
    lines = [f"- {' '.join(task.title.split())}" for task in sorted(tasks)]
    return "\n".join(["人の手が要ること:", *lines]) if lines else "いま、人の手が要ることはありません。"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m scripts.watch", description="人の手が要ることを見つけて、課題(Issue)で知らせます。"
    )
    parser.add_argument("--plan", action="store_true", help="画面に出すだけで、何も書き込みません")
    parser.add_argument(
        "--wake", action="store_true", help="配信と見回りが動いているかを見て、止まっていれば配信を始めます"
    )
    parser.add_argument("--measure", action="store_true", help="LINEの集計を配信台帳に書きます")
    return parser


if __name__ == "__main__":
    sys.exit(main())
