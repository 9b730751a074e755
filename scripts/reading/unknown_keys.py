"""Keys that a schema does not know, each with the one that was probably meant."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from scripts.reading.schema import Schema
from scripts.reading.strict_yaml import Key
from scripts.text.quote import quoted

_MOST = 200  # of one file; who puts these right sees the others, and a hostile file is answered at once


@dataclass(frozen=True)
class UnknownKey:
    """A key that the schema does not know, and the one that was probably meant."""

    key: Key
    meant: Key | None

    @property
    def message(self) -> str:
        """The sentence for the author."""
        seen = f"項目{quoted(self.key[-1])}はありません。"
        if self.meant:
            return f"{seen}「{self.meant[-1]}」の書き間違いではありませんか。"
        return f"{seen}見本にある項目名を使うか、この行を消してください。"


def unknown_keys(schema: Schema, data: Any) -> Iterator[UnknownKey]:
    """Every key that the schema does not know, at any depth."""
    return islice(_unknown(schema.shape, data, ()), _MOST)


def _unknown(shape: Mapping[str, Any], data: Any, key: Key) -> Iterator[UnknownKey]:
    if isinstance(data, list) and "items" in shape:
        for index, entry in enumerate(data):
            yield from _unknown(shape["items"], entry, (*key, index))
    elif isinstance(data, dict) and "properties" in shape:
        known = shape["properties"]
        for name, value in data.items():
            if name not in known:
                from difflib import get_close_matches

                close = get_close_matches(name.strip().lower()[:60], known.keys() - data.keys(), 1, 0.7)
                yield UnknownKey((*key, name), (*key, close[0]) if close else None)
            elif isinstance(value, dict | list):
                yield from _unknown(known[name], value, (*key, name))
