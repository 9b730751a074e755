"""An existing file in the form: as it is, as the start of its correction, or of next year's post."""

import re
from typing import Any

from scripts.reading.document import Document, read_markdown_file
from scripts.reading.fields import mapping, sequence, text
from scripts.reading.schema import Schema
from scripts.reading.unknown_keys import unknown_keys

_COMMENT = re.compile(r"^\s*#", re.MULTILINE)
_MARK = "【訂正】"
_LONGEST_TITLE = 40


def opened(written: str, kind: str, schema: Schema, purpose: str) -> dict[str, Any]:
    """Values and body for the form, and what to tell the author; no values where the file cannot be read.

    `purpose` is `open`, `correction` or `next`.
    """
    document = read_markdown_file("", written.encode())
    notes = [f"{problem.line_no}行目：{problem.message}" for problem in document.mistakes]
    if document.unreadable:
        return {"kind": kind, "values": None, "body": "", "notes": notes}
    unknown = [str(entry.key[-1]) for entry in unknown_keys(schema, document.data)]
    if purpose == "open":
        notes += _left(document, unknown)
    values, body = {"open": _as_it_is, "correction": _correction, "next": _next}[purpose](document)
    return {"kind": kind, "values": values, "body": body, "notes": notes}


def kind_of(written: str) -> str:
    """`reply` for the record of a comment, else `post`."""
    return "reply" if "decision" in read_markdown_file("", written.encode()).data else "post"


def _left(document: Document, unknown: list[str]) -> list[str]:
    notes = []
    if unknown:
        names = "、".join(f"「{name}」" for name in unknown)
        notes.append(f"このページにない項目{names}があります。消さずに、そのまま書き出します。")
    front = document.text[: document.text.find("\n---")]
    if _COMMENT.search(front):
        notes.append("「#」で始まる説明の行は、書き出すときに消えます。値は変わりません。")
    return notes


def _as_it_is(document: Document) -> tuple[dict[str, Any], str]:
    return dict(document.data), document.body.strip("\n")


def _correction(document: Document) -> tuple[dict[str, Any], str]:
    """The correction of a sent post: category, event and last moment are its; nothing is declared or agreed to."""
    data = document.data
    title = text(data.get("title")).removeprefix(_MARK)
    values: dict[str, Any] = {"title": (_MARK + title)[:_LONGEST_TITLE]}
    values |= {name: data[name] for name in ("category", "reason", "event") if name in data}
    if "not_after" in mapping(data.get("send")):
        values["send"] = {"not_after": data["send"]["not_after"]}
    body = f"先にお送りした「{title}」に誤りがありました。\n\nご迷惑をおかけしましたことをお詫びいたします。"
    return {**values, "images": [], "links": [], "correction": [{}]}, body


def _next(document: Document) -> tuple[dict[str, Any], str]:
    """Next year's post: text and links come over; consents, rights, dates and declarations do not."""
    data = document.data
    values = {name: data[name] for name in ("title", "category", "layout", "reason") if name in data}
    event = {
        name: value
        for name, value in mapping(data.get("event")).items()
        if name in ("place", "fee", "capacity")
    }
    if event:
        values["event"] = event
    links = [
        {
            name: link[name]
            for name in ("url", "party", "relevance", "own_group", "own_group_about")
            if name in link
        }
        for link in map(mapping, sequence(data.get("links")))
    ]
    pictures = {text(mapping(image).get("file")) for image in sequence(data.get("images"))}
    return {**values, "images": [], "links": links}, without_pictures(document.body, pictures)


def without_pictures(body: str, pictures: set[str]) -> str:
    """The text without the places of these pictures."""
    for name in pictures - {""}:
        body = re.sub(rf"!\[[^\]]*\]\({re.escape(name)}\)\n*", "", body)
    return body.strip("\n")
