"""Condition 4: whoever the post names as its author opened the pull request, and is a poster of that side."""

from collections.abc import Iterator
from datetime import date

from scripts.approvals.github_record import Actor
from scripts.approvals.snapshot import MergeRecord, Snapshot
from scripts.approvals.verdict import Reason
from scripts.content.post import Post
from scripts.content.roster import SIDE_NAMES, Person


def author_is_the_rosters(landing: MergeRecord, snapshot: Snapshot) -> Iterator[Reason]:
    """The person on the post is on the roster, appointed, of the folder's side, and opened the pull request."""
    if landing.post and landing.pull_request:
        why = _doubt(landing.post, landing.author, landing.pull_request.author, landing.day)
        if why:
            yield Reason("author_not_on_roster", why)


def _doubt(post: Post, author: Person | None, opener: Actor | None, day: date) -> str:
    if author is None:
        named = " ".join(post.author.split())
        return f"投稿の author「{named}」が、マージの前の名簿にいません。"
    if author.side != post.side:
        return (
            f"投稿の author「{author.id}」は、{SIDE_NAMES.get(post.side, post.side)}の投稿者ではありません。"
        )
    if not author.holds("poster", day):
        return f"投稿の author「{author.id}」は、{day}には投稿者に任じられていません。"
    if opener is None or opener.id != author.github_id:
        who = f"@{opener.login}" if opener else "退会した人"
        return f"プルリクエストを開いたのは{who}で、投稿の author「{author.id}」(@{author.login})ではありません。"
    return ""
