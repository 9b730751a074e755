"""Was a reply approved before it is handed to its sender? The judge of posts, asked about one file (第6第2項)."""

from collections.abc import Iterator

from scripts.approvals.judge import unanswered
from scripts.approvals.merge import merged_by_github, registers_before_the_merge
from scripts.approvals.needs import Need, joined, needs_for
from scripts.approvals.opinions import no_open_objection
from scripts.approvals.snapshot import MergeRecord, Snapshot
from scripts.approvals.tally import approvals_missing
from scripts.approvals.verdict import Reason
from scripts.content.reply import Reply


def judge_reply(snapshot: Snapshot, reply: Reply) -> tuple[Reason, ...]:
    """Why it may not be sent; nothing when every merge that touched it was approved by the matrix."""
    reasons = [] if snapshot.landings and not snapshot.missing else [_unread(snapshot)]
    for landing in snapshot.landings:
        reasons += unanswered(landing)
        reasons += merged_by_github(landing, snapshot)
        reasons += registers_before_the_merge(landing, snapshot)
        reasons += no_open_objection(landing, snapshot)
        reasons += _as_approved(landing)
        reasons += _author(landing, reply)
        if landing.pull_request:
            reasons += approvals_missing(landing, _needs(landing, reply))
    return tuple(dict.fromkeys(reasons))


def _unread(snapshot: Snapshot) -> Reason:
    say = f"{snapshot.missing or 'main の履歴にあるこの返信の記録'}が読めません。"
    return Reason("evidence_unavailable", say, holds=True)


def _as_approved(landing: MergeRecord) -> Iterator[Reason]:
    if len(landing.parents) == 2 and landing.approved_tree != landing.tree:
        yield Reason("content_differs", "main に入った返信の文が、承認されたものと違います。")


def _author(landing: MergeRecord, reply: Reply) -> Iterator[Reason]:
    author, found = landing.registers.roster.person(reply.author), landing.pull_request
    if author is None or author.side != reply.side or not author.holds("poster", landing.day):
        say = f"返信の author「{reply.author}」は、その日にこの側の投稿者ではありませんでした。"
        yield Reason("author_not_on_roster", say)
    elif found and (found.author is None or found.author.id != author.github_id):
        say = f"プルリクエストを開いた人が、返信の author「{reply.author}」ではありません。"
        yield Reason("author_not_on_roster", say)


def _needs(landing: MergeRecord, reply: Reply) -> tuple[Need, ...]:
    author = landing.registers.roster.person(reply.author)
    return joined(needs_for("reply", reply.side, author.contractor if author else ""))
