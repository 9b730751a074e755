"""What the layouts do with single things: links, pictures, corrections, events, the first sentence."""

import json

import pytest

from scripts.messages.flex import parts_of
from scripts.messages.media import media_url
from scripts.messages.passages import first_sentence, passages_of, uri_of
from scripts.messages.render import body_bytes, render
from tests.messages.subjects import account, picture, picture_urls, post, urls, words

ACCOUNT = account()


def written(body, **front):
    """A post of that body; its front matter as JSON, which is YAML."""
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in front.items()]
    pictures = {name: picture(name, *shape) for name, shape in front.pop("shapes", {}).items()}
    return post("---\n" + "\n".join(lines) + f"\n---\n{body}\n", pictures)


def card(body, **front):
    return render(written(body, **{"title": "件名", **front}), ACCOUNT)


def text(body, **front):
    return render(written(body, **{"title": "件名", "layout": "text", **front}), ACCOUNT)[-1]["text"]


def kinds(messages):
    return [part["type"] for part in messages[0]["contents"]["body"]["contents"]]


def test_a_paragraph_that_is_only_a_link_becomes_its_button():
    messages = card("一。\n\n[申込み](https://a.example.jp)\n\n二。")
    assert kinds(messages) == ["text", "text", "button", "text"]
    assert list(words(messages)) == ["件名", "一。", "申込み", "二。"]


def test_a_link_in_running_text_keeps_its_words_there_and_gets_a_button_below():
    messages = card("まず[案内](https://a.example.jp)を読む。")
    assert list(words(messages)) == ["件名", "まず", "案内", "を読む。", "案内"]
    assert urls(messages) == ["https://a.example.jp"]


def test_the_same_link_has_one_button_and_the_author_says_where():
    body = (
        "まず[案内](https://a.example.jp)。また[案内](https://a.example.jp)。\n\n[案内](https://a.example.jp)"
    )
    assert kinds(card(body)) == ["text", "text", "button"]
    assert kinds(card("[案](https://a.example.jp)と[案](https://a.example.jp)だ。")) == [
        "text",
        "text",
        "button",
    ]


def test_a_link_that_runs_through_the_text_has_its_button_at_its_first_place():
    assert kinds(card("[案](https://a.example.jp)の一。\n\n[案](https://a.example.jp)の二。")) == [
        "text",
        "text",
        "button",
        "text",
    ]


def test_only_a_name_that_its_button_would_shrink_away_also_stands_above_it():
    assert kinds(card(f"[{'雪' * 24}](https://a.example.jp)")) == ["text", "button"]
    assert kinds(card(f"[{'雪' * 25}](https://a.example.jp)")) == ["text", "text", "button"]


def test_bold_is_bold_and_nothing_else_is():
    (span, other) = card("**太**細")[0]["contents"]["body"]["contents"][1]["contents"]
    assert (span, other) == ({"type": "span", "text": "太", "weight": "bold"}, {"type": "span", "text": "細"})


def test_two_names_of_one_page_are_two_buttons():
    assert len(urls(card("[案](https://a.example.jp)と[内](https://a.example.jp)だ。"))) == 2


def test_a_bare_url_bears_the_name_of_its_party():
    links = [{"url": "https://a.example.jp/x", "party": "星降村"}]
    assert list(words(card("https://a.example.jp/x を読む。", links=links))) == [
        "件名",
        "星降村",
        " を読む。",
        "星降村",
    ]
    assert "星降村\nhttps://a.example.jp/x" in text("<https://a.example.jp/x>", links=links)


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        (
            "https://a.example.jp/x?y=%E9%9B%AA&z=1#k~(1)[2]|",
            "https://a.example.jp/x?y=%E9%9B%AA&z=1#k~(1)%5B2%5D%7C",
        ),
        ("https://a.example.jp/雪?q=冬#頂", "https://a.example.jp/%E9%9B%AA?q=%E5%86%AC#%E9%A0%82"),
        ("https://a.example.jp/%zz", "https://a.example.jp/%zz"),
    ],
)
def test_only_what_a_url_may_not_hold_is_encoded(url, asked):
    assert uri_of(url) == asked


def test_the_first_picture_is_the_hero_in_its_own_ratio_and_the_others_keep_their_places():
    messages = card("![](b.png)\n\n一。\n\n![](a.jpg)\n\n二。", shapes={"a.jpg": (30, 20), "b.png": (21, 50)})
    hero = messages[0]["contents"]["hero"]
    assert (hero["url"], hero["aspectRatio"], hero["aspectMode"]) == (
        media_url(ACCOUNT, picture("b.png", 21, 50)),
        "21:50",
        "fit",
    )
    assert kinds(messages) == ["text", "text", "image", "text"]


def test_a_very_tall_picture_gets_the_tallest_frame_that_line_takes_and_is_not_cut():
    hero = card("![](a.png)", shapes={"a.png": (10, 60)})[0]["contents"]["hero"]
    assert (hero["aspectRatio"], hero["aspectMode"]) == ("10:30", "fit")


def test_text_puts_the_pictures_first():
    shown = render(
        written("![](a.jpg)\n\n一。\n\n![](b.png)", layout="text", shapes={"a.jpg": (3, 2), "b.png": (3, 2)}),
        ACCOUNT,
    )
    assert [message["type"] for message in shown] == ["image", "image", "text"]
    assert picture_urls(shown) == [media_url(ACCOUNT, picture(name, 3, 2)) for name in ("a.jpg", "b.png")]
    assert all(message["originalContentUrl"] == message["previewImageUrl"] for message in shown[:-1])


def test_a_picture_url_is_the_hash_of_its_bytes():
    shown = picture("x.jpeg")
    assert media_url(ACCOUNT, shown) == f"https://media.example.jp/media/{shown.sha256}.jpg"


def test_a_correction_says_so_in_every_place():
    messages = card("本文。", corrects="20261110-x")
    assert next(words(messages)) == "訂正"
    assert messages[0]["altText"].startswith("【訂正】件名\n")
    assert text("本文。", corrects="20261110-x").startswith("【訂正】件名\n")
    assert text("本文。", corrects="20261110-x", title="【訂正とお詫び】件名").startswith(
        "【訂正とお詫び】件名\n"
    )


@pytest.mark.parametrize(
    ("event", "rows"),
    [
        ({"starts": "2027-01-23T13:00+09:00"}, ["日時", "2027年1月23日（土）\n13:00から"]),
        (
            {"starts": "2027-01-23T04:00Z", "ends": "2027-01-23T16:00+09:00"},
            ["日時", "2027年1月23日（土）\n13:00〜16:00"],
        ),
        (
            {"starts": "2027-01-23T13:00+09:00", "ends": "2027-01-24T12:00+09:00", "place": "町"},
            ["日時", "2027年1月23日（土） 13:00〜\n2027年1月24日（日） 12:00", "場所", "町"],
        ),
        ({"deadline": "2027-01-15", "place": "町"}, ["場所", "町", "締切", "2027年1月15日（金）"]),
        ({}, []),
    ],
)
def test_the_event_block(event, rows):
    assert list(words(card("本文。", event=event))) == ["件名", *rows, "本文。"]


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("一つめ。二つめ。", "一つめ。"),
        ("「本当？」と聞く。次。", "「本当？」と聞く。"),
        ("「本当？」「ええ！」\nつづき。", "「本当？」「ええ！」"),
        ("まさか！？そうだ。", "まさか！？"),
        ("# 見出し\n\n- 点。\n\n段落です。つぎ。", "段落です。"),
        ("# 見出しだけ", "見出しだけ"),
        ("開いた「括弧。のまま", "開いた「括弧。のまま"),
        ("閉じた」括弧。のまま", "閉じた」括弧。"),
        ("**太字**です。", "太字です。"),
        ("![](a.png)", ""),
    ],
)
def test_the_first_sentence(body, sentence):
    assert first_sentence(passages_of(written(body))) == sentence


def test_every_text_of_a_card_wraps():
    messages = card("# 見\n\n**太**文\n\n- 点\n\n1. 番", event={"place": "町"}, corrects="x")
    assert all(part["wrap"] for part in parts_of(messages) if part["type"] == "text")


def test_nothing_is_said_where_nothing_is_written():
    assert kinds(card("#\n\n　\n\n段落。")) == ["text", "text"]


def test_what_has_no_front_matter_is_still_drawn():
    assert render(post("本文だけ"), ACCOUNT)[0]["altText"] == "本文だけ"
    assert render(post(""), ACCOUNT)[0]["altText"] == "見本カフェ"


def test_the_http_body_is_the_messages_as_compact_utf_8():
    assert (
        body_bytes([{"type": "text", "text": "雪"}]) == '{"messages":[{"type":"text","text":"雪"}]}'.encode()
    )
