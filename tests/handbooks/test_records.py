"""The handbook of records: every field that it names is in the schemas, and every field of free text is named in it."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from scripts.records.redaction import redaction_of
from tests.handbooks.workflows import ROOT

PAGE = (ROOT / ".github/RECORDS.md").read_text("utf-8")
ROWS = re.findall(r"^\| (\w+) \| `([^`]+)` \| (?:[^|]+ \| )?([^|]+) \|$", PAGE, re.MULTILINE)
PERSONAL = {(file, field): what for file, field, what in ROWS if what in ("伏せる", "読んで伏せる")}
HARMLESS = {(file, field) for file, field, what in ROWS} - PERSONAL.keys()
Place = tuple[str, str]


def fields(schema: dict[str, Any], root: dict[str, Any], way: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every single value that a file can hold: its way, and its shape."""
    if "$ref" in schema:
        schema = {**root["$defs"][schema["$ref"].rpartition("/")[2]], **schema}
    if "properties" in schema:
        for name, inner in schema["properties"].items():
            yield from fields(inner, root, f"{way}.{name}".lstrip("."))
    elif "items" in schema:
        yield from fields(schema["items"], root, f"{way}[]")
    else:
        yield way, schema


def all_fields() -> dict[Place, dict[str, Any]]:
    shapes = {}
    for file in sorted((ROOT / "schemas").glob("*.schema.json")):
        root = json.loads(file.read_text("utf-8"))
        name = file.name.partition(".")[0]
        shapes |= {(name, way): shape for way, shape in fields(root, root, "")}
    return shapes


FIELDS = all_fields()
IS_CLOSED = re.compile(r"^\^(?!https\?:|https:).*\$")  # a pattern that leaves no room for a sentence


def is_free(shape: dict[str, Any]) -> bool:
    """True for a text that may hold anything: no list of words, no date, no closed pattern."""
    texts = shape.get("type") in ("string", ["string", "null"])
    return (
        texts
        and not shape.keys() & {"enum", "const", "format"}
        and not IS_CLOSED.match(shape.get("pattern", ""))
    )


def test_every_field_that_is_named_exists() -> None:
    assert len(ROWS) > 50
    assert {*PERSONAL, *HARMLESS} - FIELDS.keys() == set()


def test_no_field_is_named_twice() -> None:
    places = [(file, field) for file, field, _ in ROWS]
    assert len(places) == len(set(places))


def test_every_field_of_free_text_is_named() -> None:
    free = {place for place, shape in FIELDS.items() if is_free(shape)}
    assert ("incident", "summary") in free and ("post", "corrects") not in free
    assert free - PERSONAL.keys() - HARMLESS == set()


def filled(field: str, value: str) -> object:
    """Data in which that one field has that value."""
    data: object = value
    for part in reversed(field.split(".")):
        data = {part.removesuffix("[]"): [data] if part.endswith("[]") else data}
    return data


@pytest.mark.parametrize("place", [place for place, what in PERSONAL.items() if what == "伏せる"])
def test_what_is_said_to_be_left_out_is_left_out(place: Place) -> None:
    data = filled(place[1], "secret-26-112")
    if place[0] == "roster":  # an account and a person are known by what stands beside it
        person = {"id": "x", "roles": [], "github": {"login": "y", "id": "1"}}
        inner = data["people"][0]  # type: ignore[index]
        beside = {"github": {**person["github"], **inner["github"]}} if "github" in inner else {}  # type: ignore[dict-item]
        data = {"people": [{**person, **inner, **beside}]}
    assert "secret-26-112" not in redaction_of([data]).text("前 secret-26-112。")
