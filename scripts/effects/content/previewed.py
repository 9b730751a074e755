"""The posts that a preview shows, what is known beside each, and the context in which the rules judge them."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from scripts.checking.context import RuleContext
from scripts.checking.post_text import mentioned_posts
from scripts.content.places import POST_FILE
from scripts.content.post import Post
from scripts.delivery.audience import last_reach
from scripts.delivery.entry import Entry
from scripts.delivery.ledger import doubtful_ones, sent_ones
from scripts.delivery.month import month_use
from scripts.effects.content.accounts import of_account
from scripts.effects.content.company import near_posts, neighbours_among
from scripts.effects.content.load import corrected_in, knowing, post_in, setting_of_registers
from scripts.effects.content.scope import Scope
from scripts.effects.git.ledger_branch import lines_among
from scripts.pages.around.beside import PreviewContext
from scripts.pages.around.change import PostDiff
from scripts.pages.around.neighbours import Neighbour
from scripts.pages.schedule import begins
from scripts.records.record import Record

_LATELY = 100  # posts, of which the last one to be sent says how many it reached

Ledger = Mapping[str, tuple[Entry, ...]]


def previewed(
    root: Path, scope: Scope, at: datetime
) -> tuple[dict[str, Post | None], dict[str, PreviewContext], RuleContext]:
    """Folder → its post (None: it has no `post.md`), folder → what is known beside it, and the rules' context."""
    posts = {folder: post_in(scope.posts, f"{folder}/{POST_FILE}") for folder in scope.folders}
    registers = setting_of_registers(scope.registers, at)
    near = near_posts(scope.registers, registers)
    mentioned = mentioned_posts(post for post in posts.values() if post)
    lines = lines_among(root, mentioned | near.keys(), and_last=_LATELY)
    sent = None if lines is None else sent_ones(lines)
    context = knowing(registers, scope.posts, mentioned, sent, doubtful_ones(lines or {}))
    neighbours = neighbours_among(scope.registers, near, lines or {}, context)
    beside = {
        folder: _beside(post, scope, context, lines, neighbours) for folder, post in posts.items() if post
    }
    return posts, beside, context


def _beside(
    post: Post, scope: Scope, context: RuleContext, lines: Ledger | None, neighbours: tuple[Neighbour, ...]
) -> PreviewContext:
    first, own = begins(post, context), of_account(context.account.basic_id, lines or {})
    return PreviewContext(
        PostDiff(post_in(scope.before, post.path), post) if scope.before else None,
        corrected_in(scope.posts, post),
        Record(post.corrects, (lines or {}).get(post.corrects, ())).sent_at,
        last_reach(own.values()),
        month_use(own.values(), first.date()) if lines is not None and first else None,
        tuple(other for other in neighbours if other.post_id != post.post_id),
    )
