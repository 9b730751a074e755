"""The posts of open pull requests: when each would go out, and whom it waits for."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from scripts.approvals.github_record import PullRequest, Unavailable
from scripts.content.account import Account
from scripts.content.hours import first_allowed
from scripts.content.post import Post
from scripts.content.roster import SIDE_NAMES
from scripts.effects.github.api import Api
from scripts.effects.github.proposal import open_pull_requests, take_proposal
from scripts.effects.local import environment
from scripts.effects.local.cli import why
from scripts.pull_requests.proposal import Refusal, judge_proposal
from scripts.pull_requests.report import status_of
from scripts.records.report.coming import Coming
from scripts.text.terms import label


def proposed_posts(
    api: Api, root: Path, account: Account, now: datetime
) -> tuple[tuple[Coming, ...], tuple[str, ...]]:
    """The posts, and a sentence for each pull request of which nothing can be said today. Never raises."""
    pulls = open_pull_requests(api)
    if isinstance(pulls, Unavailable):
        return (), (f"承認を待つ投稿は、GitHubに確かめられなかったため載せていません（{pulls.what}）。",)
    posts: list[Coming] = []
    unknown: list[str] = []
    for pull in pulls:
        try:
            posts += _posts(api, root, account, pull, pulls, now)
        except Exception as failure:  # whatever one holds costs it alone
            unknown.append(
                f"プルリクエスト#{pull.number}は、中身を読めないため載せていません（{why(failure)}）。"
            )
    return tuple(posts), tuple(unknown)


def _posts(
    api: Api, root: Path, account: Account, pull: PullRequest, pulls: list[PullRequest], now: datetime
) -> Iterator[Coming]:
    proposal = take_proposal(api, root, pull, pulls, now)
    if isinstance(proposal, Refusal):
        return
    _, waits_for = status_of(proposal, judge_proposal(proposal))
    for snapshot in proposal.snapshots:
        post = snapshot.merges[0].content
        if isinstance(post, Post):
            at = first_allowed(post, account, now)
            url = f"{environment.repository_url()}/pull/{pull.number}"
            yield Coming(post.title or post.post_id, label(SIDE_NAMES, post.side), at, waits_for, url)
