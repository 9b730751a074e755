"""What an author wrote cannot leave the place where it is repeated."""

import json

import pytest

from scripts.text.quote import fenced, inert, quoted, without_orders, without_orders_in_json


@pytest.mark.parametrize("text", ["本文", "```\n本文\n```", "~~~\n``````text\n````", "`" * 40, ""])
def test_nothing_in_a_text_closes_its_fence(text):
    first, *inside, last = fenced(text).split("\n")
    assert first == f"{last}text"
    assert set(last) == {"`"} and len(last) >= 3
    assert last not in "\n".join(inside)
    assert "\n".join(inside) == text.strip()


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("件名", "「件名」"),
        ("あ\nい", "「あ い」"),
        ("\u200b", "「<U+200B>」"),
        (None, "「空欄」"),
        ([1], "「一覧」"),
    ],
)
def test_a_quotation_is_one_line_without_anything_invisible(written, shown):
    assert quoted(written) == shown


@pytest.mark.parametrize(
    "before", ["", "町\n", "町\r", "町\r\n", "町\n  ", "町\n\u3000", "\ufeff", "町\u2028"]
)
def test_no_line_of_a_log_is_an_order_to_githubs_runner(before):
    """The runner reads an order where a line, its blanks taken away, begins with `::`, and behind `##[` anywhere."""
    logged = without_orders(f"{before}::stop-commands::x と ##[add-mask]x")
    assert "::stop-commands::x" in logged and "##[" not in logged
    assert not [line for line in logged.splitlines() if line.strip(" \u3000\ufeff").startswith("::")]


def test_words_that_are_no_order_stay_as_they_are():
    words = "12:30::\n## 見出し\n\n- std::vector\n"
    assert without_orders(words) == words


def test_json_says_the_same_without_orders():
    written = json.dumps({"##[group]": "##[add-mask]x\n::error::x"}, ensure_ascii=False, indent=2)
    logged = without_orders_in_json(written)
    assert json.loads(logged) == json.loads(written)
    assert without_orders(logged) == logged and "##[" not in logged


def test_only_a_person_named_in_brackets_is_mentioned():
    assert inert("「課長」(@chief-a)と「@o/all」(@o/all)", mentions=True).count("@") == 1
