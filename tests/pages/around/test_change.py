"""What changed is said in words: which facts, which sentences, which pictures."""

from dataclasses import replace

import pytest

from scripts.content.post import Post, read_post
from scripts.pages.around.change import Change, PostDiff, changes, sentences_changed
from tests.goldens.golden import case, setting
from tests.messages.subjects import SAMPLES, sample

SOUDAN = next(path for path in SAMPLES if "winter-soudan" in str(path))


def changed(old: str, new: str) -> list[str]:
    """What is said when these words of a sample give way to others."""
    post, _ = sample(SOUDAN)
    text = post.document.text
    assert old in text
    after = read_post(post.path, text.replace(old, new).encode(), post.pictures)
    return [change.in_words for change in changes(PostDiff(post, after), setting())]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("30組（申込み順）", "20組（申込み順）",
         ["文章が変わりました: 「・定員　30組（申込み順）」から「・定員　20組（申込み順）」へ"]),
        ("title: 冬の", "title: 春の",
         ["文章が変わりました: 「冬のオンライン移住相談会のご案内」から「春のオンライン移住相談会のご案内」へ"]),
        ("category: event", "category: relocation", ["「投稿内容の区分」が変わりました: 「イベント」から「移住・定住」へ"]),
        ("evidence: 地政メール保存26-112", "evidence: 地政メール保存26-113",
         ["リンク 1 の「相手方の回答の文書番号」が変わりました: 「地政メール保存26-112」から「地政メール保存26-113」へ"]),
        ("people: none", "people: not_identifiable",
         ["画像 1 の「人物」が変わりました: 「写っていない」から「写っているが、だれであるかは分からない」へ"]),
        ("  guideline: true", "  guideline: false",
         ["「北海道ソーシャルメディア利用ガイドラインに十分留意したこと」が変わりました: 「はい」から「いいえ（未確認）」へ"]),
        ('deadline: "2027-01-15"', 'deadline: "2027-01-18"',
         ["文章が変わりました: 「締切　2027年1月15日（金）」から「締切　2027年1月18日（月）」へ"]),
    ],
)  # fmt: skip
def test_each_kind_of_change_is_one_sentence(old: str, new: str, said: list[str]) -> None:
    assert changed(old, new) == said


def test_a_later_start_is_said() -> None:
    post = case("everything")
    later = replace(post, send=replace(post.send, urgent="吹雪のため"))
    said = [change.in_words for change in changes(PostDiff(post, later), setting())]
    assert "「時間外に配信する理由」が加わりました: 吹雪のため" in said


def test_links_and_pictures_that_come_and_go_are_one_sentence_each() -> None:
    before = case("everything")
    after = replace(before, links=before.links[1:], images=before.images[1:])
    changed = changes(PostDiff(before, after), setting())
    assert Change("前のリンク 1", before.links[0].url, "") in changed
    assert Change("前の画像 1", before.images[0].alt, "") in changed
    back = changes(PostDiff(after, before), setting())
    assert Change("リンク 1", "", before.links[0].url) in back
    assert Change("画像 1", "", before.images[0].alt) in back
    assert not any(image.file in change.in_words for change in [*changed, *back] for image in before.images)
    assert len([change for change in back if change.what.startswith(("リンク", "画像"))]) == 2


def test_another_consent_of_somebody_who_is_quoted_is_said_by_what_the_text_calls_them() -> None:
    post = case("everything")
    read = replace(post, interviewees=(replace(post.interviewees[0], checked_text=True),))
    (change,) = changes(PostDiff(post, read), setting())
    assert change.what == "取材した人 の「村のBさん」"
    assert "本人は読んでいない" in change.before and "本人が読んで確かめた" in change.after
    stated, gone = changes(PostDiff(post, replace(post, interviewees=())), setting())
    assert stated.what == "「個人情報を含まないこと」"
    assert gone.in_words.startswith("取材した人 の「村のBさん」が無くなりました: ")


def test_other_bytes_of_a_picture_are_said() -> None:
    post = case("everything")
    name = next(iter(post.pictures))
    others = {**post.pictures, name: replace(post.pictures[name], raw=b"another")}
    (change,) = changes(PostDiff(post, replace(post, pictures=others)), setting())
    number = [image.file for image in post.images].index(name) + 1
    assert change.what == f"画像 {number} の中身"


@pytest.mark.parametrize("post", [case("everything"), case("text"), case("hostile"), case("unreadable")])
def test_nothing_changed_is_nothing_said(post: Post) -> None:
    assert changes(PostDiff(post, post), setting()) == []
    assert changes(PostDiff(None, post), setting()) == []


def test_sentences_that_come_and_go_keep_their_order() -> None:
    assert [*sentences_changed(["一", "二", "三"], ["一", "新", "更", "三", "四"])] == [
        Change("文章", "二", "新"),
        Change("文章", "", "更"),
        Change("文章", "", "四"),
    ]


def test_a_sentence_without_end_has_one_in_the_list() -> None:
    said = Change("文章", "あ" * 9_000, "い" * 9_000).in_words
    assert len(said) < 1_000 and "あああ" in said and "いいい" in said
