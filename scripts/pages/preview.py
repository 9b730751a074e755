"""What a preview writes for one post: its messages, its approval form and the same form in words."""

import json
from dataclasses import dataclass

from scripts.checking.context import RuleContext
from scripts.checking.finding import Finding
from scripts.content.post import Post
from scripts.messages.render import render
from scripts.pages.approval_form import page
from scripts.pages.around.beside import PreviewContext
from scripts.pages.words.form import form_in_words
from scripts.pages.words.markdown import MOST_LETTERS, FormInWords
from scripts.rules.book import ask


@dataclass(frozen=True)
class Preview:
    """The files of one post. `sound` is false when something in it has to be mended."""

    post_id: str
    messages: str
    page: str
    comment: str
    sound: bool


def draw_up(post: Post, beside: PreviewContext, context: RuleContext) -> Preview:
    """Everything that is written for one post, as the rules judge it now."""
    messages, findings = render(post, context.account), findings_of(post, context)
    return Preview(
        post.post_id,
        json.dumps(messages, ensure_ascii=False, indent=2) + "\n",
        page(post, messages, context, findings, beside),
        form_in_words(post, messages, context, findings, beside).text,
        sound=not any(finding.level == "error" for finding in findings),
    )


def words_of(
    post: Post, beside: PreviewContext, context: RuleContext, most: int = MOST_LETTERS
) -> FormInWords:
    """The form in words alone, at most so many letters."""
    messages = render(post, context.account)
    return form_in_words(post, messages, context, findings_of(post, context), beside, most)


def findings_of(post: Post, context: RuleContext) -> list[Finding]:
    """What the rules find in the post, and the errors of the registers on which it rests."""
    registers = (context.account, context.roster, context.consents)
    beyond = [finding for form in registers for finding in ask(form, context) if finding.level == "error"]
    return [*ask(post, context), *beyond]
