"""To which question of the form a finding belongs, and in which words it is said there."""

from collections.abc import Iterable, Mapping
from typing import Any

from scripts.checking.finding import Finding
from scripts.content.form import Form
from scripts.reading.document import Document
from scripts.reading.schema import Schema
from scripts.reading.schema_messages import Complaint, complaints
from scripts.reading.strict_yaml import Key
from scripts.writing.question import instead

BODY: Key = ("body",)
_IDS = ("post-folder", "post-id-once", "stray-file")


def placed(findings: Iterable[Finding], form: Form, schema: Schema) -> list[dict[str, Any]]:
    """Each finding with its key in the form (an empty one for the whole), as JSON.

    `blank` is true where nothing has been filled in yet; `line` counts in the body, from 1.
    """
    document = form.document
    by_message = {
        (form.line(*complaint.at), complaint.message): complaint
        for complaint in complaints(schema, document.data)
    }
    by_line = _by_line(document)
    return [
        _placed(finding, key, document, schema)
        for finding in findings
        for key in _keys(finding, document, schema, by_message.get((finding.line, finding.message)), by_line)
    ]


def _keys(
    finding: Finding,
    document: Document,
    schema: Schema,
    complaint: Complaint | None,
    by_line: Mapping[int, Key],
) -> tuple[Key, ...]:
    """The fields that a finding speaks of: one, but for several that are missing and are told in one sentence."""
    if finding.rule == "schema" and complaint:
        return complaint.missing or (_exactly(document.data, schema, complaint.key),)
    if finding.rule in _IDS:
        return (("id",),)
    in_body = finding.line >= document.body_line and finding.rule != "schema"
    return (BODY if in_body else by_line.get(finding.line, ()),)


def _placed(finding: Finding, key: Key, document: Document, schema: Schema) -> dict[str, Any]:
    blank = finding.rule == "schema" and not _filled(document.data, key)
    blank |= key == BODY and not document.body.strip()
    return {
        "key": list(key),
        "line": finding.line - _first_line(document) + 1 if key == BODY else None,
        "rule": finding.rule,
        "article": finding.article,
        "level": finding.level,
        "blank": blank,
        "message": _in_the_form(finding, schema, key, blank),
    }


def _exactly(data: Any, schema: Schema, key: Key) -> Key:
    """Of an object that lacks one of two fields, the first of them."""
    for step in key:
        data = data[step] if _holds(data, step) else {}
    *_, shape = schema.along(key)
    pairs = instead(shape).items() if "properties" in shape and isinstance(data, Mapping) else ()
    lacking = (first for first, second in pairs if first not in data and second not in data)
    return next(((*key, first) for first in lacking), key)


def _first_line(document: Document) -> int:
    """The line of the file on which the text begins: the writer leaves no blank line before it."""
    return document.body_line + len(document.body) - len(document.body.lstrip("\n"))


def _by_line(document: Document) -> dict[int, Key]:
    """Line → the innermost key that begins on it."""
    lines: dict[int, Key] = {}
    for key in sorted(document.lines, key=len):
        if key:
            lines[document.lines[key]] = key
    return lines


def _holds(data: Any, step: str | int) -> bool:
    return (isinstance(data, Mapping) and step in data) or (
        isinstance(data, list) and isinstance(step, int) and step < len(data)
    )


def _filled(data: Any, key: Key) -> bool:
    for step in key:
        if not _holds(data, step):
            return False
        data = data[step]
    return data not in ("", None, [], {})


def _in_the_form(finding: Finding, schema: Schema, key: Key, blank: bool) -> str:
    """The finding's sentence; where it speaks of how a file is written, the form's own words."""
    if blank:
        return "まだ書かれていません。"
    *_, field = schema.along(key)
    if finding.rule == "schema" and field.get("format") == "date":
        return "日付として読めません。「12月10日」のように、暦にある日を書いてください。"
    if finding.rule == "schema" and field.get("format") == "moment":
        return "日時として読めません。「12月10日 10時」のように、日付と時刻を書いてください。"
    return finding.message
