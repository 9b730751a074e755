"""What an author wrote cannot leave the place where it is repeated."""

import pytest

from scripts.text.quote import fenced, quoted


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
