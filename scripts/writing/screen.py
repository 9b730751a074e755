"""How it will look on the phone, as HTML for the page: drawn by the same functions as the approver's form."""

from collections.abc import Sequence
from typing import Any
from xml.etree.ElementTree import Element, tostring

from scripts.content.account import Account
from scripts.content.post import Post
from scripts.messages.media import media_url
from scripts.pages.flex_html import EmbeddedPicture
from scripts.pages.html import tag
from scripts.pages.phone import notification, phone
from scripts.text.dates import moment_in_words

PICTURE = "picture:"  # stands for a file's bytes, which the page has already


def screen(post: Post, messages: Sequence[dict[str, Any]], account: Account) -> str:
    """A post as readers will get it, with the sentence of a lock screen. A picture's address is `picture:NAME`."""
    alts = {image.file: image.alt for image in post.images}
    album = {
        media_url(account, picture): EmbeddedPicture(PICTURE + name, alts.get(name) or "説明のない画像")
        for name, picture in post.pictures.items()
    }
    when = moment_in_words(post.send.not_before) if post.send.not_before else "取り込みしだい配信"
    name = account.name or "LINE公式アカウント"
    notice = notification(name, messages)
    return _html(
        phone(name, when, messages, album),
        *([tag("h3", "通知の表示"), notice] if notice is not None else []),
    )


def balloon(name: str, words: str) -> str:
    """An answer to a comment, as its reader will see it."""
    return _html(phone(name, "返信", [{"type": "text", "text": words}], {})) if words else ""


def _html(*elements: Element) -> str:
    return "".join(tostring(element, encoding="unicode", method="html") for element in elements)
