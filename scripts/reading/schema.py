"""A JSON Schema with Japanese titles, read for its titles, its articles and its verdict on some data."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from scripts.reading.fields import YEARS, day, mapping, moment
from scripts.reading.strict_yaml import Key

_SAMPLES = {
    "date": '"2026-12-10"',
    "moment": '"2026-12-10T10:00+09:00"',
    "array": "[line]",
    "boolean": "true",
}


def _day_of_ours(value: object) -> date | None:
    written = day(value)
    return written if written and written.year in YEARS else None


_FORMATS = {"date": _day_of_ours, "moment": moment}


@dataclass(frozen=True)
class Schema:
    """The shape of one kind of file. The validator is built once, and only when it is asked."""

    data: Mapping[str, Any]

    @cached_property
    def shape(self) -> Mapping[str, Any]:
        """The schema with what each `$ref` names written in its place; the words beside it come first."""
        return mapping(self._spelt_out(self.data))

    def _spelt_out(self, schema: Any) -> Any:
        if isinstance(schema, list):
            return [self._spelt_out(part) for part in schema]
        if not isinstance(schema, Mapping):
            return schema
        parts = {
            name: self._spelt_out(part) for name, part in schema.items() if name not in ("$ref", "$defs")
        }
        named = schema.get("$ref", "").rpartition("/")[2]
        return {**self._spelt_out(self.data["$defs"][named]), **parts} if named else parts

    @cached_property
    def validator(self) -> Any:
        """A validator that asserts our two formats: a day of the calendar, a moment with its offset."""
        from jsonschema import Draft202012Validator, FormatChecker

        checker = FormatChecker(formats=())
        for name, read in _FORMATS.items():
            checker.checks(name)(
                lambda value, read=read: not isinstance(value, str) or read(value) is not None
            )
        return Draft202012Validator(self.shape, format_checker=checker)

    def errors(self, data: Mapping[str, Any]) -> Iterator[Any]:
        """Every `ValidationError` of jsonschema."""
        return iter(self.validator.iter_errors(data))

    def along(self, key: Key) -> Iterator[Mapping[str, Any]]:
        """The schemas of a field and of everything that it stands in, from the outermost in."""
        at: Mapping[str, Any] = self.shape
        yield at
        for step in key:
            inner = at.get("items") if isinstance(step, int) else mapping(at.get("properties")).get(step)
            at = mapping(inner)
            yield at

    def title(self, key: Key) -> str:
        """A field as an author knows it: its Japanese title and the name that stands in the file."""
        *_, schema = self.along(key)
        name = next((str(step) for step in reversed(key) if isinstance(step, str)), "")
        return f"「{schema['title']}({name})」" if "title" in schema and name else f"「{name}」"

    def field(self, key: Key) -> Mapping[str, Any]:
        """The schema of a field itself."""
        *_, schema = self.along(key)
        return schema

    def advice(self, key: Key) -> str:
        """The explanation that the schema has for a field, or nothing."""
        return str(self.field(key).get("description", ""))

    def sample(self, key: Key) -> str:
        """A value of the right form, to be replaced by the author's."""
        field = self.field(key)
        if "enum" in field:
            return str(field["enum"][0])
        return _SAMPLES.get(field.get("format", field.get("type", "")), "…")

    def asked_by(self, key: Key, name: str, data: Mapping[str, Any]) -> str:
        """The field beside it whose value asks for this one (`if`/`then`), or nothing."""
        return next((asking for asking, names in self._names_asked(key, data).items() if name in names), "")

    def needless(self, key: Key, data: Mapping[str, Any]) -> list[str]:
        """The fields that stand in a mapping although only another choice of this field (`x-exclusive`) asks for them."""
        field = self.field(key)
        if not field.get("x-exclusive") or data.get(str(key[-1])) not in field["enum"]:
            return []
        wanted = self._names_asked(key[:-1], data).get(str(key[-1]), ())
        others = [names for asking, _, names in self._conditions(key[:-1]) if asking == key[-1]]
        known = self.field(key[:-1]).get("properties", {})
        return [
            name
            for name in known
            if name in data and name not in wanted and any(name in names for names in others)
        ]

    def _names_asked(self, key: Key, data: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
        """Field → the names that its value in the data asks for."""
        names_by_field: dict[str, tuple[str, ...]] = {}
        for asking, values, names in self._conditions(key):
            if asking in data and (values is None or data[asking] in values):
                names_by_field[asking] = (*names_by_field.get(asking, ()), *names)
        return names_by_field

    def _conditions(self, key: Key) -> Iterator[tuple[str, list[Any] | None, list[str]]]:
        """Field, the values of it that ask for others (None: any), and what they ask for."""
        field = self.field(key)
        for rule in (field, *field.get("allOf", ())):
            names = mapping(rule.get("then")).get("required", [])
            for asking, wanted in mapping(mapping(rule.get("if")).get("properties")).items():
                yield asking, wanted.get("enum", [wanted["const"]] if "const" in wanted else None), names

    def article(self, key: Key) -> str | Mapping[str, str] | None:
        """The article that demands a field: its own `x-article`, else that of what it stands in."""
        cited = [schema["x-article"] for schema in self.along(key) if "x-article" in schema]
        return cited[-1] if cited else None
