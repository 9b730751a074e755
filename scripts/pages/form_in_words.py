"""`comment.md`: the approval form in words, for a phone and for an app that shows no pictures."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from scripts.checking.context import RuleContext
from scripts.checking.finding import LEVEL_NAMES, Finding
from scripts.content.account import Account
from scripts.content.post import Post
from scripts.content.roster import ROLE_NAMES
from scripts.messages.passages import passages_of
from scripts.messages.text_message import text_of
from scripts.pages.approval import NOBODY, needed
from scripts.pages.approval_form import PreviewContext, in_order
from scripts.pages.change import change_section
from scripts.pages.html import Fact, Node
from scripts.pages.links import link_facts
from scripts.pages.phone import Messages, notice_of
from scripts.pages.pictures import picture_facts
from scripts.pages.sending import declaration_facts, reach_in_words, sending_facts, start_and_why
from scripts.pages.unusual import unusual
from scripts.text.quote import fenced, inert

MOST_LETTERS = 58_000  # GitHub takes 65,536 a comment
_RESERVED = 1_000  # letters for the names of what is left out
_NAMED = 20
_ADDRESS = re.compile(r"https?://[A-Za-z0-9\-._~:/?#@!$&'*+,;=%\[\]]+")

Part = tuple[str, str]  # what it is called, its Markdown


@dataclass(frozen=True)
class FormInWords:
    """The Markdown, and the names of the parts that it had no room for."""

    text: str
    left_out: tuple[str, ...]


def form_in_words(
    post: Post,
    messages: Messages,
    context: RuleContext,
    findings: Sequence[Finding],
    beside: PreviewContext,
    most: int = MOST_LETTERS,
) -> FormInWords:
    """The facts of the form, at most so many letters; a part that has no room is named at the end."""
    room, parts, left_out = most - _RESERVED, [], []
    for name, part in _parts(post, messages, context, findings, beside):
        if len(part) + 2 > room:
            left_out.append(name)
            continue
        room -= len(part) + 2
        parts.append(part)
    if left_out:
        more = f" ほか{len(left_out) - _NAMED}件" if len(left_out) > _NAMED else ""
        parts.append(f"**長いため、ここに載せていないもの**: {'、'.join(left_out[:_NAMED])}{more}")
    return FormInWords("\n\n".join(parts) + "\n", tuple(left_out))


def transcript(post: Post, account: Account) -> str:
    """The post in words: what a reader would hear, with what each picture shows."""
    pictures = [f"(画像: {image.alt})" for image in post.images]
    return "\n".join([*pictures, text_of(post, passages_of(post), account)])


def _parts(
    post: Post,
    messages: Messages,
    context: RuleContext,
    findings: Sequence[Finding],
    beside: PreviewContext,
) -> Iterator[Part]:
    needs = needed(post, beside.corrected, context)
    people = "と、".join(" または ".join(names) or ROLE_NAMES[need.role] for need, names in needs)
    both = "（どちらも要ります）" if len(needs) > 1 else ""
    yield "承認する人", f"**承認する人** {inert(people)}{both}"
    when = f"{start_and_why(post, context)}。{reach_in_words(beside.reach)}"
    yield "配信の開始", f"**配信の開始** {inert(when)}"
    yield "通知の表示", f"**通知の表示** {inert(notice_of(messages))}"
    for finding in in_order(findings):
        where = f"{finding.article}　{finding.path.rpartition('/')[2]} の{finding.line}行目"
        yield "確かめること", f"- **{LEVEL_NAMES[finding.level]}** {inert(finding.message)}（{inert(where)}）"
    for sentence in unusual(post):
        yield "特に見ていただくところ", f"- **要確認** {inert(sentence)}"
    for number, (title, rows) in enumerate(link_facts(post, context.consents, context.roster), 1):
        yield f"リンク {number}", _table(f"リンク {number}", title, rows)
    for number, image in enumerate(post.images, 1):
        yield f"画像 {number}", _table(f"画像 {number}", image.file, picture_facts(image, context.roster))
    for name, declared in (("リンク", len(post.links)), ("画像", len(post.images))):
        if not declared:
            yield name, f"{name}はありません。"
    yield "投稿者の確認", _table("投稿者の確認（第3）", "", declaration_facts(post))
    yield "配信", _table("配信", "", sending_facts(post, context, beside.reach))
    grounds = [
        (ROLE_NAMES[need.role], f"{'、'.join(names) or NOBODY} {need.why}（{need.article}）。")
        for need, names in needs
    ]
    yield "承認の根拠", _table("承認する人", "", grounds)
    yield "全文", _folded("文字で読む", transcript(post, context.account))
    if beside.compared:
        yield "変更点", _folded("変更点", "".join(change_section(beside.compared).itertext()))


def _table(name: str, title: str, rows: Iterable[Fact]) -> str:
    """Two columns, which a phone shows side by side; a row without a value is left out."""
    lines = [f"| {inert(key)} | {_value(value)} |" for key, value in rows if value not in (None, "")]
    return "\n".join([f"| {name} | {inert(title)} |", "| --- | --- |", *lines])


def _value(value: Node | None) -> str:
    """A fact's words; an address of nothing but plain signs can be touched."""
    if not isinstance(value, Element):
        return inert(value or "")
    words = "".join(value.itertext())
    if value.tag == "a" and _ADDRESS.fullmatch(words):
        return f"<{words.replace('&', '&amp;')}>"
    return inert(words)


def _folded(title: str, text: str) -> str:
    return f"<details><summary>{title}</summary>\n\n{fenced(text)}\n\n</details>"
