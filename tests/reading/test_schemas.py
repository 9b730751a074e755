"""The schemas themselves: what holds of every pattern in them."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from scripts.reading.schema import Schema

FILES = sorted((Path(__file__).parents[2] / "schemas").glob("*.json"))


def patterns(shape: Any) -> Iterator[str]:
    if isinstance(shape, dict):
        yield from (value for name, value in shape.items() if name == "pattern" and isinstance(value, str))
        yield from (pattern for value in shape.values() for pattern in patterns(value))
    elif isinstance(shape, list):
        yield from (pattern for value in shape for pattern in patterns(value))


GOOD = ["2026-12-10", "2026-12-10T10:00+09:00", "20261210-a", "@cafe", "https://a.example/x", "5y", "08:45", "a-b", "#00ff00", "a.example"]  # fmt: skip


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_pattern_stops_at_the_true_end_in_python_as_in_an_editor(file: Path) -> None:
    anchored = [pattern for pattern in patterns(json.loads(file.read_text("utf-8"))) if "$" in pattern]
    assert anchored
    for pattern in anchored:
        # `$` lets a last line break through in Python, and ECMA-262 has no `\Z`.
        assert pattern.endswith(r"$(?!\n)")
        matched = [good for good in GOOD if re.search(pattern, good)]
        assert matched
        assert not [good for good in matched if re.search(pattern, good + "\n")]


def references(shape: Any) -> Iterator[dict[str, Any]]:
    if isinstance(shape, dict):
        yield from [shape] if "$ref" in shape else []
        shape = list(shape.values())
    yield from (
        reference for part in shape if isinstance(part, dict | list) for reference in references(part)
    )


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_the_words_beside_a_reference_only_name_and_explain(file: Path) -> None:
    schema = json.loads(file.read_text("utf-8"))
    for reference in references(schema):
        shared = schema["$defs"][reference["$ref"].removeprefix("#/$defs/")]
        clashing = reference.keys() & shared.keys() & Draft202012Validator.VALIDATORS.keys()
        assert not clashing, f"{reference} would be read otherwise than JSON Schema reads it"
    assert "$ref" not in json.dumps(Schema(schema).shape)
