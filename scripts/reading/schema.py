"""A JSON Schema with Japanese titles, read for its titles, its articles and its verdict on some data."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from scripts.reading.fields import day, mapping, moment
from scripts.reading.strict_yaml import Key

_FORMATS = {"date": day, "moment": moment}


@dataclass(frozen=True)
class Schema:
    """The shape of one kind of file. The validator is built once, and only when it is asked."""

    data: Mapping[str, Any]

    @cached_property
    def validator(self) -> Any:
        """A validator that asserts our two formats: a day of the calendar, a moment with its offset."""
        from jsonschema import Draft202012Validator, FormatChecker

        checker = FormatChecker(formats=())
        for name, read in _FORMATS.items():
            checker.checks(name)(
                lambda value, read=read: not isinstance(value, str) or read(value) is not None
            )
        return Draft202012Validator(self.data, format_checker=checker)

    def errors(self, data: Mapping[str, Any]) -> Iterator[Any]:
        """Every `ValidationError` of jsonschema."""
        return iter(self.validator.iter_errors(data))

    def along(self, key: Key) -> Iterator[Mapping[str, Any]]:
        """The schemas of a field and of everything that it stands in, from the outermost in."""
        at: Mapping[str, Any] = self.data
        yield at
        for step in key:
            inner = at.get("items") if isinstance(step, int) else mapping(at.get("properties")).get(step)
            at = self.resolved(mapping(inner))
            yield at

    def title(self, key: Key) -> str:
        """A field as an author knows it: its Japanese title and the name that stands in the file."""
        *_, schema = self.along(key)
        name = next((str(step) for step in reversed(key) if isinstance(step, str)), "")
        return f"「{schema['title']}({name})」" if "title" in schema and name else f"「{name}」"

    def article(self, key: Key) -> str | Mapping[str, str] | None:
        """The article that demands a field: its own `x-article`, else that of what it stands in."""
        cited = [schema["x-article"] for schema in self.along(key) if "x-article" in schema]
        return cited[-1] if cited else None

    def resolved(self, schema: Mapping[str, Any]) -> Mapping[str, Any]:
        """The schema with what its `$ref` names; its own words come first."""
        name = schema.get("$ref", "").rpartition("/")[2]
        return {**mapping(self.data.get("$defs")).get(name, {}), **schema} if name else schema
