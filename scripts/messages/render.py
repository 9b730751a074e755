"""From a post to LINE's message objects: what an approver sees, and what goes out, is this and nothing else."""

import json
from collections.abc import Sequence
from typing import Any

from scripts.content.account import Account
from scripts.content.post import Post
from scripts.messages import flex_card as card
from scripts.messages import text_message as plain_text
from scripts.messages.passages import first_sentence, media_url, title_of

__all__ = ["body_bytes", "media_url", "render"]


def render(post: Post, account: Account) -> list[dict[str, Any]]:
    """The message objects of a post: the same on every machine. Nothing is split, nothing is left out."""
    if post.layout == "text":
        return plain_text.messages(post, account)
    spoken = "\n".join(filter(None, (title_of(post), first_sentence(post))))
    return [{"type": "flex", "altText": spoken or account.name, "contents": card.bubble(post, account)}]


def body_bytes(messages: Sequence[dict[str, Any]]) -> bytes:
    """The HTTP body of the broadcast, byte for byte as it goes over the wire: compact UTF-8 JSON."""
    return json.dumps({"messages": list(messages)}, ensure_ascii=False, separators=(",", ":")).encode()
