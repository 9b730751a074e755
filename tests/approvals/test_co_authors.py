"""Whatever git or GitHub could take for a co-author's line names its person, or nobody who is known for sure."""

import pytest

from scripts.approvals.co_authors import co_authors

ADDRESS = "<1101+section-chief-01-example@users.noreply.github.com>"
CHIEF = f"Chief {ADDRESS}"


@pytest.mark.parametrize(
    "line",
    [
        f"Co-authored-by: {CHIEF}",
        f"co-authored-by: {CHIEF}",
        f"CO-AUTHORED-BY:{CHIEF}",
        f"Co-Authored-By : {CHIEF}",
        f"Co-authored-by\t:\t{CHIEF}",
        f"  Co-authored-by: {CHIEF}  ",
        f"Co-authored-by: {ADDRESS}",
        f"Co-authored-by:\u00a0Chief\u3000{ADDRESS}",
        f"Co-authored-by: {CHIEF.upper()}",
        f"本文\r\n\r\nCo-authored-by: {CHIEF}\r\n",
        f"本文\rCo-authored-by: {CHIEF}\r本文",
        f"本文\u2028Co-authored-by: {CHIEF}",
        f"本文\u2029Co-authored-by: {CHIEF}\u0085続き",
        f"本文\x0bCo-authored-by: {CHIEF}\x0c続き",
    ],
)
def test_a_line_that_can_be_read_for_sure_names_its_person(line: str) -> None:
    assert co_authors(line) == (1101,)


@pytest.mark.parametrize(
    "line",
    [
        f"Co-authored-by: Poster <1001+x@users.noreply.github.com>, {CHIEF}",
        f"Co-authored-by: Poster <1001+x@users.noreply.github.com> Co-authored-by: {CHIEF}",
        f"Co-authored-by: Poster <div@example.jp> {CHIEF}",
        f"Co-authored-by: chief@example.jp, Poster {ADDRESS}",
        f"Co-authored-by: {CHIEF} (確認済)",
        f"Co-authored-by\u00a0: {CHIEF}",
        f"\u00a0Co-authored-by: {CHIEF}",
        f"\ufeffCo-authored-by: {CHIEF}",
        f"Co\u200b-authored-by: {CHIEF}",
        f"Co\u2010authored\u2011by: {CHIEF}",
        f"Co authored by: {CHIEF}",
        f"Co-authored-by： {CHIEF}",
        f"Ｃｏ-ａｕｔｈｏｒｅｄ-ｂｙ: {CHIEF}",
        f"Co-authored-by= {CHIEF}",
        f"> Co-authored-by: {CHIEF}",
        f"Co-author: {CHIEF}",
        f"Co-Authors-by: {CHIEF}",
        "Co-authored-by: Chief",
        "Co-authored-by: Chief\n <1101+section-chief-01-example@users.noreply.github.com>",
        "Co-authored-by: Chief <chief@example.jp>",
        "Co-authored-by: Chief <section-chief-01-example@users.noreply.github.com>",
        "Co-authored-by: Chief <1101+x@users.noreply.github.com.example.jp>",
        "Co-authored-by: Chief <１１０１+x@users.noreply.github.com>",
        f"Co-authored-by: Chief 1101+x@users.noreply.github.com {ADDRESS}",
        f"Co-authored-by: Chief < {ADDRESS[1:]}",
    ],
)
def test_a_line_that_looks_like_one_and_is_not_sure_names_nobody_known(line: str) -> None:
    assert None in co_authors(line)


@pytest.mark.parametrize(
    "message",
    ["", "冬の相談会", "締切を直しました。\n\nReviewed-by: Chief <chief@example.jp>", "共同作成: 課長"],
)
def test_other_words_name_nobody(message: str) -> None:
    assert co_authors(message) == ()


def test_each_line_counts() -> None:
    second = "Co-authored-by: Manager <2101+con-manager-01-example@users.noreply.github.com>"
    assert co_authors(f"Co-authored-by: {CHIEF}\n{second}\nCo-authored-by: x") == (1101, 2101, None)


def test_a_message_of_a_hundred_thousand_letters_is_read_at_once() -> None:
    assert co_authors(f"Co-authored-by: {'<1+' * 30_000}") == (None,)
    assert len(co_authors(f"Co-authored-by: {CHIEF}\n" * 1_000)) == 1_000
