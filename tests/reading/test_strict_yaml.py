"""YAML read strictly: nothing is converted, and what YAML cuts, swallows or glues is told on its own line."""

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from scripts.reading.strict_yaml import read_mapping

TOO_DEEP = "項目の入れ子が深すぎて読めません。見本の形に合わせてください。"


def read(text: str) -> tuple[dict[str, Any], list[tuple[int, str]]]:
    data, _, problems = read_mapping(text, 1)
    return data, [(problem.line_no, problem.rule) for problem in problems]


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("a: 冬のくらし", {"a": "冬のくらし"}),
        ("a: 12\nb: true\nc: False\nd:\ne: null", {"a": 12, "b": True, "c": False, "d": None, "e": None}),
        ("a: '2026-12-10'\nb: \"0112\"", {"a": "2026-12-10", "b": "0112"}),
        ("a: [line, 'x']\nb: {c: d}", {"a": ["line", "x"], "b": {"c": "d"}}),
        ('# 説明\na: b # 説明\nc: "d" # x', {"a": "b", "c": "d"}),
        ("a: 「冬：春」 https://a.example/#b", {"a": "「冬：春」 https://a.example/#b"}),
        ("a: |\n  b:c\n  d： e\nf: g", {"a": "b:c\nd： e\n", "f": "g"}),
        ("- a", {}),
    ],
)
def test_what_is_meant_is_read(text: str, data: dict[str, Any]) -> None:
    assert read(text) == (data, [] if data else [(1, "yaml")])


@pytest.mark.parametrize(
    ("text", "data", "problems"),
    [
        ("a: 冬 #3\nb: c", {"a": "冬", "b": "c"}, [(1, "swallowed-value")]),
        ("a: 冬 # 小樽\nb: c", {"a": "冬", "b": "c"}, [(1, "swallowed-value")]),
        ("a: #冬\nb: c", {"a": None, "b": "c"}, [(1, "swallowed-value")]),
        ("a:冬\nb: c", {"a": "冬", "b": "c"}, [(1, "no-blank")]),
        ("a： 冬\nb:　c", {"a": "冬", "b": "c"}, [(1, "full-width"), (2, "full-width")]),
        ("a:\xa0冬\nb: c", {"a": "冬", "b": "c"}, [(1, "invisible")]),
        ("# 説明\u2028c: 春\na: 冬", {"a": "冬"}, []),
        ("a: |\n  冬\u2028  春\nb: yes", {"a": "冬   春\n", "b": "yes"}, [(2, "invisible"), (3, "bool-word")]),
        ("a: 冬\u2028春\nb: 2026-12-10", {"a": "冬 春", "b": "2026-12-10"}, [(1, "invisible"), (2, "unquoted-date")]),
        ("a: !x 冬\nb: &y 春\nc: *y", {"a": "冬", "b": "春", "c": None}, [(1, "yaml-alias"), (2, "yaml-alias"), (3, "yaml-alias")]),
        ("a: *冬*\nb: @c\nd: e: f", {"a": "*冬*", "b": "@c", "d": "e: f"}, [(1, "yaml"), (2, "yaml"), (3, "yaml")]),
        ("a: “2026-12-10”", {"a": "2026-12-10"}, [(1, "wide-quotes")]),
        ("a: 冬\n  春\nb: c", {"a": "冬 春", "b": "c"}, [(2, "yaml")]),
        ("a: '冬\n  春'\nb: c", {"a": "冬 春", "b": "c"}, [(1, "yaml")]),
        ("a: 1\na: 2", {"a": 1}, [(2, "duplicate-key")]),
        ("a: 0112\nb: 1_000", {"a": "0112", "b": "1_000"}, [(1, "unquoted-number"), (2, "unquoted-number")]),
        ("a: no\nb: 13:00", {"a": "no", "b": "13:00"}, [(1, "bool-word"), (2, "unquoted-date")]),
        ("a:\n\tb: c", {"a": {"b": "c"}}, [(2, "tab")]),
        ("a: 1\n　b: c", {"a": 1, "b": "c"}, [(2, "full-width")]),
        ("a: \"冬\nb: c", {}, [(1, "yaml")]),
    ],
)  # fmt: skip
def test_each_slip_is_told_on_its_line_and_hides_nothing(
    text: str, data: dict[str, Any], problems: list[tuple[int, str]]
) -> None:
    assert read(text) == (data, problems)


@given(st.text("ab冬 :：-#\"'[]{}!&*@|>\n\t　\xa0\u2028\\0123", max_size=80))
def test_whatever_is_typed_is_read_or_told(text: str) -> None:
    data, problems = read(text)
    assert isinstance(data, dict)
    assert data or problems or yaml.safe_load(text) == {}  # `{}` is typed as nothing
    assert all(1 <= line_no <= text.count("\n") + 1 for line_no, _ in problems)


def test_numbers_of_any_length_are_letters() -> None:
    assert read(f"a: {'9' * 5000}") == ({"a": "9" * 5000}, [(1, "unquoted-number")])


@pytest.mark.parametrize("levels", [31, 300, 900, 20_000])
@pytest.mark.parametrize(
    ("opens", "closes"), [("[", "]"), ("['}', ", "]"), ('["]", ', "]"), ("{a: '}}', b: ", "}")]
)
def test_what_is_nested_in_brackets_is_refused_unread(levels: int, opens: str, closes: str) -> None:
    nested = opens * levels + closes * levels
    for text in (
        f"people: {nested}\n",
        f'a: "x\nc: "y"\nb: {nested}\n',
    ):  # at once, or when a slip is put right
        data, _, problems = read_mapping(text, 1)
        assert (data, problems[-1].message) == ({}, TOO_DEEP)


@pytest.mark.parametrize("blanks", [1, 2, 7])
@pytest.mark.parametrize("marks", ["- ", "- - - ", "- ? - "])
def test_what_is_nested_by_blanks_is_refused_unread(blanks: int, marks: str) -> None:
    step = blanks if marks == "- " else len(marks) - 1 + blanks
    rows = (" " * (level * step) + marks for level in range(90))
    data, _, problems = read_mapping("people:\n" + "\n".join(rows) + "x\n", 1)
    assert (data, problems[-1].message) == ({}, TOO_DEEP)


def test_many_brackets_side_by_side_are_read() -> None:
    text = "people:\n" + "".join(
        f"  - {{id: a{number}, github: {{login: '}}', id: 1}}}}\n" for number in range(200)
    )
    data, _, problems = read_mapping(text, 1)
    assert (len(data["people"]), problems) == (200, ())
