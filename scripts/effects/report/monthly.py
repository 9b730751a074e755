"""What the watch tells of the account: the branch `report` every day, and one issue a month."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from scripts.effects.git.ledger_branch import Ledger
from scripts.effects.git.main_branch import Main
from scripts.effects.github.api import Api
from scripts.effects.github.writes import carry_out
from scripts.effects.local import environment
from scripts.effects.local.cli import why
from scripts.effects.report.gather import BRANCH, gathered, publish_report
from scripts.records.report.report import month_in_sentences
from scripts.tasks.issue_plan import Issue, Task, plan
from scripts.tasks.ledger_head import MonthBefore, report_of_the_month, reports_before
from scripts.tasks.stuck import KEY_OF_STUCK


def tell_report(
    root: Path, main: Main, ledger: Ledger, github: environment.GitHub, now: datetime,
    tasks: Sequence[Task], issues: Sequence[Issue],
) -> list[str]:  # fmt: skip
    """Write both; a sentence where the report could not be made: the ledger's head is noted all the same. Raises Unanswered."""
    troubles, before, today = [], MonthBefore(), now.date()
    try:
        stuck = {task.key.removeprefix(KEY_OF_STUCK) for task in tasks if task.key.startswith(KEY_OF_STUCK)}
        report = gathered(root, main, ledger, Api(github), now, stuck)
        publish_report(root, report)
        sentences = month_in_sentences(report, today.replace(day=1) - timedelta(days=1))
        before = MonthBefore(sentences, f"{environment.repository_url()}/tree/{BRANCH.rpartition('/')[2]}")
    except Exception as failure:  # what it meets costs the report alone
        troubles = [f"予定と実績の報告を作れませんでした({why(failure)})。"]
    month = [*report_of_the_month(issues, tasks, ledger.commit, today, before)]
    standing = {task.key for task in month} | {issue.key for issue in issues}
    carry_out(github, [*plan(month, issues, lambda key: True), *reports_before(issues, standing, today)])
    return troubles
