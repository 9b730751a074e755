"""What a form asks, taken from the schema of its file: kind of control, choices, and on what each question hangs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, Self

from scripts.reading.schema import Schema
from scripts.reading.strict_yaml import Key

Kind = Literal["text", "long", "day", "moment", "choice", "tick", "yes_no", "several", "object", "list"]
When = tuple[tuple[str, tuple[str, ...]], ...]

_LONG = 60  # letters; what may be longer gets more than one line


@dataclass(frozen=True)
class Question:
    """One field. `article` is empty where what the field stands in has the same. `when` names the sibling and its values on which it hangs; it is asked while one of them holds."""

    key: tuple[str, ...]
    kind: Kind
    title: str
    article: Mapping[str, str]
    required: bool
    longest: int | None
    choices: tuple[tuple[str, str], ...]
    when: When
    unless: str
    inside: tuple[Self, ...]

    @property
    def name(self) -> str:
        """The field's own name in the file."""
        return self.key[-1]


def questions(schema: Schema) -> tuple[Question, ...]:
    """Every question of a form, in the schema's order."""
    return tuple(_of_object(schema, schema.shape, (), ()))


def _of_object(
    schema: Schema, shape: Mapping[str, Any], key: tuple[str, ...], path: Key
) -> Iterator[Question]:
    hangs, in_stead = _conditions(shape), instead(shape)
    for name, field in shape["properties"].items():
        required = name in shape.get("required", ())
        yield _question(
            schema, field, (*key, name), (*path, name), required,
            () if required else hangs.get(name, ()), in_stead.get(name, ""),
        )  # fmt: skip


def _question(
    schema: Schema, field: Mapping[str, Any], key: tuple[str, ...], path: Key,
    required: bool, when: When, unless: str,
) -> Question:  # fmt: skip
    items = field.get("items", {})
    kind = _kind(field, items)
    inside: Iterator[Question] = iter(())
    if kind == "object":
        inside = _of_object(schema, field, key, path)
    elif kind == "list":
        inside = _of_object(schema, items, key, (*path, 0))
    labels = (items if kind == "several" else field).get("x-labels", {})
    cited = schema.article(path) or ""
    if path[:-1] and cited == schema.article(path[:-1]):
        cited = {}
    return Question(
        key, kind, field.get("title", key[-1]),
        {"division": cited, "contractor": cited} if isinstance(cited, str) else dict(cited),
        required, field.get("maxLength"), tuple(labels.items()), when, unless, tuple(inside),
    )  # fmt: skip


def _kind(field: Mapping[str, Any], items: Mapping[str, Any]) -> Kind:
    if "enum" in field:
        return "choice"
    if "properties" in field:
        return "object"
    if field.get("type") == "array":
        return "list" if "properties" in items else "several"
    if field.get("const") is True:
        return "tick"
    if field.get("type") == "boolean":
        return "yes_no"
    if field.get("format") in ("date", "moment"):
        return "day" if field["format"] == "date" else "moment"
    return "long" if field.get("maxLength", 0) > _LONG else "text"


def _conditions(shape: Mapping[str, Any]) -> dict[str, When]:
    """Field → the sibling's values under which the schema's `if`/`then` demands it."""
    hangs: dict[str, dict[str, tuple[str, ...]]] = {}
    for branch in (shape, *shape.get("allOf", ())):
        conditions = [
            (name, _values(test)) for name, test in branch.get("if", {}).get("properties", {}).items()
        ]
        then = branch.get("then", {})
        demanded = [*then.get("required", ()), *_alternatives(then)]
        for name in demanded if conditions else ():
            for sibling, values in conditions:
                known = hangs.setdefault(name, {})
                known[sibling] = (*known.get(sibling, ()), *values)
    return {name: tuple(siblings.items()) for name, siblings in hangs.items()}


def _values(test: Mapping[str, Any]) -> tuple[str, ...]:
    """The values of a `const` or an `enum`, as a form's control holds them."""
    values = test["enum"] if "enum" in test else [test["const"]]
    return tuple("true" if value is True else str(value) for value in values)


def _alternatives(shape: Mapping[str, Any]) -> list[str]:
    """The names of which one must be there."""
    return [name for choice in shape.get("anyOf", ()) for name in choice.get("required", ())]


def instead(shape: Mapping[str, Any]) -> dict[str, str]:
    """Field → the tick in whose stead it is asked: a last day, or that there is none."""
    either = [_alternatives(place) for place in (shape, *_thens(shape))]
    pairs = {tuple(names) for names in either if len(names) == 2}
    ticks = {name for name, field in shape["properties"].items() if field.get("const") is True}
    return {first: second for first, second in pairs if second in ticks}


def _thens(shape: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for branch in (shape, *shape.get("allOf", ())):
        yield branch.get("then", {})
