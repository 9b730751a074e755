"""`page.html`: the chat as a phone shows it, beside the approval form."""

from base64 import b64encode
from collections.abc import Sequence
from typing import Any
from xml.etree.ElementTree import Element

from scripts.checking.context import RuleContext
from scripts.checking.finding import LEVEL_NAMES, Finding, in_a_form
from scripts.content.picture import Picture
from scripts.content.post import Post
from scripts.messages.media import media_url
from scripts.pages.approval import approval_section
from scripts.pages.around.beside import PreviewContext, around_facts, notes_around, sets_off, warnings_around
from scripts.pages.around.change import change_section
from scripts.pages.around.correction import correction_section
from scripts.pages.around.to_weigh import ToWeigh
from scripts.pages.flex_html import EmbeddedPicture
from scripts.pages.html import document, facts, section, tag
from scripts.pages.interviewees import interviewees_section
from scripts.pages.links import links_section
from scripts.pages.phone import notification, other_looks, phone
from scripts.pages.pictures import pictures_section
from scripts.pages.schedule import start_in_words
from scripts.pages.sending import declarations_section, sending_section
from scripts.pages.style import STYLE
from scripts.pages.unusual import unusual, unusual_section
from scripts.pages.words.place import place_in_words


def page(
    post: Post,
    messages: Sequence[dict[str, Any]],
    context: RuleContext,
    findings: Sequence[Finding],
    beside: PreviewContext,
) -> str:
    """The whole page. Nothing in it comes from elsewhere: the pictures are in it."""
    alts = {image.file: image.alt for image in post.images}
    files = {
        name: shown(picture, alts.get(name, ""))
        for name, picture in post.pictures.items()
        if picture.look.kind
    }
    album = {media_url(context.account, post.pictures[name]): embedded for name, embedded in files.items()}
    name = context.account.name or "LINE公式アカウント"
    when = start_in_words(post, context)
    title = post.title or post.post_id
    to_weigh = [*unusual(post), *warnings_around(post, context, beside)]
    notes = list(notes_around(post, context, beside))
    return document(
        f"{title}｜投稿の承認票",
        STYLE,
        tag("a", "承認票へ進む", href="#form", class_="skip"),
        tag(
            "header",
            tag("p", f"{name}　投稿の承認票"),
            tag("h1", title),
            tag("p", post.post_id),
            _summary(findings, to_weigh, len(notes)),
        ),
        tag(
            "main",
            section(
                "preview",
                "届く内容",
                phone(name, when, messages, album),
                tag("h3", "通知の表示"),
                notification(name, messages),
            ),
            tag(
                "div",
                change_section(beside.compared, context) if beside.compared else None,
                _findings(findings, notes, post, context),
                unusual_section(to_weigh),
                approval_section(post, beside.corrected, context),
                sending_section(post, context, sets_off(post, context, beside)),
                _correction(post, beside),
                links_section(post, context.consents, context.roster),
                pictures_section(post, context.roster, files),
                interviewees_section(post),
                declarations_section(post),
                section("around", "費用と近い日の配信", facts(*around_facts(post, context, beside))),
                id="form",
                class_="form",
                tabindex="-1",
            ),
        ),
        section("looks", "ほかの見え方", other_looks(name, when, messages, album)),
    )


def _correction(post: Post, beside: PreviewContext) -> Element | None:
    if not post.corrects:
        return None
    return correction_section(post, next(iter(beside.corrected), None), beside.corrected_at)


def shown(picture: Picture, alt: str) -> EmbeddedPicture:
    """A picture with its bytes in the page."""
    kind = "image/png" if picture.look.kind == "png" else "image/jpeg"
    return EmbeddedPicture(f"data:{kind};base64,{b64encode(picture.raw).decode()}", alt or "説明のない画像")


def _summary(findings: Sequence[Finding], to_weigh: Sequence[ToWeigh], notes: int) -> Element:
    """How it stands, green only where nothing is left to be read."""
    errors = sum(finding.level == "error" for finding in findings)
    held_back = sum(matter.held_back for matter in to_weigh)
    to_read = len(findings) - errors + len(to_weigh) + notes
    if errors:
        words = f"エラーが{errors}件あります。直すまで配信できません。"
    elif held_back:
        words = f"差し戻すことが{held_back}件あります。直しか返事があるまで承認しません。"
    elif to_read:
        words = f"エラーはありません。承認の前に確かめてほしいことが{to_read}件あります。"
    else:
        words = "エラーも注意もありません。"
    bad = errors or held_back
    return tag("p", words, class_="summary bad" if bad else "summary warning" if to_read else "summary")


def in_order(findings: Sequence[Finding]) -> list[Finding]:
    """Errors before warnings, each in the order of the file."""
    return sorted(findings, key=lambda finding: (finding.level, finding.line))


def _findings(
    findings: Sequence[Finding], notes: Sequence[ToWeigh], post: Post, context: RuleContext
) -> Element | None:
    """What the rules found, then what is worth knowing and stands in no file."""
    if not findings and not notes:
        return None
    rows = []
    for finding in in_order(findings):
        kind = tag("strong", LEVEL_NAMES[finding.level], class_=finding.level)
        where = tag(
            "span",
            f"{finding.article}　{place_in_words(finding, post, context)}",
            class_="where",
        )
        rows.append(tag("li", kind, tag("p", in_a_form(finding.message)), where))
    for note in notes:
        kind = tag("strong", LEVEL_NAMES["warning"], class_="warning")
        rows.append(tag("li", kind, (tag("p", line) for line in note.lines)))
    return section("findings", "確かめること", tag("ul", rows, class_="findings"))
