"""The worker's one door: JSON in, JSON out, so that nothing but text crosses from the page to the program."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from scripts.reading.fields import instant, mapping, text
from scripts.reading.schema import Schema
from scripts.writing.desk import Draft, looked_at, picture_of
from scripts.writing.opening import kind_of, opened


def answer(facts: str, question: str, files: Mapping[str, bytes]) -> str:
    """Answer one question of the page. `files` are the pictures' bytes by their names.

    `{"ask": "look", …}` is about what stands in the form, `{"ask": "open", "purpose", "text"}` about a file.
    """
    account, schemas = _facts(facts)
    request = mapping(json.loads(question))
    answered = (
        _opened(request, schemas) if request["ask"] == "open" else _looked(request, account, schemas, files)
    )
    return json.dumps(answered, ensure_ascii=False)


@cache
def _facts(facts: str) -> tuple[Mapping[str, Any], Mapping[str, Schema]]:
    data = json.loads(facts)
    return data["account"], {kind: Schema(shape) for kind, shape in data["schemas"].items()}


def _opened(request: Mapping[str, Any], schemas: Mapping[str, Schema]) -> dict[str, Any]:
    written = text(request.get("text"))
    kind = kind_of(written)
    return opened(written, kind, schemas[kind], request["purpose"])


def _looked(
    request: Mapping[str, Any],
    account: Mapping[str, Any],
    schemas: Mapping[str, Schema],
    files: Mapping[str, bytes],
) -> dict[str, Any]:
    draft = Draft(
        text(request.get("kind")), text(request.get("side")), text(request.get("id")),
        mapping(request.get("values")), text(request.get("body")),
    )  # fmt: skip
    sizes = mapping(request.get("pictures"))
    pictures = {name: picture_of(name, raw, *sizes[name]) for name, raw in files.items() if name in sizes}
    now = instant(request.get("now"))
    if now is None:
        raise ValueError("the page's clock is no time")
    return looked_at(draft, pictures, account, schemas, now)
