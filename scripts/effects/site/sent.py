"""Which posts of `main` have been sent, beyond doubt: what the public may read."""

from collections.abc import Container, Iterable, Mapping
from datetime import datetime
from pathlib import Path

from scripts.content.account import Account
from scripts.content.post import Post
from scripts.delivery.damage import branch_damage, line_damage
from scripts.delivery.ledger import state_of
from scripts.delivery.reconcile import conflict_with_main
from scripts.effects.content.accounts import of_account
from scripts.effects.git.ledger_branch import read_whole
from scripts.effects.git.ledger_history import forgotten_lines, parents_of
from scripts.effects.git.main_branch import Main
from scripts.records.record import Record


class LedgerInDoubt(Exception):
    """The ledger's branch is not one line of appended commits; the message says what was seen, in Japanese."""


def sent_beyond_doubt(root: Path, commit: str, account: Account, now: datetime) -> Mapping[str, datetime]:
    """post_id → when this account sent it, of every post that lies on that commit of `main` as it was sent.

    The ledger is believed as the sender believes it: its claim rests on a merge of `main`, its lines make sense and
    were only ever appended, the folder is the very tree that was claimed. A post of which any of this is not so is
    left out. What GitHub saw of the branch is not asked: whoever can write to it needs no rewriting to add a line,
    and the watch asks every day. Raises LedgerInDoubt, GitFailed.
    """
    view, ledger = Main(root, commit).view, read_whole(root)
    if not ledger.commit:
        return {}
    if damage := branch_damage(parents_of(root, ledger.commit), ()):
        raise LedgerInDoubt(damage)
    posts = {
        post_id: lines
        for post_id, lines in of_account(account.basic_id, ledger.posts).items()
        if post_id in view.survey.folders and state_of(lines) == "sent"
    }
    forgotten = forgotten_lines(root, ledger.commit, posts)
    return {
        post_id: sent_at
        for post_id, lines in posts.items()
        if not line_damage(lines, now)
        and not conflict_with_main(post_id, view, lines, now, forgotten.get(post_id, ""))
        and (sent_at := Record(post_id, lines).sent_at)
    }


def to_choose(
    texts: Iterable[Post], sent: Mapping[str, datetime], taken_down: Container[str]
) -> list[tuple[Post, datetime]]:
    """The sent posts that the writing page may offer, each with its moment."""
    return [
        (post, sent[post.post_id])
        for post in texts
        if post.post_id in sent and post.post_id not in taken_down
    ]
