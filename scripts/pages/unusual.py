"""Section of the approval form: what this post does that most posts do not, before anything else."""

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from scripts.content.post import Image, Post
from scripts.pages.around.correction import NO_GROUND
from scripts.pages.html import section, tag
from scripts.pages.pictures import agreed_to
from scripts.pages.sending import declared
from scripts.text.terms import AI, PEOPLE, label

_NO_REASON = "（書かれていません）"


def unusual_section(sentences: Sequence[str]) -> Element | None:
    """A list of sentences; nothing for a post like most."""
    if not sentences:
        return None
    listed = tag("ul", map(_item, sentences), class_="plain to-weigh")
    return section("unusual", "特に見ていただくところ", listed)


def _item(sentence: str) -> Element:
    return tag("li", sentence)


def unusual(post: Post) -> Iterator[str]:
    """A sentence for each choice that asks for the approver's judgement."""
    if post.corrects:
        yield f"送った投稿の訂正です。もとの投稿は{_original(post)}です。"
        if not post.correction_ground:
            yield f"正しい内容を確かめた根拠が{NO_GROUND}"
    if post.category == "other":
        yield f"区分が「その他」です。適当と認めるかを、この承認で判断します。投稿者が挙げた理由: {post.reason or _NO_REASON}"
    if post.send.urgent:
        yield f"時間帯によらず配信します。理由: {post.send.urgent}"
    if post.send.again:
        yield f"もう一度配信します。理由: {post.send.again}"
    for number, image in enumerate(post.images, 1):
        yield from _in_picture(f"画像 {number} ", image)
    for words, stated in declared(post):
        if not stated:
            yield f"投稿者が確認していません: {words}"


def _original(post: Post) -> str:
    """The corrected post by its title; by its number where `main` does not have it."""
    return f"「{post.corrected.title}」" if post.corrected else f" {post.corrects} "


def _in_picture(name: str, image: Image) -> Iterator[str]:
    if image.people != "none":
        yield f"{name}の人物: {label(PEOPLE, image.people) or _NO_REASON}"
    for consent in image.people_consents:
        if consent.minor:
            yield f"{name}に、未成年の方（氏名の代わりに「{consent.subject}」と記録）が写っています。{agreed_to(consent)}。"
    if image.ai != "none":
        yield f"{name}の生成AI: {label(AI, image.ai) or _NO_REASON}"
