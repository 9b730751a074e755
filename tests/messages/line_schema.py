"""LINE's own OpenAPI description of messages, made strict.

As it is written, common validators accept nearly anything: they do not follow a discriminator to its child. Here
each object with a discriminator must be of a known type and must fit that type's schema, with its parent's
properties and no others.
"""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

OPENAPI = Path(__file__).parents[3] / "shared/reference/line-openapi/messaging-api.yml"
needs_openapi = pytest.mark.skipif(
    not OPENAPI.exists(), reason="LINE's OpenAPI files do not lie beside the project"
)


@cache
def _schemas() -> dict[str, Any]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    described = yaml.load(OPENAPI.read_text("utf-8"), Loader=loader)  # noqa: S506  # the safe one, in C
    return described["components"]["schemas"]


def complaints(messages: list[dict[str, Any]]) -> list[str]:
    """What LINE's schema has against these messages."""
    if not 1 <= len(messages) <= 5:
        return [f"{len(messages)} messages"]
    return [
        complaint
        for place, message in enumerate(messages)
        for complaint in _judge(message, "Message", f"messages[{place}]")
    ]


def _judge(value: Any, name: str, where: str) -> list[str]:
    """Hold one object against the named schema, then everything in it."""
    discriminator = _schemas()[name].get("discriminator")
    if discriminator and isinstance(value, dict):
        kind = value.get(discriminator["propertyName"])
        child = discriminator["mapping"].get(kind)
        if child is None:
            return [f"{where}: {kind!r} is no {name}"]
        name = child.rpartition("/")[2]
    found = [
        f"{where}{error.json_path[1:]}: {error.message}" for error in _validator(name).iter_errors(value)
    ]
    for key, inner in _references(name).items():
        if isinstance(value, dict) and key in value:
            each = value[key] if isinstance(value[key], list) else [value[key]]
            for place, item in enumerate(each):
                found += _judge(item, inner, f"{where}.{key}[{place}]")
    return found


@cache
def _merged(name: str) -> dict[str, Any]:
    """Required and own properties of a schema with those of its parents."""
    schema = _schemas()[name]
    merged: dict[str, Any] = {
        "required": list(schema.get("required", ())),
        "properties": dict(schema.get("properties", {})),
    }
    for part in schema.get("allOf", ()):
        base = _merged(part["$ref"].rpartition("/")[2]) if "$ref" in part else part
        merged["required"] += base.get("required", ())
        merged["properties"] |= base.get("properties", {})
    if "enum" in schema:
        merged["enum"] = schema["enum"]
    return merged


def _inner(schema: dict[str, Any]) -> str | None:
    return (schema.get("$ref") or schema.get("items", {}).get("$ref", "")).rpartition("/")[2] or None


@cache
def _references(name: str) -> dict[str, str]:
    """The properties that are, or list, objects with a schema of their own."""
    return {key: inner for key, schema in _merged(name)["properties"].items() if (inner := _inner(schema))}


@cache
def _validator(name: str) -> Draft202012Validator:
    """This schema alone, without the insides of the objects that it refers to; unknown properties refused."""
    merged = _merged(name)
    if "enum" in merged:
        return Draft202012Validator({"enum": merged["enum"]})
    shallow = {
        key: ({"type": "array"} if "items" in schema else {}) if _inner(schema) else schema
        for key, schema in merged["properties"].items()
    }
    return Draft202012Validator(
        {
            "type": "object",
            "required": merged["required"],
            "properties": shallow,
            "additionalProperties": False,
        }
    )
