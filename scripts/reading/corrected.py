"""The corrected line for a value that a schema refuses, to be pasted by its author; empty where nobody can tell it."""

import json
import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from scripts.text.typed_dates import typed_day, typed_moment

_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,8})")
_TRUE_FALSE = {
    "true": "true",
    "false": "false",
    "yes": "true",
    "no": "false",
    "はい": "true",
    "いいえ": "false",
}
_NOTHING = ("なし", "無し", "無", "ない", "none", "None", "-", "ー")
_WORD = re.compile(r"[A-Za-z_]+")


def corrected_line(name: str, shape: Mapping[str, Any], value: object) -> str:
    """`name: value` as the field's schema wants it."""
    put = _corrected(shape, value)
    return f"{name}: {put}" if name and put else ""


def with_a_time(name: str, shape: Mapping[str, Any], value: object) -> str:
    """What to write for a day that has no time: its own line with a time as an example."""
    day = typed_day(str(value)) if shape.get("format") == "moment" else None
    return f'時刻も要ります。17時なら「{name}: "{day.isoformat()}T17:00+09:00"」と書きます。' if day else ""


def _corrected(shape: Mapping[str, Any], value: object) -> str:
    kind = shape.get("type")
    if kind == "array" and "minItems" not in shape and str(value).strip() in _NOTHING:
        return "[]"
    if isinstance(value, bool) or value is None or isinstance(value, list | dict):
        return ""
    if isinstance(value, int):
        return (
            json.dumps(str(value))
            if kind == "string" and "pattern" in shape and _fits(shape, str(value))
            else ""
        )
    written = unicodedata.normalize("NFKC", str(value)).strip()
    if "enum" in shape:
        return _choice(shape, written)
    if kind == "integer":
        return written if _WHOLE.fullmatch(written) else ""
    if kind == "boolean" or "const" in shape:
        return _TRUE_FALSE.get(written.lower(), "") if kind == "boolean" else ""
    if shape.get("format") == "date":
        return f'"{day.isoformat()}"' if (day := typed_day(written)) else ""
    if shape.get("format") == "moment":
        moment = typed_moment(written)
        return f'"{moment:%Y-%m-%dT%H:%M+09:00}"' if moment else ""
    small = written.lower()
    return (
        json.dumps(small) if small != value and "pattern" in shape and small and _fits(shape, small) else ""
    )


def _choice(shape: Mapping[str, Any], written: str) -> str:
    """The one choice that is meant: 「email(メール)」, 「Email」, or by its Japanese name."""
    choices = [choice for choice in shape["enum"] if isinstance(choice, str)]
    words = {word.lower() for word in _WORD.findall(written)}
    by_name = [
        choice for choice, label in shape.get("x-labels", {}).items() if _plain(label) == _plain(written)
    ]
    meant = [choice for choice in choices if choice in words] or by_name
    return meant[0] if len(meant) == 1 else ""


def _plain(label: str) -> str:
    return re.sub(r"[(].{0,60}", "", unicodedata.normalize("NFKC", label)).strip()


def _fits(shape: Mapping[str, Any], written: str) -> bool:
    return re.search(shape["pattern"], written) is not None
