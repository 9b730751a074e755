"""Everything that the report says, from `main`, the ledger and GitHub; and the branch that shows it."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from scripts.content.places import folder_parts
from scripts.content.roster import SIDE_NAMES
from scripts.delivery.audience import last_reach
from scripts.delivery.entry import Entry
from scripts.delivery.month import month_use
from scripts.delivery.reconcile import explained
from scripts.effects.content.accounts import of_account
from scripts.effects.content.company import near_posts, neighbours_among
from scripts.effects.content.load import setting_of_registers
from scripts.effects.git.archive import approved_texts
from scripts.effects.git.ledger_branch import Ledger
from scripts.effects.git.main_branch import Main
from scripts.effects.git.one_commit import replace_branch, tip_of
from scripts.effects.github.api import Api
from scripts.effects.report.proposals import proposed_posts
from scripts.records.record import Record
from scripts.records.report.coming import Coming
from scripts.records.report.figures import sent_figures
from scripts.records.report.forecast import Forecast
from scripts.records.report.report import Report, report_files
from scripts.text.dates import JAPAN, month_of
from scripts.text.terms import label

BRANCH = "refs/heads/report"


def gathered(
    root: Path, main: Main, ledger: Ledger, api: Api, now: datetime, stuck: Collection[str]
) -> Report:
    """The report of this moment. `stuck` are the posts that wait for a person. Raises GitFailed."""
    context = setting_of_registers(main.tree, now)
    account = context.account
    posts = of_account(account.basic_id, explained(main.view, ledger.posts, now))
    records = {post_id: Record(post_id, lines) for post_id, lines in posts.items()}
    sent = {post_id: record for post_id, record in records.items() if record.sent_at}
    near = near_posts(main.tree, context)
    merged = [
        Coming(
            neighbour.title or neighbour.post_id,
            label(SIDE_NAMES, (folder_parts(f"{near[neighbour.post_id]}/x") or ("",))[0]),
            neighbour.at,
            "止まっています。見回りのIssueをご覧ください。"
            if neighbour.post_id in stuck
            else "配信の時間になるのを待っています。",
            "",
        )
        for neighbour in neighbours_among(main.tree, near, ledger.posts, context)
        if not neighbour.sent
    ]
    proposed, unknown = proposed_posts(api, root, account, now)
    coming = (*merged, *proposed)
    figures = sent_figures(sent, approved_texts(root, sent))
    return Report(
        account, now.astimezone(JAPAN), ledger.commit, figures, coming, unknown, _months(posts, coming, now)
    )


def _months(
    posts: Mapping[str, Sequence[Entry]], coming: Sequence[Coming], now: datetime
) -> tuple[Forecast, ...]:
    """This month and the next."""
    lines = [tuple(entries) for entries in posts.values()]
    reach = last_reach(lines)
    planned = [month_of(post.at) for post in coming if post.at]
    this = month_of(now)
    following = date(this.year + this.month // 12, this.month % 12 + 1, 1)
    return tuple(
        Forecast(month, month_use(lines, month), planned.count(month), reach) for month in (this, following)
    )


def publish_report(root: Path, report: Report) -> None:
    """Put the report in the place of the one before. Raises GitFailed."""
    files = {name: text.encode() for name, text in report_files(report).items()}
    why = f"Report of {report.today}"
    replace_branch(root, BRANCH, tip_of(root, BRANCH), {}, files, why)
