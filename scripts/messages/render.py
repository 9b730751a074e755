"""From a post to LINE's message objects: what an approver sees, and what goes out, is this and nothing else."""

import json
from collections.abc import Sequence

from scripts.content.account import Account
from scripts.content.post import Post
from scripts.messages.flex import FlexPart
from scripts.messages.flex_card import bubble
from scripts.messages.media import media_url
from scripts.messages.notice import notice_of
from scripts.messages.passages import passages_of, pictures_of
from scripts.messages.text_message import text_of


def render(post: Post, account: Account) -> list[FlexPart]:
    """The message objects of a post: the same on every machine. Nothing is split, nothing is left out."""
    passages = passages_of(post)
    if post.layout == "text":
        urls = [media_url(account, picture) for picture in pictures_of(post)]
        images = [{"type": "image", "originalContentUrl": url, "previewImageUrl": url} for url in urls]
        return [*images, {"type": "text", "text": text_of(post, passages)}]
    notice = notice_of(post, passages) or account.name
    return [{"type": "flex", "altText": notice, "contents": bubble(post, passages, account)}]


def body_bytes(messages: Sequence[FlexPart]) -> bytes:
    """The HTTP body of the broadcast, byte for byte as it goes over the wire: compact UTF-8 JSON."""
    return json.dumps({"messages": list(messages)}, ensure_ascii=False, separators=(",", ":")).encode()
