"""The strict reading of LINE's schema must refuse what LINE refuses, and take LINE's own examples."""

import json

import pytest

from tests.messages.line_schema import OPENAPI, complaints, needs_openapi

TEXT = {"type": "text", "text": "x"}
BOX = {"type": "box", "layout": "vertical", "contents": [{"type": "text", "text": "x"}]}
EXAMPLES = sorted((OPENAPI.parents[1] / "flex-examples").glob("*.json")) or [None]


def card(body: object) -> list[dict[str, object]]:
    return [{"type": "flex", "altText": "x", "contents": {"type": "bubble", "body": body}}]


@needs_openapi
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda file: file and file.stem)
def test_it_takes_what_line_shows_as_examples(example):
    contents = json.loads(example.read_text("utf-8"))
    assert complaints([{"type": "flex", "altText": "x", "contents": contents}]) == []


@needs_openapi
def test_it_takes_a_small_card_and_a_text():
    assert complaints([*card(BOX), TEXT]) == []


@needs_openapi
@pytest.mark.parametrize(
    "messages",
    [
        [],
        [TEXT] * 6,
        [{"type": "txt", "text": "x"}],
        [{"type": "text"}],
        [{"type": "text", "text": 1}],
        [{"type": "text", "text": "x", "colour": "red"}],
        [{"type": "flex", "contents": {"type": "bubble", "body": BOX}}],
        [{"type": "image", "originalContentUrl": "https://example.jp/a.jpg"}],
        card({"type": "box", "contents": []}),
        card({"type": "box", "layout": "diagonal", "contents": []}),
        card({"type": "box", "layout": "vertical", "contents": [{"type": "txt"}]}),
        card({"type": "box", "layout": "vertical", "contents": [{"type": "text", "text": "x", "weight": "heavy"}]}),
        card({"type": "box", "layout": "vertical", "contents": [{"type": "button", "style": "primary"}]}),
        card({"type": "box", "layout": "vertical", "contents": [
            {"type": "text", "contents": [{"type": "span", "text": "x", "wrap": True}]}]}),
        card({"type": "box", "layout": "vertical", "contents": [
            {"type": "button", "action": {"type": "uri", "label": "x", "url": "https://example.jp"}}]}),
    ],
)  # fmt: skip
def test_it_refuses(messages):
    assert complaints(messages)
