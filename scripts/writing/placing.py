"""To which question of the form a finding belongs, and in which words it is said there."""

from collections.abc import Iterable, Mapping
from typing import Any

from scripts.checking.finding import Finding, in_a_form
from scripts.content.form import Form
from scripts.reading.document import Document
from scripts.reading.schema import Schema
from scripts.reading.schema_messages import Complaint, complaints
from scripts.reading.strict_yaml import Key
from scripts.reading.unknown_keys import UnknownKey, unknown_keys
from scripts.writing.question import instead
from scripts.writing.wording import DROP, blank_in_words, mending, refused_in_words, unknown_in_words

BODY: Key = ("body",)
_IDS = ("post-folder", "post-id-once", "stray-file")
_LACKING = {  # rule → what holds the field that is missing, and that field
    "policy-words": ("consent", "policy_words"),
    "terms-words": ("rights", "terms_words"),
}


def placed(findings: Iterable[Finding], form: Form, schema: Schema) -> list[dict[str, Any]]:
    """Each finding with its key in the form (an empty one for the whole), as JSON.

    `blank` is true where nothing has been filled in yet; `line` counts in the body, from 1; `mend` is the button that
    puts in what was meant (or, without a value, takes away what stands there), None where only the author knows it.
    """
    by_line = _by_line(form.document)
    shape: dict[tuple[int, str], Complaint | UnknownKey] = {
        (form.line_no(*complaint.at), complaint.message): complaint
        for complaint in complaints(schema, form.document.data)
    }
    shape |= {
        (form.line_no(*unknown.key), unknown.message): unknown
        for unknown in unknown_keys(schema, form.document.data)
    }
    return [
        _placed(finding, key, form, schema, of_shape)
        for finding in findings
        for of_shape in (shape.get((finding.line, finding.message)),)
        for key in _keys(finding, form.document, schema, of_shape, by_line)
    ]


def _keys(
    finding: Finding,
    document: Document,
    schema: Schema,
    of_shape: Complaint | UnknownKey | None,
    by_line: Mapping[int, Key],
) -> tuple[Key, ...]:
    """The fields that a finding speaks of: one, but for several that are missing and are told in one sentence."""
    if isinstance(of_shape, Complaint):
        return of_shape.missing or (_exactly(document.data, schema, of_shape.key),)
    if of_shape:
        return (of_shape.key,)
    if finding.rule in _IDS:
        return (("id",),)
    in_body = finding.line >= document.body_line and finding.rule != "schema"
    key = BODY if in_body else by_line.get(finding.line, ())
    holder, field = _LACKING.get(finding.rule, ("", ""))
    return ((*key[: key.index(holder) + 1], field) if holder in key else key,)


def _placed(
    finding: Finding, key: Key, form: Form, schema: Schema, of_shape: Complaint | UnknownKey | None
) -> dict[str, Any]:
    document = form.document
    blank = isinstance(of_shape, Complaint) and not _filled(document.data, key)
    blank |= key == BODY and not document.body.strip()
    message, mend = in_a_form(finding.message), None
    if blank:
        message = blank_in_words(schema, key)
    elif isinstance(of_shape, Complaint):
        message, mend = refused_in_words(of_shape, form.kind, schema), mending(of_shape, schema)
    elif of_shape:
        message, mend = unknown_in_words(of_shape.key[-1]), DROP
    return {
        "key": list(key),
        "line": finding.line - _first_line(document) + 1 if key == BODY else None,
        "rule": finding.rule,
        "article": finding.article,
        "level": finding.level,
        "blank": blank,
        "message": message,
        "mend": mend,
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
