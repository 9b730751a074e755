"""The chat as a phone shows it, drawn from the message objects themselves."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element

from scripts.pages.flex_html import Album, bubble, picture
from scripts.pages.html import Node, external_link, tag
from scripts.text.bare_url import bare_urls

Messages = Sequence[Mapping[str, Any]]
_BEGINNING = 100  # letters of a text, more than a lock screen shows


def other_looks(name: str, when: str, messages: Messages, album: Album) -> Element:
    """The same chat with the largest letters, and on a phone that is set to dark."""
    looks = {"largest": "いちばん大きな文字", "dark": "暗い画面"}
    phones = (
        tag("div", tag("h3", title), phone(name, when, messages, album, look))
        for look, title in looks.items()
    )
    return tag("div", phones, class_="phones")


def phone(name: str, when: str, messages: Messages, album: Album, look: str = "") -> Element:
    """A phone with the account's chat open; `look` is `largest`, `dark` or empty."""
    face = tag("span", name[:1], class_="face", aria_hidden="true")
    return tag(
        "div",
        tag("p", name, class_="chat-name"),
        tag(
            "div",
            tag("p", when, class_="chat-day"),
            [tag("div", face, _message(message, album), class_="said") for message in messages],
            class_="chat",
        ),
        class_=f"phone {look}".strip(),
    )


def notification(name: str, messages: Messages) -> Element:
    """What the lock screen and the list of chats say: a card's altText, else how the text begins."""
    return tag("p", tag("strong", name), tag("span", notice_of(messages)), class_="notification")


def notice_of(messages: Messages) -> str:
    """The sentence of the lock screen."""
    last = messages[-1]
    return str(last["altText"] if "altText" in last else last["text"][:_BEGINNING])


def _message(message: Mapping[str, Any], album: Album) -> Element:
    if message["type"] == "flex":
        return bubble(message["contents"], album)
    if message["type"] == "image":
        return tag("div", picture(message["previewImageUrl"], album), class_="photo")
    return tag("p", _with_links(message["text"]), class_="balloon")


def _with_links(text: str) -> Iterator[Node]:
    """LINE makes every URL in a text message a link."""
    position = 0
    for start, url in bare_urls(text):
        yield text[position:start]
        yield external_link(url, url)
        position = start + len(url)
    yield text[position:]
