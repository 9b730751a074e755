"""Condition 4: the author whom a post or reply names opened the pull request, and is a poster of that side."""

from collections.abc import Iterator
from datetime import date

from scripts.approvals.github_record import Actor
from scripts.approvals.snapshot import MergeRecord, Snapshot
from scripts.approvals.verdict import Reason
from scripts.content.post import Post
from scripts.content.reply import Reply
from scripts.content.roster import SIDE_NAMES, Person
from scripts.text.dates import format_day


def author_is_the_rosters(merge: MergeRecord, snapshot: Snapshot) -> Iterator[Reason]:
    """The person on the post is on the roster, appointed, of the folder's side, and opened the pull request."""
    if merge.content and merge.pull_request:
        why = _doubt(merge.content, merge.author, merge.pull_request.author, merge.day)
        if why:
            yield Reason("author_not_on_roster", f"{snapshot.noun}の author{why}")


def _doubt(content: Post | Reply, author: Person | None, opener: Actor | None, day: date) -> str:
    if author is None:
        name = " ".join(content.author.split())
        return f"「{name}」が、マージの前の名簿にいません。"
    if author.side != content.side:
        side = SIDE_NAMES.get(content.side, content.side)
        return f"「{author.id}」は、{side}の投稿者ではありません。"
    if not author.holds("poster", day):
        return f"「{author.id}」は、{format_day(day)}には投稿者に任じられていません。"
    if opener is None or opener.id != author.github_id:
        who = f"@{opener.login}" if opener else "退会した人"
        return f"「{author.id}」(@{author.login})ではなく、{who}がプルリクエストを開いています。"
    return ""
