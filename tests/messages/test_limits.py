"""Lengths in LINE's own units, each limit at its edge and one beyond."""

import pytest
import regex

from scripts.messages.limits import _SINGLE, clusters, compact_bytes, excesses, units
from scripts.messages.render import render
from tests.messages.subjects import account, picture, post

ACCOUNT = account()


@pytest.mark.parametrize(
    ("text", "in_units", "in_clusters"),
    [("雪", 1, 1), ("𠮷", 2, 1), ("👩‍🌾", 5, 1), ("か\u3099", 2, 1), ("ab", 2, 2), ("", 0, 0), ("🇯🇵", 4, 1)],
)
def test_units_and_clusters(text, in_units, in_clusters):
    assert (units(text), clusters(text)) == (in_units, in_clusters)


def test_the_letters_that_are_counted_without_the_library_are_what_it_counts():
    plain = "".join(letter for letter in map(chr, range(0x11_000)) if _SINGLE.fullmatch(letter))
    assert len(plain) > 21_000
    assert clusters(plain) == len(regex.findall(r"\X", plain)) == len(regex.findall(r"\X", plain[::-1]))


def found(body, front="title: 件名", pictures=None):
    messages = render(post(f"---\n{front}\n---\n{body}\n", pictures), ACCOUNT)
    return [(each.what, each.size - each.limit, each.unit) for each in excesses(messages)]


def test_a_text_of_five_thousand_units():
    front = "title: 件\nlayout: text"
    assert found("𠮷" * 2498 + "あ", front) == []
    assert found("𠮷" * 2499 + "あ", front) == [("文章", 2, "文字")]


def test_a_card_of_thirty_thousand_bytes():
    def longest(letters):
        return render(post("---\ntitle: 件名\n---\n一。\n\n" + "雪" * letters), ACCOUNT)[0]["contents"]

    room = (30_000 - compact_bytes(longest(1))) // 3 + 1
    assert found("一。\n\n" + "雪" * room) == []
    assert found("一。\n\n" + "雪" * (room + 1)) == [
        ("カード全体", compact_bytes(longest(room + 1)) - 30_000, "バイト")
    ]


def test_the_notification_of_any_flex_message():
    def measured(letters):
        message = {"type": "flex", "altText": "雪" * letters, "contents": {"type": "bubble"}}
        return [(size.what, size.size - size.limit) for size in excesses([message])]

    assert measured(1500) == []
    assert measured(1501) == [("通知に出る文", 1)]


def test_a_label_of_forty_letters_counts_as_readers_count():
    assert found("[" + "👩‍🌾" * 40 + "](https://a.example.jp)") == []
    assert found("[" + "👩‍🌾" * 41 + "](https://a.example.jp)") == [("リンクの名前", 1, "文字")]


def test_a_url_of_a_thousand_units_is_measured_as_it_is_sent():
    base = "https://a.example.jp/"
    assert found(f"[名]({base}{'x' * (1000 - len(base))})") == []
    assert found(f"[名]({base}{'雪' * 109})") == [("リンク先のURL", 2, "文字")]


def test_four_pictures_before_a_text():
    pictures = {f"{n}.png": picture(f"{n}.png", shade=n) for n in range(5)}
    body = "\n\n".join(f"![]({name})" for name in pictures)
    front = "title: 件名\nlayout: text"
    assert found(body.rpartition("\n\n")[0], front, pictures) == []
    assert found(body, front, pictures) == [("文章の前に並べる画像", 1, "枚")]
    assert found(body, "title: 件名", pictures) == []


def test_a_picture_url_of_two_thousand_units():
    long = account("https://media.example.jp/" + "x" * 1920)
    messages = render(post("---\ntitle: 件\n---\n![](a.png)", {"a.png": picture("a.png")}), long)
    (excess,) = excesses(messages)
    assert (excess.what, excess.url) == ("画像のURL", messages[0]["contents"]["hero"]["url"])
