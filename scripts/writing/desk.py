"""What the page asks while somebody writes: the file of these values, what the rules say of it, how it will look."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from scripts.checking.context import RuleContext
from scripts.checking.post_text import mentioned_posts
from scripts.content.form_file import markdown_file
from scripts.content.picture import Look, Picture
from scripts.content.places import POST_FILE, home_of
from scripts.content.post import Post, read_post
from scripts.content.reply import REPLIES, Reply, read_reply
from scripts.content.roster import SIDE_NAMES
from scripts.messages.render import render
from scripts.pages.schedule import hours_in_words, promise
from scripts.reading.document import read_markdown_file
from scripts.reading.schema import Schema
from scripts.rules.book import ask
from scripts.writing.placing import placed
from scripts.writing.public import NOT_HERE, world
from scripts.writing.screen import balloon, screen

_NO_SIDE = {
    "key": ["side"], "line": None, "rule": "schema", "article": "第4", "level": "error", "blank": True,
    "message": "まだ選ばれていません。", "mend": None,
}  # fmt: skip


@dataclass(frozen=True)
class Draft:
    """What stands in the form at one moment. `id` is the post's or the reply's."""

    kind: str
    side: str
    id: str
    values: Mapping[str, Any]
    body: str

    @property
    def path(self) -> str:
        """Where the file goes, from the repository's root."""
        if self.kind == "reply":
            return f"{REPLIES}/{self.side}/{self.id}.md"
        return f"{home_of(self.side, self.id)}/{POST_FILE}"


def looked_at(
    draft: Draft,
    pictures: Mapping[str, Picture],
    account: Mapping[str, Any],
    schemas: Mapping[str, Schema],
    now: datetime,
) -> dict[str, Any]:
    """The file's text and path, the findings with their places, the phone's picture as HTML, and when it goes out."""
    unsided = draft.side not in SIDE_NAMES
    draft = replace(draft, side="division") if unsided else draft
    schema = schemas[draft.kind]
    file = markdown_file(schema, draft.values, draft.body)
    subject: Post | Reply
    if draft.kind == "reply":
        subject = read_reply(read_markdown_file(draft.path, file.encode()))
    else:
        subject = read_post(draft.path, file.encode(), pictures)
    context = world(account, schemas, now, _named(subject))
    findings = [finding for finding in ask(subject, context) if finding.rule not in NOT_HERE]
    return {
        "path": draft.path,
        "file": file,
        "findings": [*placed(findings, subject, schema), *([_NO_SIDE] if unsided else [])],
        "screen": _screen(subject, context),
        "goes_out": _goes_out(subject, context) if isinstance(subject, Post) else "",
    }


def _named(subject: Post | Reply) -> frozenset[str]:
    """The posts that the form speaks of: whether they exist is for the pull request's check to say."""
    return mentioned_posts([subject]) - {subject.post_id if isinstance(subject, Post) else ""}


def _goes_out(post: Post, context: RuleContext) -> str:
    """When it goes out if it is merged now; a post that waits for no day may as well be merged at night."""
    goes = promise(post, context, None)
    if post.send.not_before or post.send.urgent:
        return goes
    hours = hours_in_words(context.account.hours, context.today)
    return f"{goes}配信するのは、{hours}です。夜や休日に取り込むと、次の配信時間が始まってから届きます。"


def _screen(subject: Post | Reply, context: RuleContext) -> str:
    if isinstance(subject, Reply):
        return balloon(context.account.name, subject.document.body.strip())
    return screen(subject, render(subject, context.account), context.account)


def picture_of(name: str, raw: bytes, width: int, height: int) -> Picture:
    """A picture that the browser drew anew: whole, upright, with nothing in it but its pixels."""
    kind: Literal["jpeg", "png"] = "png" if raw.startswith(b"\x89PNG") else "jpeg"
    return Picture(name, raw, Look(kind, width, height))
