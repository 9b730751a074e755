"""What a JSON Schema has to say, as sentences for an author: one for each slip, on the line where it was made."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from scripts.reading.corrected import corrected, corrected_line, with_a_time
from scripts.reading.fields import YEARS
from scripts.reading.schema import Schema
from scripts.reading.strict_yaml import Key
from scripts.reading.unknown_keys import unknown_keys
from scripts.text.quote import quoted, to_paste

_TYPES = {
    "string": "文字",
    "integer": "半角の数字(引用符なし)",
    "boolean": "trueかfalse",
    "array": "一覧([ ] の中か、行頭の「- 」で並べたもの)",
    "object": "「項目名: 値」の形",
    "null": "null",
}
# {title} the field, {seen} what was typed, {limit} what the schema names, {advice} the field's own explanation.
SENTENCES = {
    "type": "{title}が{seen}になっています。{kind}で書いてください。",
    "enum": "{title}に{seen}は使えません。{advice}",
    "const": "{title}が{seen}になっています。確かめてから true と書いてください。",
    "pattern": "{title}の{seen}は書き方が違います。{advice}",
    "format": "{title}の{seen}{unreal}",
    "minLength": "{title}は{size}文字です。あと{short}文字以上、くわしく書いてください。",
    "maxLength": "{title}は{size}文字です。{over}文字減らして、{limit}文字以内にしてください。",
    "minItems": "{title}の中身がありません。{advice}",
    "maxItems": "{title}が{size}件あります。{limit}件以内にしてください。",
    "minProperties": "{title}の中身がありません。{advice}",
    "minimum": "{title}の{seen}は小さすぎます。{limit}以上にしてください。",
    "maximum": "{title}の{seen}は大きすぎます。{limit}以下にしてください。",
    "uniqueItems": "{title}に同じものが2回あります。一つにしてください。",
    "contains": "{title}に「{contained}」がありません。{advice}",
    "anyOf": "{either}のどちらもありません。期限の日付か、期限が無いことのどちらかを書いてください。",
}
_MOST = 200  # of one file; who puts these right sees the others, and a hostile file is answered at once
_EMPTY = "{title}が空です。{advice}"
_OTHER_YEAR = (
    f"は、年が違うようです。{YEARS.start}年から{YEARS.stop - 1}年までの西暦で書いてください。"
    "期限がないことは、遠い日付では書きません。"
)
_NO_SUCH_DAY = (
    "という日付や時刻はありません。その月が何日までか、時刻が23時59分までかを確かめて、直してください。"
)
_OTHERWISE = {
    "enum": "決められた語のどれかを書いてください。",
    "minItems": "一つ以上書いてください。",
    "minProperties": "一つ以上書いてください。",
    "type": "値を書いてください。",
    "pattern": "値を書いてください。",
}


@dataclass(frozen=True)
class Complaint:
    """One thing that the schema refuses: which key, what to do, at which key it was done, and which keys are missing.

    `demand` is the schema's word for what is broken and `facts` what a sentence on it may name, so that a form can say it in
    its own words; `meant` is the value that was meant, None where nobody can tell it.
    """

    key: Key
    message: str
    at: Key
    missing: tuple[Key, ...] = ()
    demand: str = "required"
    facts: Mapping[str, object] = field(default_factory=dict)
    meant: Any = None


def complaints(schema: Schema, data: Mapping[str, Any]) -> Iterator[Complaint]:
    """Everything that is not as the schema wants it, but unknown keys and the keys that those were meant to be."""
    errors = list(islice(schema.errors(data), _MOST))
    meant = {unknown.meant for unknown in unknown_keys(schema, data)} if errors else set()
    misshapen = {tuple(error.absolute_path) for error in errors if error.validator == "pattern"}
    missing: dict[Key, list[str]] = {}  # field that asks for others → their names
    for error in errors:
        key: Key = tuple(error.absolute_path)
        if error.validator == "required":
            name = next(
                str(name) for name in error.validator_value if f"{name!r} is a required" in error.message
            )
            if (*key, name) not in meant:
                asking = schema.asked_by(key, name, error.instance)
                missing.setdefault((*key, asking or name), []).append(name)
        elif error.validator == "format" and key in misshapen:
            continue  # said already
        elif error.validator != "additionalProperties":
            yield _refused(schema, data, key, error)
    for at, names in missing.items():
        yield _missing(schema, data, at, names)


def _missing(schema: Schema, data: Any, at: Key, names: list[str]) -> Complaint:
    """What is missing, in one sentence with the lines that do not apply beside it."""
    keys: list[Key] = [(*at[:-1], name) for name in names]
    data = _along(data, at[:-1])
    needless = [f"「{name}」" for name in schema.needless(at, data)]
    drop = f"{'、'.join(needless)}の行は要らないので消してください。" if needless else ""
    if len(names) == 1:
        field = schema.field(keys[0])
        wanted = (
            "確かめてから true と書いてください。"
            if field.get("const") is True
            else "この項目を書いてください。"
        )
        return Complaint(
            keys[0],
            f"{schema.title(keys[0])}がありません。{schema.advice(keys[0]) or wanted}{drop}",
            at,
            tuple(keys),
        )
    lines = "、".join(f"{schema.title(key)}" for key in keys)
    sample = " / ".join(f"{key[-1]}: {schema.sample(key)}" for key in keys)
    head = (
        f"{at[-1]}: {data[at[-1]]} のときは、{lines}も要ります。"
        if at[-1] in data
        else f"{lines}がありません。"
    )
    return Complaint(keys[0], f"{head}次の行を書き足してください: {sample} 。{drop}", at, tuple(keys))


def _refused(schema: Schema, data: Any, key: Key, error: Any) -> Complaint:
    kind, seen, limit = error.validator, error.instance, error.validator_value
    shape, name = schema.field(key), _name(key)
    blank = seen is None or (kind == "pattern" and not str(seen).strip())
    if blank and _is_needless(schema, data, key):
        return Complaint(key, f"{schema.title(key)}の行は、ここでは要りません。この行を消してください。", key)
    mendable = kind in ("type", "enum", "pattern", "format") and not blank
    meant = corrected(shape, seen) if mendable else None
    meant = None if meant == seen else meant  # a year that nobody means is no better the second time
    line = corrected_line(name, shape, seen) if meant is not None else ""
    advice = "" if line else with_a_time(name, shape, seen) or schema.advice(key) or _OTHERWISE.get(kind, "")
    facts = {**_facts(schema, key, kind, seen, limit), "advice": advice}
    sentence = (_EMPTY if blank else SENTENCES[kind]).format(**facts)
    if kind == "type" and line == f"{name}: []":
        sentence = f"{schema.title(key)}が{quoted(seen)}になっています。"
    message = f"{sentence}{to_paste(line)}" if line else sentence
    return Complaint(key, message, key, demand=kind, facts=facts, meant=meant)


def _unreal(seen: object) -> str:
    """What is wrong with a day or moment that is written as one and is none."""
    year = str(seen)[:4]
    return _OTHER_YEAR if year.isdecimal() and int(year) not in YEARS else _NO_SUCH_DAY


def _facts(schema: Schema, key: Key, kind: str, seen: Any, limit: Any) -> dict[str, object]:
    """What a sentence about a refused value may name."""
    size = len(seen) if isinstance(seen, str | list | dict) else 0
    number = limit if isinstance(limit, int) else 0
    first = limit if isinstance(limit, str) else limit[0] if kind == "type" else ""
    names = [name for choice in limit for name in choice["required"]] if kind == "anyOf" else []
    return {
        "title": schema.title(key), "seen": quoted(seen), "limit": limit, "size": size, "short": number - size,
        "over": size - number, "kind": _TYPES.get(first, ""),
        "unreal": _unreal(seen) if kind == "format" else "",
        "contained": limit.get("const", "") if kind == "contains" else "",
        "either": "と".join(schema.title((*key, name)) for name in names),
    }  # fmt: skip


def _is_needless(schema: Schema, data: Any, key: Key) -> bool:
    beside = _along(data, key[:-1])
    asking = [(*key[:-1], name) for name in beside] if isinstance(beside, Mapping) else []
    return any(key[-1] in schema.needless(at, beside) for at in asking if _known(schema, at))


def _known(schema: Schema, key: Key) -> bool:
    return key[-1] in schema.field(key[:-1]).get("properties", {})


def _along(data: Any, key: Key) -> Any:
    for step in key:
        data = data[step]
    return data


def _name(key: Key) -> str:
    return key[-1] if key and isinstance(key[-1], str) else ""
