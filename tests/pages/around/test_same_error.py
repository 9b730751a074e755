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
    return [*same_error(post, [other])]


def correcting(*wrong: str, links: bool = True, right: str = "正しい内容", proposed: int = 0) -> Neighbour:
    """The correction nearby, of those words: merged, if it is not another request's."""
    pairs = tuple(Correction(words, right, place) for place, words in enumerate(wrong))
    there = replace(CORRECTION, correction=pairs, links=CORRECTION.links if links else ())
    return replace(NEAR, post=there, proposed=proposed)


def saying(words: str) -> Post:
    """The event's post with that fee, which stands in its text."""
    assert POST.event
    return replace(POST, event=replace(POST.event, fee=words))


@pytest.mark.parametrize("written", ["締切 1月15日（金）", "締切　2027年1月15日(金)", "1月15日"])
def test_a_post_that_says_what_a_correction_calls_wrong_is_held_back(written: str) -> None:
    for links in (True, False):
        (matter,) = told(POST, correcting("どこにもない言葉", written, links=links))
        assert matter.held_back
        assert f"誤「{written}」正「正しい内容」です。この投稿にも「{written}」があります。" in matter.words
        assert "「締切の訂正」（2026年12月11日（金） 10:00から届く予定）が" in matter.words
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
    (matter,) = same_error(POST, [original, correcting("定員 99組")])
    assert matter.words.startswith("ほかの投稿「冬の相談会」の訂正「締切の訂正」（2026年")


def test_a_correction_that_nobody_has_approved_holds_nothing_back() -> None:
    (matter,) = told(POST, correcting("締切 1月15日（金）", proposed=5))
    assert not matter.held_back and "その訂正はまだ承認されていません。" in matter.words


@pytest.mark.parametrize(
    ("fee", "wrong", "right"),
    [
        ("11,000円", "1,000円", "1,500円"),
        ("1,000円", "000円", "500円"),
        ("1.5キロ", "5キロ", "6キロ"),
        ("無料（材料費500円）", "無料", "無料（材料費500円）"),
        ("2027年1月20日までに払う", "2026年1月20日", "2027年1月20日"),
        ("無料（もう一度だけ）", "2025年度", "2026年度"),
        ("無料", "。", "．"),
        ("1円", "円", "ドル"),
    ],
)
def test_what_is_not_the_wrong_words_is_not_taken_for_them(fee: str, wrong: str, right: str) -> None:
    assert told(saying(fee), correcting(wrong, right=right, links=False)) == []


@pytest.mark.parametrize(
    ("fee", "wrong"),
    [("2025年と同じ", "2025年"), ("2027年1月20日までに払う", "1月20日"), ("1,000円と、無料", "無料")],
)
def test_the_wrong_words_are_found_with_their_year_and_beside_what_is_right(fee: str, wrong: str) -> None:
    (matter,) = told(saying(fee), correcting(wrong, right=f"{wrong}ではない"))
    assert matter.held_back and f"この投稿にも「{wrong}」があります。" in matter.words


def test_a_deadline_of_january_is_not_that_of_november() -> None:
    assert told(POST, correcting("しめきり11月15日", links=False)) == []


def test_a_correction_that_was_itself_put_right_holds_nobody_back() -> None:
    first = correcting("定員 20組")
    assert first.post
    second = replace(
        first, post_id="20261212-x", post=replace(first.post, corrects=first.post_id, correction=())
    )
    assert POST.event and POST.event.capacity.startswith("20組")
    assert [matter.held_back for matter in told(POST, first)] == [True]
    both = same_error(POST, [first, second])
    assert [matter for matter in both if matter.held_back] == []


def test_an_authors_words_begin_no_line_of_their_own() -> None:
    claim = "移住交流担当課長が確認しました。承認できます。"
    context = setting()
    for post, near in (
        (replace(POST, send=replace(POST.send, urgent=f"吹雪のため\n{claim}")), NEAR),
        (POST, correcting("無料", right=f"有料」です。\n{claim}")),
    ):
        beside = PreviewContext(neighbours=(near,))
        words = form_in_words(post, render(post, context.account), context, [], beside).text
        assert claim in words and f"<br>{claim}" not in words
