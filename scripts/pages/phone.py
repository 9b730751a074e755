"""The chat as a phone shows it, drawn from the message objects themselves."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element

from scripts.pages.flex_html import Album, bubble, picture
from scripts.pages.html import Node, outward, tag
from scripts.reading.markdown import BARE_URL, trim_url

Messages = Sequence[Mapping[str, Any]]


def phone(name: str, when: str, messages: Messages, album: Album) -> Element:
    """A phone with the account's chat open."""
    face = tag("span", name[:1], class_="face", aria_hidden="true")
    return tag(
        "div",
        tag("p", name, class_="chat-name"),
        tag(
            "div",
            tag("p", when, class_="chat-day"),
            [tag("div", face, _said(message, album), class_="said") for message in messages],
            class_="chat",
        ),
        class_="phone",
    )


def notification(name: str, messages: Messages) -> Element | None:
    """What the lock screen and the list of chats say of a card: its altText."""
    spoken = next((message["altText"] for message in messages if "altText" in message), None)
    return tag("p", tag("strong", name), tag("span", spoken), class_="notification") if spoken else None


def _said(message: Mapping[str, Any], album: Album) -> Element:
    if message["type"] == "flex":
        return bubble(message["contents"], album)
    if message["type"] == "image":
        return tag("div", picture(message["previewImageUrl"], album), class_="photo")
    return tag("p", _with_links(message["text"]), class_="balloon")


def _with_links(text: str) -> Iterator[Node]:
    """LINE makes every URL in a text message a link."""
    position = 0
    for match in re.finditer(BARE_URL, text):
        url = trim_url(match.group(1))
        yield text[position : match.start()]
        yield outward(url, url)
        position = match.start() + len(url)
    yield text[position:]
