"""What a correction calls wrong, in another post near it: the approver of either is told, and what to do."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from scripts.content.post import Correction, Post
from scripts.messages.render import render
from scripts.pages.around.beside import PreviewContext
from scripts.pages.around.neighbours import Neighbour
from scripts.pages.around.same_error import same_error
from scripts.pages.around.to_weigh import ToWeigh
from scripts.pages.words.form import form_in_words
from tests.goldens.golden import card, setting


def at(local: str) -> datetime:
    return datetime.fromisoformat(f"{local}+09:00")


CORRECTION, POST = card("correction"), card("event")
NEAR = Neighbour(CORRECTION.post_id, "締切の訂正", at("2026-12-11T10:00"), False, 5, CORRECTION)


def told(post: Post, other: Neighbour) -> list[ToWeigh]:
    return [*same_error(post, [other], setting().account)]


def correcting(*wrong: str, links: bool = True) -> Neighbour:
    """The correction nearby, of those words."""
    pairs = tuple(Correction(words, "正しい内容", place) for place, words in enumerate(wrong))
    there = replace(CORRECTION, correction=pairs, links=CORRECTION.links if links else ())
    return replace(NEAR, post=there)


@pytest.mark.parametrize("written", ["締切 1月15日（金）", "締切　2027年1月15日(金)", "1月15日"])
def test_a_post_that_says_what_a_correction_calls_wrong_is_held_back(written: str) -> None:
    for links in (True, False):
        (matter,) = told(POST, correcting("どこにもない言葉", written, links=links))
        assert matter.held_back
        assert f"誤「{written}」正「正しい内容」です。この投稿にも「{written}」があります。" in matter.words
        assert "「締切の訂正」（#5。2026年12月11日（金） 10:00から届く予定）が" in matter.words
        assert ("同じページにリンクしています" in matter.words) == links


def test_the_same_page_without_the_wrong_words_is_judged_by_the_approver() -> None:
    (matter,) = told(POST, correcting("定員 99組"))
    assert not matter.held_back
    assert "誤りの言葉は、この投稿の文章にはありません。" in matter.words


def test_the_same_deadline_in_other_words_is_judged_by_the_approver() -> None:
    (matter,) = told(POST, correcting("しめきりは1月15日でした", links=False))
    assert not matter.held_back and "この投稿の締切も1月15日です。" in matter.words
    assert POST.event
    other_day = replace(POST, event=replace(POST.event, deadline=date(2027, 2, 12)))
    assert told(other_day, correcting("しめきりは1月15日でした", links=False)) == []


@pytest.mark.parametrize(
    ("sent", "proposed", "does"),
    [(False, 7, "投稿者が直すか、それで正しいと返事をするまで承認しないでください"), (False, 0, "Actions → 届いていた・止める"), (True, 0, "そちらの訂正も要るか")],
)  # fmt: skip
def test_the_approver_of_the_correction_hears_where_the_error_still_is(
    sent: bool, proposed: int, does: str
) -> None:
    other = Neighbour("20261212-x", "もう一つ", at("2026-12-12T10:00"), sent, proposed, POST)
    correction = replace(CORRECTION, correction=(Correction("締切 1月15日（金）", "1月18日", 0),))
    (matter,) = told(correction, other)
    assert not matter.held_back and does in matter.words
    assert "「締切 1月15日（金）」は、ほかの投稿「もう一つ」" in matter.words
    fine = replace(CORRECTION, correction=(Correction("定員 99組", "定員 9組", 0),))
    assert told(fine, other) == []


def test_nothing_is_said_of_the_corrected_post_itself_of_two_corrections_or_of_what_nobody_has_read() -> None:
    other = Neighbour(CORRECTION.corrects, "もと", at("2026-12-01T10:00"), True, 0, POST)
    wrong = (Correction("締切 1月15日（金）", "1月18日", 0),)
    assert told(replace(CORRECTION, correction=wrong), other) == []
    assert told(replace(CORRECTION, correction=wrong), correcting("締切 1月15日（金）")) == []
    assert told(POST, replace(NEAR, post=None)) == []
    assert told(replace(POST, corrects=NEAR.post_id), NEAR) == []
    assert told(POST, replace(NEAR, post=replace(POST, post_id="20261211-other"))) == []


def test_it_stands_before_the_tables_and_nothing_there_calls_the_post_fit_to_be_approved() -> None:
    context = setting()
    beside = PreviewContext(neighbours=(correcting("締切 1月15日（金）"),))
    words = form_in_words(POST, render(POST, context.account), context, [], beside).text
    first = words.partition("\n| ")[0]
    assert "\n- **差し戻し** ほかの投稿の訂正「締切の訂正」" in first
    assert "**差し戻し** と書いたことは、その文にある直しか返事があるまで承認しません。" in first
    assert "承認できます" not in first


def test_the_post_that_is_corrected_is_named_where_it_is_known() -> None:
    original = Neighbour(CORRECTION.corrects, "冬の相談会", at("2026-12-01T10:00"), True)
    (matter,) = same_error(POST, [original, correcting("定員 99組")], setting().account)
    assert matter.words.startswith("ほかの投稿「冬の相談会」の訂正「締切の訂正」（#5。")
