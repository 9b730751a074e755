"""How long a message is, in the units that LINE counts in (Messaging API reference, "Character counting").

`excesses` is what the rule on LINE's limits asks: it says of every part that is too long by how much.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from unicodedata import east_asian_width

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


def columns(text: str) -> float:
    """Width in full-width letters, about."""
    return sum(1 if east_asian_width(letter) in "WFA" else 0.55 for letter in text)


def compact_bytes(value: object) -> int:
    """Size in bytes as compact UTF-8 JSON."""
    return len(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass"))


def parts_of(value: Any) -> Iterator[dict[str, Any]]:
    """Every object within a message, from the outside in, in reading order."""
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from parts_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from parts_of(inner)


def excesses(messages: Sequence[dict[str, Any]]) -> Iterator[Excess]:
    """Everything of these messages that LINE would refuse for its length."""
    measured = [
        _pictures(messages),
        _request(messages),
        *(each for message in messages for each in _message(message)),
    ]
    yield from (each for each in measured if each.size > each.limit)


def _pictures(messages: Sequence[dict[str, Any]]) -> Excess:
    images = sum(message["type"] == "image" for message in messages)
    return Excess("文章の前に並べる画像", images, PICTURES_OF_TEXT, "枚")


def _request(messages: Sequence[dict[str, Any]]) -> Excess:
    return Excess("配信データ全体", len(json.dumps(messages)), REQUEST_BYTES, "バイト")


def _message(message: dict[str, Any]) -> Iterator[Excess]:
    for each in parts_of(message):
        kind = each["type"]
        if kind == "flex":
            yield Excess("通知に出る文(件名と最初の一文)", units(each["altText"]), ALT_UNITS, "文字")
        elif kind == "bubble":
            yield Excess("カード全体", compact_bytes(each), BUBBLE_BYTES, "バイト")
        elif kind == "uri":
            yield Excess("リンクの名前", clusters(each["label"]), LABEL_CLUSTERS, "文字", each["uri"])
            yield Excess("リンク先のURL", units(each["uri"]), URI_UNITS, "文字", each["uri"])
        elif kind == "image":
            url = each.get("url") or each["originalContentUrl"]
            yield Excess("画像のURL", units(url), IMAGE_URL_UNITS, "文字", url)
        elif kind == "text" and message["type"] == "text":
            yield Excess("文章", units(each["text"]), TEXT_UNITS, "文字")
