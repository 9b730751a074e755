"""What is found, said in three ways, with hostile letters in it."""

import json

from scripts.checking.finding import Finding
from scripts.checking.report import as_github, as_json, as_text

AWFUL = Finding("content/a,b:c%.md", 3, "schema", "第4第1項第2号", "error", "100%\r\n::error::乗っ取り")
MILD = Finding("content/b.md", 1, "image-ai", "書き方", "warning", "よい")


def test_an_annotation_cannot_be_broken_out_of() -> None:
    (said,) = as_github([AWFUL]).splitlines()
    assert said == (
        "::error file=content/a%2Cb%3Ac%25.md,line=3,title=運営要領第4第1項第2号::100%25<U+000D><U+000A>::error::乗っ取り [schema]"
    )


def test_a_finding_is_one_line_of_text() -> None:
    said = as_text([AWFUL, MILD]).splitlines()
    assert len(said) == 4
    assert said[1] == "content/b.md:1: 注意 [image-ai] 書き方:よい"
    assert said[-1] == "エラー1件、注意1件です。エラーを直してから、もう一度確かめてください。"


def test_warnings_alone_go_to_the_approver() -> None:
    assert as_text([MILD]).splitlines()[-1] == "エラー0件、注意1件です。注意は承認する人に示されます。"


def test_json_is_what_a_program_reads_back() -> None:
    assert json.loads(as_json([AWFUL]))[0]["message"] == AWFUL.message
    assert as_json([]) == "[]\n"


HIDDEN = Finding("content/a\nb\x1b[31m\u2028\u202e.md", 1, "odd-file", "書き方", "error", "よい")


def test_a_file_name_with_line_ends_and_escapes_is_printed_harmlessly() -> None:
    for said in (as_text([HIDDEN]), as_github([HIDDEN]), as_json([HIDDEN])):
        assert not {"\x1b", "\u2028", "\u202e", "\r"} & set(said)
    assert len(as_text([HIDDEN]).splitlines()) == 3
    assert len(as_github([HIDDEN]).splitlines()) == 1
    assert json.loads(as_json([HIDDEN]))[0]["path"] == HIDDEN.path
