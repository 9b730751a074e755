"""A finding in the words of the form, and the value that would put it right: no file, no key and no line to paste."""

from collections.abc import Mapping
from typing import Any

from scripts.reading.fields import day, moment
from scripts.reading.schema import Schema
from scripts.reading.schema_messages import Complaint
from scripts.reading.strict_yaml import Key
from scripts.text.dates import day_in_words, moment_in_words
from scripts.text.quote import quoted
from scripts.writing.words import words_for

_MISSING = "まだ書かれていません。"
_NOT_CHOSEN = "まだ選ばれていません。"
_DAY = "日付として読めません。「12月10日」のように、暦にある日だけを、時刻を付けずに書いてください。"
_MOMENT = "日時として読めません。「12月10日 10時」のように、日付と時刻を書いてください。"
# {label} the name of the choice that must be among those chosen, {hint} what the question itself explains.
SENTENCES = {
    "type": "{seen}は、ここには書けません。{hint}",
    "enum": "{seen}は、選べるものの中にありません。選び直してください。",
    "const": "自分で確かめてから、選んでください。",
    "pattern": "{seen}は書き方が違います。{hint}",
    "format": "{seen}{unreal}",
    "minLength": "{size}文字です。あと{short}文字以上、くわしく書いてください。",
    "maxLength": "{size}文字です。{over}文字減らして、{limit}文字以内にしてください。",
    "minItems": "一つも書かれていません。{hint}",
    "maxItems": "{size}件あります。{limit}件以内にしてください。",
    "minProperties": "まだ答えていません。",
    "minimum": "{seen}は小さすぎます。{limit}以上にしてください。",
    "maximum": "{seen}は大きすぎます。{limit}以下にしてください。",
    "uniqueItems": "同じものが2回あります。一つにしてください。",
    "contains": "「{label}」が選ばれていません。{hint}",
    "anyOf": "期限の日付か、期限がないことのどちらかを答えてください。",
}
_YES_NO = {True: "はい", False: "いいえ"}


def blank_in_words(schema: Schema, key: Key) -> str:
    """That nothing stands there yet."""
    field = schema.field(key)
    chosen = "enum" in field or field.get("type") == "boolean" or field.get("const") is True
    return _NOT_CHOSEN if chosen else _MISSING


def refused_in_words(complaint: Complaint, kind: str, schema: Schema) -> str:
    """What the schema refuses, as the form says it beside the field."""
    field = schema.field(complaint.key)
    if field.get("format") == "date":
        return _DAY
    if field.get("format") == "moment":
        return _MOMENT
    if complaint.demand not in SENTENCES:
        return _MISSING
    words = words_for(kind, tuple(step for step in complaint.key if isinstance(step, str)), "")
    example = f"「{words.example}」のように書きます。" if words.example else ""
    contained = str(complaint.facts.get("contained", ""))
    label = field.get("items", {}).get("x-labels", {}).get(contained, contained)
    facts = {**complaint.facts, "hint": words.help or example, "label": label}
    if complaint.demand == "pattern" and example:
        facts["hint"] = example
    return SENTENCES[complaint.demand].format(**facts)


def mending(complaint: Complaint, schema: Schema) -> dict[str, Any] | None:
    """The button that puts in what was meant: its words and the value."""
    if complaint.meant is None:
        return None
    return {
        "words": f"{_in_words(schema.field(complaint.key), complaint.meant)}にする",
        "value": complaint.meant,
    }


def _in_words(field: Mapping[str, Any], value: Any) -> str:
    if value == []:
        return "「なし」"
    if isinstance(value, bool):
        return f"「{_YES_NO[value]}」"
    if field.get("format") == "date" and (date := day(value)):
        return f"「{day_in_words(date)}」"
    if field.get("format") == "moment" and (then := moment(value)):
        return f"「{moment_in_words(then)}」"
    return f"「{field.get('x-labels', {}).get(value, value)}」"


def unknown_in_words(name: object) -> str:
    """That a file which was opened has something of which the form knows nothing."""
    return f"開いたものに、この欄にない項目{quoted(name)}があります。覚えがなければ消してください。"


DROP = {"words": "この項目を消す"}  # no value: what stands there goes
