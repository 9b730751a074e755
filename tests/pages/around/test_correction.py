"""A correction stands beside what it corrects, and 訂正 is said once in the form."""

import re
from dataclasses import replace
from datetime import date, datetime

from scripts.content.post import Correction, Post, read_post
from scripts.messages.render import render
from scripts.pages.approval_form import page
from scripts.pages.around.beside import PreviewContext
from scripts.pages.around.correction import correction_facts, left_unanswered, left_unsaid
from scripts.pages.unusual import unusual
from scripts.pages.words.form import form_in_words
from scripts.text.dates import JAPAN
from tests.goldens.golden import setting
from tests.messages.subjects import SAMPLES, sample

SOUDAN = next(path for path in SAMPLES if "winter-soudan" in str(path))
SENT_AT = datetime(2026, 12, 10, 10, 5, tzinfo=JAPAN)


def pair() -> tuple[Post, Post]:
    """A correction of the deadline, and the sample that it corrects."""
    corrected, _ = sample(SOUDAN)
    text = corrected.document.text.replace('deadline: "2027-01-15"', 'deadline: "2027-01-18"')
    text = text.replace("30組（申込み順）", "20組（申込み順）")
    path = corrected.path.replace("20261210-winter-soudan", "20261211-teisei")
    post = read_post(path, text.encode(), corrected.pictures)
    wrongs = (
        Correction("締切　１月15日（金）", "締切 1月18日（月）", 0),
        Correction("締切 2027年1月15日（金）", "2027年1月18日（月）", 1),
        Correction("定員 40組", "定員 20組", 2),
    )
    return replace(post, corrects=corrected.post_id, correction=wrongs), corrected


def test_what_was_wrong_is_held_against_the_post_that_was_sent() -> None:
    post, corrected = pair()
    post = replace(
        post,
        correction_ground="12月10日に協会の担当に電話で確かめた",
        correction_affected="出し直しは要らない",
        correction_page_now="10日14時に見た。正しい",
    )
    facts = {name: str(value) for name, value in correction_facts(post, corrected, SENT_AT)}
    assert facts == {
        "正しいと確かめた根拠": "12月10日に協会の担当に電話で確かめた",
        "すでに申し込んだ方などへの影響": "出し直しは要らない",
        "リンク先のページのいまの表示": "10日14時に見た。正しい",
        "もとの投稿": "「冬のオンライン移住相談会のご案内」（2026年12月10日（木） 10:05に配信）",
        "正すところ 1": "誤「締切　１月15日（金）」\n正「締切 1月18日（月）」",
        "正すところ 2": "誤「締切 2027年1月15日（金）」\n正「2027年1月18日（月）」",
        "正すところ 3": "誤「定員 40組」（もとの投稿の文章に、このとおりの言葉は見当たりません）\n正「定員 20組」",
        "催しの日時": "2027年1月23日（土） 13:00〜16:00（もとのとおり）",
        "催しの場所": "オンライン（もとのとおり）",
    }
    post = replace(post, correction=post.correction[2:])
    facts = dict(correction_facts(post, corrected, SENT_AT))
    assert facts["催しの締切"] == "2027年1月15日（金） → 2027年1月18日（月）"


def test_what_the_author_left_unanswered_is_asked_for_by_name() -> None:
    post, _ = pair()
    names = ["正しいと確かめた根拠", "すでに申し込んだ方などへの影響", "リンク先のページのいまの表示"]
    assert left_unanswered(post) == names
    assert left_unanswered(replace(post, links=())) == names[:2]
    assert left_unanswered(replace(post, correction_affected=" \n")) == names
    assert left_unanswered(replace(post, corrects="")) == []
    first = next(unusual(post))
    assert first.held_back and first.words.startswith(
        "「正しいと確かめた根拠」、「すでに申し込んだ方などへの影響」、「リンク"
    )


def test_a_post_that_is_not_there_is_said() -> None:
    post, _ = pair()
    assert [*correction_facts(post, None, None)] == [
        ("もとの投稿", "20261210-winter-soudan（配信した投稿の中に、見つかりません）"),
        ("正しいと確かめた根拠", "書かれていません"),
        ("すでに申し込んだ方などへの影響", "書かれていません"),
        ("リンク先のページのいまの表示", "書かれていません"),
    ]


def test_both_texts_stand_in_the_words_and_side_by_side_on_the_page() -> None:
    post, corrected = pair()
    context, beside = setting(), PreviewContext(corrected=(corrected,), corrected_at=SENT_AT)
    messages = render(post, context.account)
    words = form_in_words(post, messages, context, [], beside).text
    original = words.partition("もとの投稿の全文")[2].partition("</details>")
    assert "定員 30組（申込み順）" in original[0]
    assert "定員 20組（申込み順）" in original[2].partition("**届く文章**")[2]
    html = page(post, messages, context, [], beside)
    assert re.search(
        r"<td>・定員　<del>3</del>0組（申込み順）</td>\s*<td>・定員　<ins>2</ins>0組（申込み順）</td>", html
    )


def test_the_form_says_once_that_it_is_a_correction() -> None:
    post, corrected = pair()
    context, beside = setting(), PreviewContext(corrected=(corrected,), corrected_at=SENT_AT)
    messages = render(post, context.account)
    words = form_in_words(post, messages, context, [], beside).text
    of_the_form = words.partition("**届く文章**")[0].replace(
        words.partition("**通知の表示**")[2].partition("\n")[0], ""
    )
    of_the_form = of_the_form.replace("（訂正は数えません）", "")
    assert of_the_form.count("訂正") == 1


def told(post: Post, *pairs: tuple[str, str]) -> Post:
    return replace(post, correction=tuple(Correction(was, now, at) for at, (was, now) in enumerate(pairs)))


def test_a_fact_that_changes_outside_the_pairs_is_named() -> None:
    post, corrected = pair()
    assert post.event
    for pairs in (
        [("締切 1月15日（金）", "締切 1月18日（月）")],
        [("1月15日（金）", "1月18日（月）")],
        [("15日（金）", "18日（月）")],
    ):
        assert [*left_unsaid(told(post, *pairs), corrected, None)] == []
    (said,) = left_unsaid(told(post, ("定員 30組", "定員 20組")), corrected, None)
    assert "催しの締切が「2027年1月15日（金）」から「2027年1月18日（月）」に変わります" in said
    moved = replace(post, event=replace(post.event, venue="オンライン（Zoom）"))
    (said,) = left_unsaid(told(moved, ("1月15日（金）", "1月18日（月）")), corrected, None)
    assert "催しの場所が「オンライン」から「オンライン（Zoom）」に変わります" in said
    assert [*left_unsaid(post, None, SENT_AT)] == []


def test_a_page_that_was_read_before_the_first_send_is_named() -> None:
    post, corrected = pair()
    post = told(post, ("1月15日（金）", "1月18日（月）"))
    for read, named in ((date(2026, 12, 9), True), (date(2026, 12, 10), False), (None, False)):
        links = (replace(post.links[0], checked_on=read),)
        said = [*left_unsaid(replace(post, links=links), corrected, SENT_AT)]
        assert len(said) == named
        assert all("リンク 1 のページを読んだのは2026年12月9日（水）" in each for each in said)
    context, beside = setting(), PreviewContext(corrected=(corrected,), corrected_at=SENT_AT)
    early = replace(post, links=(replace(post.links[0], checked_on=date(2026, 12, 9)),))
    words = form_in_words(early, render(early, context.account), context, [], beside).text
    assert "**差し戻し** リンク 1 のページを読んだのは" in words.partition("\n| ")[0]
