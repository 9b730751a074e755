"""How long a message is, in the units that LINE counts in (Messaging API reference, "Character counting").

`excesses` is what the rule on LINE's limits asks: it says of every part that is too long by how much.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scripts.messages.flex import FlexPart, parts_of

# Messaging API reference: "Send broadcast message", "Image message"; the pictures before a text are our own choice.
PICTURES_OF_TEXT, REQUEST_BYTES = 4, 2_000_000
BUBBLE_BYTES = 30_000  # "Bubble": 30 KB; the smaller reading of it, as compact UTF-8
TEXT_UNITS = 5_000  # "Text message"
ALT_UNITS = 1_500  # "Flex Message": altText
LABEL_CLUSTERS, URI_UNITS = 40, 1_000  # "URI action"; the label as a button of a Flex Message has it
IMAGE_URL_UNITS = 2_000  # "Image" of a Flex Message, "Image message"

# Each of these letters is a cluster of its own, whatever stands beside it within this set.
_SINGLE = re.compile("[ -~、-〜ぁ-ゖァ-ヺー一-鿿！-｠]*")


@dataclass(frozen=True)
class Excess:
    """One part of a message outside its limit. `url` is the link or picture that it is about, else empty."""

    what: str
    size: int
    limit: int
    unit: str
    url: str = ""


def units(text: str) -> int:
    """Length in UTF-16 code units: an emoji and some kanji count twice."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def clusters(text: str) -> int:
    """Length in grapheme clusters: what a reader would call letters."""
    if _SINGLE.fullmatch(text):
        return len(text)
    import regex

    return len(regex.findall(r"\X", text))


def compact_bytes(value: object) -> int:
    """Size in bytes as compact UTF-8 JSON."""
    return len(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass"))


def excesses(messages: Sequence[FlexPart]) -> Iterator[Excess]:
    """Everything of these messages that LINE would refuse for its length."""
    measured = [
        _pictures(messages),
        _request(messages),
        *(size for message in messages for size in _message(message)),
    ]
    yield from (size for size in measured if size.size > size.limit)


def _pictures(messages: Sequence[FlexPart]) -> Excess:
    images = sum(message["type"] == "image" for message in messages)
    return Excess("文章の前に並べる画像", images, PICTURES_OF_TEXT, "枚")


def _request(messages: Sequence[FlexPart]) -> Excess:
    return Excess("配信データ全体", len(json.dumps(messages)), REQUEST_BYTES, "バイト")


def _message(message: FlexPart) -> Iterator[Excess]:
    for part in parts_of(message):
        kind = part["type"]
        if kind == "flex":
            yield Excess("通知に出る文", units(part["altText"]), ALT_UNITS, "文字")
        elif kind == "bubble":
            yield Excess("カード全体", compact_bytes(part), BUBBLE_BYTES, "バイト")
        elif kind == "uri":
            yield Excess("リンクの名前", clusters(part["label"]), LABEL_CLUSTERS, "文字", part["uri"])
            yield Excess("リンク先のURL", units(part["uri"]), URI_UNITS, "文字", part["uri"])
        elif kind == "image":
            url = part.get("url") or part["originalContentUrl"]
            yield Excess("画像のURL", units(url), IMAGE_URL_UNITS, "文字", url)
        elif kind == "text" and message["type"] == "text":
            yield Excess("文章", units(part["text"]), TEXT_UNITS, "文字")
