"""The posts that a preview shows, what is known beside each, and the context in which the rules judge them."""

from datetime import datetime
from pathlib import Path

from scripts.checking.context import RuleContext
from scripts.checking.post_text import mentioned_posts
from scripts.content.places import POST_FILE
from scripts.content.post import Post
from scripts.delivery.audience import last_reach
from scripts.delivery.ledger import sent_ones
from scripts.effects.content.load import corrected_in, knowing, post_in, setting_of_registers
from scripts.effects.content.scope import Scope
from scripts.effects.git.ledger_branch import lines_among
from scripts.pages.approval_form import PreviewContext
from scripts.pages.change import PostDiff

_LATELY = 100  # posts, of which the last one to be sent says how many it reached


def previewed(
    root: Path, scope: Scope, at: datetime
) -> tuple[dict[str, Post | None], dict[str, PreviewContext], RuleContext]:
    """Folder → its post (None: it has no `post.md`), folder → what is known beside it, and the rules' context."""
    posts = {folder: post_in(scope.posts, f"{folder}/{POST_FILE}") for folder in scope.folders}
    mentioned = mentioned_posts(post for post in posts.values() if post)
    lines = lines_among(root, mentioned, and_last=_LATELY)
    reach = last_reach((lines or {}).values())
    sent = None if lines is None else sent_ones(lines)
    context = knowing(setting_of_registers(scope.registers, at), scope.posts, mentioned, sent)
    beside = {
        folder: PreviewContext(
            PostDiff(post_in(scope.before, post.path), post) if scope.before else None,
            corrected_in(scope.posts, post),
            reach,
        )
        for folder, post in posts.items()
        if post
    }
    return posts, beside, context
