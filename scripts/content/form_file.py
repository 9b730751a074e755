"""From the values of a form to the text of its file: the schema's order, every string quoted, nothing left to YAML's guesses."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from scripts.reading.schema import Schema

_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_BLANK_HEAD = re.compile(r"\A\s*\n")
_YAML_WORDS = ("y", "n", "yes", "no", "on", "off", "true", "false", "null")
# JSON lets these stand as they are; YAML takes them for line breaks, or refuses them.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def markdown_file(schema: Schema, data: Mapping[str, Any], body: str) -> str:
    """The Markdown file whose front matter reads back as `data` and whose body reads back as `body`.

    Blank lines at the body's ends are dropped and line ends become LF; keys that the schema does not know come last.
    """
    lines = _BLANK_HEAD.sub("", body.replace("\r\n", "\n").replace("\r", "\n")).rstrip()
    return f"---\n{yaml_file(schema, data)}---\n" + (f"{lines}\n" if lines else "")


def yaml_file(schema: Schema, data: Mapping[str, Any]) -> str:
    """The YAML of a mapping of strings, numbers, true/false, null, lists and mappings."""
    return "".join(f"{line}\n" for line in _mapping(schema.shape, data)) or "{}\n"


def _mapping(shape: Mapping[str, Any], data: Mapping[str, Any]) -> Iterator[str]:
    known = shape.get("properties", {})
    for name in sorted(data, key=lambda name: list(known).index(name) if name in known else len(known)):
        yield from _entry(known.get(name, {}), _key(name), data[name])


def _entry(shape: Mapping[str, Any], key: str, value: Any) -> Iterator[str]:
    """A key with its value: on the same line, or below it and indented."""
    if isinstance(value, Mapping) and value:
        yield f"{key}:"
        yield from (f"  {line}" for line in _mapping(shape, value))
    elif isinstance(value, list) and any(isinstance(item, Mapping | list) and item for item in value):
        yield f"{key}:"
        items = shape.get("items", {})
        for item in value:
            yield from _item(items, item)
    else:
        yield f"{key}: {_flow(value)}"


def _item(shape: Mapping[str, Any], item: Any) -> Iterator[str]:
    lines = list(_mapping(shape, item)) if isinstance(item, Mapping) and item else [_flow(item)]
    yield f"  - {lines[0]}"
    yield from (f"    {line}" for line in lines[1:])


def _flow(value: Any) -> str:
    """A value on one line. JSON is YAML but for a few letters; lists of plain values stay in brackets."""
    return _ESCAPED.sub(lambda letter: f"\\u{ord(letter[0]):04x}", json.dumps(value, ensure_ascii=False))


def _key(name: str) -> str:
    plain = _PLAIN_KEY.fullmatch(name) and name.lower() not in _YAML_WORDS
    return name if plain else _flow(name)
