"""The parts of a Flex message that we use, each with its keys in the order in which LINE's SDK writes them.

So the body that is hashed before a send is the body that goes over the wire, byte for byte
(`messages.body_bytes`; a test holds both against the SDK itself).
"""

from typing import Any

Part = dict[str, Any]

_KEYS = {
    "bubble": ("hero", "body", "size"),
    "box": (
        "layout", "flex", "contents", "spacing", "margin",
        "backgroundColor", "cornerRadius", "width", "paddingAll", "paddingStart",
    ),
    "text": (
        "flex", "text", "size", "align", "color", "weight", "wrap", "lineSpacing", "margin", "contents",
    ),
    "span": ("text", "color", "weight"),
    "image": ("url", "margin", "size", "aspectRatio", "aspectMode", "animated"),
    "button": ("color", "style", "action", "margin", "height", "adjustMode"),
    "uri": ("label", "uri"),
    "separator": ("margin", "color"),
}  # fmt: skip


def part(kind: str, **fields: Any) -> Part:
    """One part; a field that is None is left out. Raises KeyError for a key that this part does not have."""
    unknown = fields.keys() - set(_KEYS[kind])
    if unknown:
        raise KeyError(f"{kind}: {', '.join(sorted(unknown))}")
    return {"type": kind} | {key: fields[key] for key in _KEYS[kind] if fields.get(key) is not None}
