"""Checks of the watch on what is outside the repository, as far as its jobs can see."""

from datetime import date, datetime

from scripts.effects.content.load import posts_to_come
from scripts.effects.git.main_branch import Main
from scripts.effects.github.api import Api
from scripts.effects.github.writes import carry_out, issues_of, open_issues_of
from scripts.effects.line.client import LineClient
from scripts.effects.local.environment import GitHub
from scripts.effects.outside.snapshot import line_only, take_outside
from scripts.outside.matter import look
from scripts.outside.report import AT_LINE, SETTINGS, line_task, settings_task
from scripts.tasks.issue_plan import CheckResult, plan

_FIRST_WEEK = 7  # days: a run of the first may be dropped


def check_settings(github: GitHub, main: Main, sent: frozenset[str], now: datetime, day: date) -> CheckResult:
    """Once a month, and daily while its issue is open, so that it closes when all is mended. Raises Unanswered."""
    if day.day > _FIRST_WEEK and SETTINGS not in {issue.key for issue in open_issues_of(github)}:
        return CheckResult(unsure=lambda key: key in (SETTINGS, AT_LINE))
    lines = look(take_outside(Api(github), main.tree, posts_to_come(main.tree, sent), None, now))
    task = settings_task(lines)
    return CheckResult((task,) if task else (), lambda key: key == AT_LINE)


def tell_line_settings(github: GitHub, main: Main, line: LineClient, now: datetime) -> list[str]:
    """Keep the issue of what only LINE knows; its title where there is one. Raises Unanswered."""
    task = line_task(look(line_only(main.tree, line, now)))
    carry_out(github, plan([task] if task else [], issues_of(github), lambda key: key != AT_LINE))
    return [task.title] if task else []
