"""The sent posts to choose from on the writing page: of each only what its readers got, too, and nothing of any other post."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from scripts.content.form_file import markdown_file
from scripts.content.post import Post
from scripts.reading.fields import mapping, sequence, text
from scripts.reading.schema import Schema
from scripts.text.dates import JAPAN, day_in_words
from scripts.writing.opening import without_pictures

LIST = "sent.json"
_PUBLIC = (
    "title",
    "category",
    "layout",
    "event",
)  # what the message shows; who wrote, who agreed and why stay behind
_OF_A_LINK = ("url", "party")


def sent_files(posts: Iterable[tuple[Post, datetime]], schema: Schema) -> Mapping[str, str]:
    """Path below the page → text: the list, newest first, and for each post what the form takes over of it."""
    newest = sorted(posts, key=lambda one: (one[1], one[0].post_id), reverse=True)
    listed = [
        {"id": post.post_id, "title": post.title, "day": day_in_words(at.astimezone(JAPAN).date())}
        for post, at in newest
    ]
    files = {LIST: json.dumps(listed, ensure_ascii=False)}
    return files | {f"sent/{post.post_id}.md": _public_part(post, schema) for post, _ in newest}


def _public_part(post: Post, schema: Schema) -> str:
    data = post.document.data
    values: dict[str, Any] = {name: data[name] for name in _PUBLIC if name in data}
    links = list(_links(data.get("links")))
    names = {text(mapping(image).get("file")) for image in sequence(data.get("images"))}
    body = without_pictures(post.document.body, names)
    return markdown_file(schema, {**values, "images": [], "links": links}, body)


def _links(declared: object) -> Iterator[dict[str, Any]]:
    for link in map(mapping, sequence(declared)):
        yield {name: link[name] for name in _OF_A_LINK if name in link}
