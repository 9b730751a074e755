"""Section of the approval form: what this post does that most posts do not, before anything else."""

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from scripts.content.post import Image, Post
from scripts.pages.html import section, tag
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
        yield f"訂正の投稿です。もとの投稿: {post.corrects}"
    if post.category == "other":
        yield f"区分が「その他」です。適当と認めるかを、この承認で判断します。投稿者が挙げた理由: {post.reason or _NO_REASON}"
    if post.send.urgent:
        yield f"時間帯によらず配信します。理由: {post.send.urgent}"
    if post.send.again:
        yield f"もう一度配信します。理由: {post.send.again}"
    for link in post.links:
        if link.own_group:
            yield f"投稿者の会社か、その関係先の商品・サービスを売るページへのリンクです: {link.party}　{link.url}"
    for image in post.images:
        yield from _in_picture(image)
    for words, stated in declared(post):
        if not stated:
            yield f"投稿者が確認していません: {words}"


def _in_picture(image: Image) -> Iterator[str]:
    if image.people != "none":
        yield f"画像 {image.file} の人物: {label(PEOPLE, image.people) or _NO_REASON}"
    for consent in image.people_consents:
        if consent.minor:
            agreed = "保護者の同意があります" if consent.guardian else "保護者の同意がありません"
            yield f"画像 {image.file} に、未成年の{consent.subject}が写っています。{agreed}。"
    if image.ai != "none":
        yield f"画像 {image.file} の生成AI: {label(AI, image.ai) or _NO_REASON}"
