"""Values → file → values: nothing changes on the way."""

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.content.form_file import markdown_file, yaml_file
from scripts.effects.content.load import schemas
from scripts.reading.document import read_markdown_file, read_yaml_file
from scripts.reading.schema import Schema
from tests.messages.subjects import HOME

POST, REPLY = schemas()["post"], schemas()["reply"]
TEXT = st.text(st.characters(exclude_categories=("Cs",)))
NAMES = st.one_of(
    st.sampled_from([*POST.data["properties"], *POST.data["$defs"]["image"]["properties"]]),
    st.text(string.ascii_lowercase + "_", min_size=1),
)
VALUES = st.recursive(
    st.one_of(TEXT, st.booleans(), st.integers(0, 10**9), st.none()),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(NAMES, inner, max_size=4)),
    max_leaves=20,
)
DATA = st.dictionaries(NAMES, VALUES)
FILES = [*HOME.glob("content/posts/*/*/*/post.md"), *HOME.glob("content/replies/*/*.md")]


@settings(max_examples=60, deadline=None)
@given(DATA, TEXT)
def test_what_was_filled_in_is_read_back(data, body):
    document = read_markdown_file("post.md", markdown_file(POST, data, body).encode())
    assert not document.mistakes
    assert dict(document.data) == data
    assert document.body.strip() == body.replace("\r\n", "\n").replace("\r", "\n").strip()


@settings(max_examples=60, deadline=None)
@given(DATA)
def test_a_file_without_a_body_is_read_back(data):
    document = read_yaml_file("x.yml", yaml_file(POST, data).encode())
    assert (document.mistakes, dict(document.data)) == ((), data)


@settings(max_examples=60, deadline=None)
@given(DATA, TEXT)
def test_writing_twice_writes_the_same(data, body):
    first = markdown_file(POST, data, body)
    again = read_markdown_file("post.md", first.encode())
    assert markdown_file(POST, again.data, again.body) == first


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.parent.name)
def test_a_file_written_by_hand_keeps_its_values(file):
    schema = POST if file.name == "post.md" else REPLY
    written = read_markdown_file("", file.read_bytes())
    again = read_markdown_file("", markdown_file(schema, written.data, written.body).encode())
    assert (again.data, again.body.strip()) == (written.data, written.body.strip())


def test_the_order_is_the_schemas_and_every_string_is_quoted():
    schema = Schema({"properties": {"title": {}, "event": {"properties": {"starts": {}, "place": {}}}}})
    data = {"own": "no", "event": {"place": "1", "starts": "2026-12-10"}, "title": "a: b # c"}
    assert yaml_file(schema, data) == (
        'title: "a: b # c"\nevent:\n  starts: "2026-12-10"\n  place: "1"\nown: "no"\n'
    )
