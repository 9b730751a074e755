"""The form of a correction (第6第4項): it names the sent post, apologises, and sets wrong and right side by side.

It is a post like any other, with the same approvals; only the breaker lets it through at once.
"""

import json
from collections.abc import Iterator, Mapping

from scripts.core.fields import mapping, text
from scripts.core.post import Post
from scripts.core.template import RIGHT_PROMPT, WRONG_PROMPT

_LONGEST_TITLE = 40
_MARK = "【訂正】"


def correction_text(original: Post, author: str) -> str:
    """A `post.md` that corrects a post: its category and event are those of the post, and nothing is declared yet."""
    return "---\n" + "\n".join(_fields(original, author)) + "\n---\n" + _body(original)


def _fields(original: Post, author: str) -> Iterator[str]:
    title = original.title.removeprefix(_MARK)
    yield f"title: {_quoted((_MARK + title)[:_LONGEST_TITLE])}"
    yield f"author: {author}"
    yield f"category: {original.category}"
    if original.reason:
        yield f"reason: {_quoted(original.reason)}"
    yield "layout: text"
    data = original.document.data
    not_after = text(mapping(data.get("send")).get("not_after"))
    if not_after:
        yield f"send:\n  not_after: {_quoted(not_after)}"
    event = mapping(data.get("event"))
    if event:
        yield from ("event:", *_pairs(event))
    yield "images: []"
    yield "# リンクがなければこのまま。誤りがリンクにあったときは、正しいリンクを書き足します。"
    yield "links: []"
    yield "# 一つずつ自分で確かめてから、false を true に直します。"
    yield "declarations:"
    for name in ("public_information", "no_personal_information", "fair_competition", "guideline"):
        yield f"  {name}: false"
    yield f"corrects: {original.post_id}"


def _pairs(event: Mapping[str, object]) -> Iterator[str]:
    return (f"  {name}: {_quoted(value)}" for name, value in event.items() if isinstance(value, str))


def _body(original: Post) -> str:
    return (
        f"【訂正とお詫び】\n\n先にお送りした「{original.title}」に誤りがありました。\n\n"
        f"（誤）{WRONG_PROMPT}\n（正）{RIGHT_PROMPT}\n\n"
        "ご迷惑をおかけしましたことをお詫びいたします。\n"
    )


def _quoted(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)
