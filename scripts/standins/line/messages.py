"""What LINE refuses in a message, for the three kinds that are ever sent here: text, image, Flex bubble.

Strict where the real service is: an unknown property, a missing one, a length, a scheme is an error with the
property's path. Limits from LINE's Messaging API reference (facts: text lengths in UTF-16 units).
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

import regex

Complaint = tuple[str, str]  # property, message
_PLACE = {"margin", "position", "offsetTop", "offsetBottom", "offsetStart", "offsetEnd"}
_BOX = {
    "layout", "contents", "flex", "spacing", "backgroundColor", "borderColor", "borderWidth", "cornerRadius",
    "width", "maxWidth", "height", "maxHeight", "paddingAll", "paddingTop", "paddingBottom", "paddingStart",
    "paddingEnd", "action", "justifyContent", "alignItems", "background",
}  # fmt: skip
_TEXT = {
    "text", "contents", "flex", "size", "align", "gravity", "color", "weight", "style", "decoration", "wrap",
    "lineSpacing", "action", "maxLines", "adjustMode", "scaling",
}  # fmt: skip
_IMAGE = {
    "url", "flex", "align", "gravity", "size", "aspectRatio", "aspectMode", "backgroundColor", "action", "animated",
}  # fmt: skip
_BUTTON = {"action", "flex", "color", "style", "gravity", "height", "adjustMode", "scaling"}
_SPAN = {"text", "size", "color", "weight", "style", "decoration"}
COMPONENTS: Mapping[str, tuple[set[str], set[str]]] = {  # type → required, allowed
    "box": ({"layout", "contents"}, _BOX | _PLACE),
    "text": (set(), _TEXT | _PLACE),
    "image": ({"url"}, _IMAGE | _PLACE),
    "button": ({"action"}, _BUTTON | _PLACE),
    "separator": (set(), {"margin", "color"}),
    "span": ({"text"}, _SPAN),
    "bubble": (set(), {"size", "direction", "header", "hero", "body", "footer", "styles", "action"}),
}
_MESSAGES: Mapping[str, set[str]] = {
    "text": {"text"},
    "image": {"originalContentUrl", "previewImageUrl"},
    "flex": {"altText", "contents"},
}
_LENGTHS = {"text": 5000, "altText": 1500}


def complaints(body: object) -> list[Complaint]:
    """Everything wrong with the body of a broadcast."""
    messages = body.get("messages") if isinstance(body, dict) else None
    if not isinstance(messages, list) or not 1 <= len(messages) <= 5:
        return [("messages", "Size must be between 1 and 5")]
    return [
        complaint
        for place, message in enumerate(messages)
        for complaint in _message(message, f"messages[{place}]")
    ]


def _message(message: Any, where: str) -> Iterator[Complaint]:
    kind = message.get("type", "") if isinstance(message, dict) else ""
    if kind not in _MESSAGES:
        yield f"{where}.type", "invalid type"
        return
    yield from _properties(message, _MESSAGES[kind], _MESSAGES[kind], where)
    for name in _MESSAGES[kind] & message.keys():
        if name in _LENGTHS:
            yield from _length(message[name], _LENGTHS[name], f"{where}.{name}")
        elif name == "contents":
            yield from _bubble(message[name], f"{where}.contents")
        else:
            yield from _image_url(message[name], f"{where}.{name}")


def _bubble(bubble: Any, where: str) -> Iterator[Complaint]:
    if not isinstance(bubble, dict) or bubble.get("type") != "bubble":
        yield f"{where}.type", "invalid type"
        return
    if len(json.dumps(bubble, ensure_ascii=False, separators=(",", ":")).encode()) > 30_000:
        yield where, "bubble is larger than 30 KB"
    yield from _component(bubble, where)
    for part in ("header", "hero", "body", "footer"):
        if part in bubble:
            yield from _component(bubble[part], f"{where}.{part}")


def _component(component: Any, where: str) -> Iterator[Complaint]:
    kind = component.get("type", "") if isinstance(component, dict) else ""
    if kind not in COMPONENTS:
        yield f"{where}.type", "invalid type"
        return
    required, allowed = COMPONENTS[kind]
    yield from _properties(component, required, allowed, where)
    if kind == "text" and ("text" in component) == ("contents" in component):
        yield where, "exactly one of text and contents is needed"
    if kind in ("text", "span") and "text" in component:
        yield from _length(component["text"], None, f"{where}.text")
    if kind == "image":
        yield from _image_url(component.get("url"), f"{where}.url")
    if "action" in component:
        yield from _action(component["action"], f"{where}.action", needs_label=kind == "button")
    for place, child in enumerate(component.get("contents", ())):
        yield from _component(child, f"{where}.contents[{place}]")


def _action(action: Any, where: str, needs_label: bool) -> Iterator[Complaint]:
    if not isinstance(action, dict) or action.get("type") != "uri":
        yield f"{where}.type", "only uri actions are known here"
        return
    yield from _properties(action, {"uri"} | ({"label"} if needs_label else set()), {"label", "uri"}, where)
    uri = action.get("uri")
    if (
        not isinstance(uri, str)
        or len(uri) > 1000
        or urlsplit(uri).scheme not in ("http", "https", "line", "tel")
    ):
        yield f"{where}.uri", "invalid uri"
    elif not uri.isascii() or " " in uri:
        yield f"{where}.uri", "must be percent-encoded"
    if "label" in action and not (
        isinstance(action["label"], str) and 1 <= len(regex.findall(r"\X", action["label"])) <= 40
    ):
        yield f"{where}.label", "Length must be between 1 and 40"


def _properties(
    data: Mapping[str, Any], required: set[str], allowed: set[str], where: str
) -> Iterator[Complaint]:
    for name in sorted(required - data.keys()):
        yield f"{where}.{name}", "May not be empty"
    for name in sorted(data.keys() - allowed - {"type"}):
        yield f"{where}.{name}", "unknown property"


def _length(value: Any, most: int | None, where: str) -> Iterator[Complaint]:
    if not isinstance(value, str) or not value:
        yield where, "May not be empty"
    elif most and len(value.encode("utf-16-le")) // 2 > most:
        yield where, f"Length must be between 0 and {most}"


def _image_url(value: Any, where: str) -> Iterator[Complaint]:
    """Pictures come over https; only a rehearsal's own server on loopback may do without."""
    url = urlsplit(value) if isinstance(value, str) and len(value) <= 2000 else urlsplit("")
    if url.scheme != "https" and not (url.scheme == "http" and url.hostname in ("127.0.0.1", "localhost")):
        yield where, "Must be a valid HTTPS URL"
