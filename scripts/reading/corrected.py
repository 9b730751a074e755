"""The value that was meant where a schema refuses what stands there, and the line to paste; none where nobody can tell it."""

import json
import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from scripts.text.typed_dates import typed_day, typed_moment

_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,8})")
_TRUE_FALSE = {"true": True, "false": False, "yes": True, "no": False, "はい": True, "いいえ": False}
_NOTHING = ("なし", "無し", "無", "ない", "none", "None", "-", "ー")
_WORD = re.compile(r"[A-Za-z_]+")


def corrected_line(name: str, shape: Mapping[str, Any], value: object) -> str:
    """`name: value` as the field's schema wants it."""
    put = corrected(shape, value)
    if not name or put is None:
        return ""
    return f"{name}: {put if 'enum' in shape else json.dumps(put)}"


def with_a_time(name: str, shape: Mapping[str, Any], value: object) -> str:
    """What to write for a day that has no time: its own line with a time as an example."""
    day = typed_day(str(value)) if shape.get("format") == "moment" else None
    return f'時刻も要ります。17時なら「{name}: "{day.isoformat()}T17:00+09:00"」と書きます。' if day else ""


def corrected(shape: Mapping[str, Any], value: object) -> Any:
    """The value that was meant, as JSON has it; None where nobody can tell it."""
    kind = shape.get("type")
    if kind == "array" and "minItems" not in shape and str(value).strip() in _NOTHING:
        return []
    if isinstance(value, bool) or value is None or isinstance(value, list | dict):
        return None
    if isinstance(value, int):
        return str(value) if kind == "string" and "pattern" in shape and _fits(shape, str(value)) else None
    written = unicodedata.normalize("NFKC", str(value)).strip()
    if "enum" in shape:
        return _choice(shape, written)
    if kind == "integer":
        return int(written) if _WHOLE.fullmatch(written) else None
    if kind == "boolean" or "const" in shape:
        return _TRUE_FALSE.get(written.lower()) if kind == "boolean" else None
    if shape.get("format") == "date":
        return day.isoformat() if (day := typed_day(written)) else None
    if shape.get("format") == "moment":
        moment = typed_moment(written)
        return f"{moment:%Y-%m-%dT%H:%M+09:00}" if moment else None
    small = written.lower()
    return small if small != value and "pattern" in shape and small and _fits(shape, small) else None


def _choice(shape: Mapping[str, Any], written: str) -> str | None:
    """The one choice that is meant: 「email(メール)」, 「Email」, or by its Japanese name."""
    choices = [choice for choice in shape["enum"] if isinstance(choice, str)]
    words = {word.lower() for word in _WORD.findall(written)}
    by_name = [
        choice for choice, label in shape.get("x-labels", {}).items() if _plain(label) == _plain(written)
    ]
    meant = [choice for choice in choices if choice in words] or by_name
    return meant[0] if len(meant) == 1 else None


def _plain(label: str) -> str:
    return re.sub(r"[(].{0,60}", "", unicodedata.normalize("NFKC", label)).strip()


def _fits(shape: Mapping[str, Any], written: str) -> bool:
    return re.search(shape["pattern"], written) is not None
