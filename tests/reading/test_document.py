"""A file taken apart: front matter, body, lines, and what keeps a file from being read at all."""

import pytest

from scripts.reading.document import Document, read_markdown_file, read_yaml_file

POST = "---\ntitle: 冬\nlinks:\n  - url: a\n    party: b\n---\n本文\n"


def test_front_matter_and_body_keep_their_lines() -> None:
    document = read_markdown_file("post.md", POST.encode())
    assert document.data == {"title": "冬", "links": [{"url": "a", "party": "b"}]}
    assert (document.body, document.body_line) == ("\n本文\n", 6)
    assert [document.line_no(*key) for key in (("title",), ("links",), ("links", 0, "party"))] == [2, 3, 5]


def test_what_is_missing_is_reported_at_what_it_would_stand_in() -> None:
    document = read_markdown_file("post.md", POST.encode())
    assert document.line_no("links", 0, "consent", "basis") == document.line_no("links", 0) == 4
    assert document.line_no("author") == document.line_no() == 1


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_of_other_machines_are_read_as_ours(end: str) -> None:
    document = read_markdown_file("post.md", POST.replace("\n", end).encode())
    assert document == Document("post.md", document.data, document.lines, "\n本文\n", 6, (), POST)


@pytest.mark.parametrize(
    ("raw", "line_no", "rule"),
    [
        (b"\xef\xbb\xbf" + POST.encode(), 1, "bom"),
        (POST.encode("cp932"), 2, "encoding"),
        (POST.encode()[4:], 1, "front-matter"),
        (POST.replace("---\n本文", "本文").encode(), 1, "front-matter"),
        (POST.encode() + b"a" * 100_000, 1, "too-large"),
        (b"", 1, "front-matter"),
        (b"---\n---\n", 1, "yaml"),
        (b"---\n" + b"[" * 5000 + b"\n---\n", 1, "yaml"),
        (b"---\na: " + b"{" * 40 + b"}" * 40 + b"\n---\n", 1, "yaml"),
    ],
)
def test_what_keeps_a_file_from_being_read(raw: bytes, line_no: int, rule: str) -> None:
    (problem,) = read_markdown_file("post.md", raw).mistakes
    assert (problem.line_no, problem.rule) == (line_no, rule)


def test_a_register_is_yaml_from_its_first_line() -> None:
    document = read_yaml_file("roster.yml", b"people:\n- {id: a}\n")
    assert (document.data, document.line_no("people", 0, "id"), document.body) == (
        {"people": [{"id": "a"}]},
        2,
        "",
    )


def test_a_register_without_end_is_not_read() -> None:
    (problem,) = read_yaml_file("roster.yml", b"a: b\n" * 100_000).mistakes
    assert problem.rule == "too-large"
