"""What a JSON Schema has to say, as a sentence for an author."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from scripts.reading.schema import Schema
from scripts.reading.strict_yaml import Key
from scripts.text.quote import quoted

_TYPES = {
    "string": "文字",
    "integer": "半角の数字(引用符なし)",
    "boolean": "trueかfalse",
    "array": "一覧([ ] の中か、行頭の「- 」で並べたもの)",
    "object": "「項目名: 値」の形",
    "null": "null",
}


@dataclass(frozen=True)
class Complaint:
    """One thing that the schema refuses: at which key, and what to do."""

    key: Key
    message: str


def complaints(schema: Schema, data: Mapping[str, Any]) -> Iterator[Complaint]:
    """Everything that is not as the schema wants it, but unknown keys and the keys that those were meant to be."""
    errors = list(schema.errors(data))
    meant = {unknown.meant for unknown in unknown_keys(schema, data)} if errors else set()
    misshapen = {tuple(error.absolute_path) for error in errors if error.validator == "pattern"}
    for error in errors:
        key: Key = tuple(error.absolute_path)
        if error.validator == "required":
            name = missing(error)
            if (*key, name) not in meant:
                yield Complaint((*key, name), _required(schema, (*key, name)))
        elif error.validator == "format" and key in misshapen:
            continue  # said already
        elif error.validator != "additionalProperties":
            yield Complaint(key, SENTENCES[error.validator](schema, key, error))


@dataclass(frozen=True)
class UnknownKey:
    """A key that the schema does not know, and the one that was probably meant."""

    key: Key
    meant: Key | None

    @property
    def message(self) -> str:
        """The sentence for the author."""
        say = f"項目{quoted(self.key[-1])}はありません。"
        if self.meant:
            return f"{say}「{self.meant[-1]}」の書き間違いではありませんか。"
        return f"{say}見本にある項目名を使うか、この行を消してください。"


def unknown_keys(schema: Schema, data: Any) -> Iterator[UnknownKey]:
    """Every key that the schema does not know, at any depth."""
    return _unknown(schema, schema.data, data, ())


def _unknown(schema: Schema, shape: Mapping[str, Any], data: Any, key: Key) -> Iterator[UnknownKey]:
    if isinstance(data, list) and "items" in shape:
        inner = schema.resolved(shape["items"])
        for place, entry in enumerate(data):
            yield from _unknown(schema, inner, entry, (*key, place))
    elif isinstance(data, dict) and "properties" in shape:
        known = shape["properties"]
        for name, value in data.items():
            if name not in known:
                from difflib import get_close_matches

                close = get_close_matches(name.strip().lower(), known.keys() - data.keys(), 1, 0.7)
                yield UnknownKey((*key, name), (*key, close[0]) if close else None)
            elif isinstance(value, dict | list):
                yield from _unknown(schema, schema.resolved(known[name]), value, (*key, name))


def missing(error: Any) -> str:
    """The name of the field that a `required` misses: jsonschema says so in its message alone."""
    return next(str(name) for name in error.validator_value if f"{name!r} is a required" in error.message)


def _required(schema: Schema, key: Key) -> str:
    *_, field = schema.along(key)
    otherwise = (
        "確かめてから true と書いてください。" if field.get("const") is True else "この項目を書いてください。"
    )
    return f"{schema.title(key)}がありません。{_advice(schema, key) or otherwise}"


def _advice(schema: Schema, key: Key) -> str:
    *_, field = schema.along(key)
    return str(field.get("description", ""))


def _type(schema: Schema, key: Key, error: Any) -> str:
    wanted = error.validator_value
    first = wanted if isinstance(wanted, str) else wanted[0]
    if error.instance is None:
        return f"{schema.title(key)}が空です。{_advice(schema, key) or '値を書いてください。'}"
    return f"{schema.title(key)}が{quoted(error.instance)}になっています。{_TYPES[first]}で書いてください。"


def _enum(schema: Schema, key: Key, error: Any) -> str:
    choices = f"{'、'.join(map(str, error.validator_value))} のどれかを書いてください。"
    return f"{schema.title(key)}に{quoted(error.instance)}は使えません。{_advice(schema, key) or choices}"


def _const(schema: Schema, key: Key, error: Any) -> str:
    return (
        f"{schema.title(key)}が{quoted(error.instance)}になっています。確かめてから true と書いてください。"
    )


def _pattern(schema: Schema, key: Key, error: Any) -> str:
    if not error.instance.strip():
        return f"{schema.title(key)}が空です。{_advice(schema, key) or '値を書いてください。'}"
    return f"{schema.title(key)}の{quoted(error.instance)}は書き方が違います。{_advice(schema, key)}"


def _format(schema: Schema, key: Key, error: Any) -> str:
    return (
        f"{schema.title(key)}の{quoted(error.instance)}は暦や時計にありません。正しい日時に直してください。"
    )


def _short(schema: Schema, key: Key, error: Any) -> str:
    seen, least = len(error.instance), error.validator_value
    return f"{schema.title(key)}は{seen}文字です。あと{least - seen}文字以上、くわしく書いてください。"


def _long(schema: Schema, key: Key, error: Any) -> str:
    seen, most = len(error.instance), error.validator_value
    return f"{schema.title(key)}は{seen}文字です。{seen - most}文字減らして、{most}文字以内にしてください。"


def _none(schema: Schema, key: Key, error: Any) -> str:
    return f"{schema.title(key)}の中身がありません。{_advice(schema, key) or '一つ以上書いてください。'}"


def _many(schema: Schema, key: Key, error: Any) -> str:
    seen, most = len(error.instance), error.validator_value
    return f"{schema.title(key)}が{seen}件あります。{most}件以内にしてください。"


def _small(schema: Schema, key: Key, error: Any) -> str:
    return f"{schema.title(key)}の{quoted(error.instance)}は小さすぎます。{error.validator_value}以上にしてください。"


def _large(schema: Schema, key: Key, error: Any) -> str:
    return f"{schema.title(key)}の{quoted(error.instance)}は大きすぎます。{error.validator_value}以下にしてください。"


def _twice(schema: Schema, key: Key, error: Any) -> str:
    return f"{schema.title(key)}に同じものが2回あります。一つにしてください。"


def _lacks(schema: Schema, key: Key, error: Any) -> str:
    wanted = error.validator_value.get("const", "")
    return f"{schema.title(key)}に「{wanted}」がありません。{_advice(schema, key)}"


def _either(schema: Schema, key: Key, error: Any) -> str:
    names = [name for choice in error.validator_value for name in choice["required"]]
    say = "と".join(schema.title((*key, name)) for name in names)
    return f"{say}のどちらもありません。期限の日付か、期限が無いことのどちらかを書いてください。"


SENTENCES: dict[str, Callable[[Schema, Key, Any], str]] = {
    "type": _type,
    "enum": _enum,
    "const": _const,
    "pattern": _pattern,
    "format": _format,
    "minLength": _short,
    "maxLength": _long,
    "minItems": _none,
    "maxItems": _many,
    "minProperties": _none,
    "minimum": _small,
    "maximum": _large,
    "uniqueItems": _twice,
    "contains": _lacks,
    "anyOf": _either,
}
