"""What the layouts make of single things: order, links, pictures, corrections."""

import json
from itertools import pairwise

import pytest

from scripts.messages.flex import parts_of
from scripts.messages.media import media_url
from scripts.messages.passages import uri_of
from scripts.messages.render import body_bytes, render
from tests.messages.subjects import account, picture, picture_urls, post, urls, words

ACCOUNT = account()
AT = "https://a.example.jp"


def written(body, **front):
    """A post of that body; its front matter as JSON, which is YAML."""
    pictures = {name: picture(name, *shape) for name, shape in front.pop("shapes", {}).items()}
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in front.items()]
    return post("---\n" + "\n".join(lines) + f"\n---\n{body}\n", pictures)


def card(body, **front):
    return render(written(body, **{"title": "件名", **front}), ACCOUNT)


def text(body, **front):
    return render(written(body, **{"title": "件名", "layout": "text", **front}), ACCOUNT)[-1]["text"]


def outline(messages, block="body"):
    """Of each part of a block its type: a tappable box is a `link`, a box with a picture an `image`."""

    def name(part):
        if part["type"] != "box":
            return part["type"]
        inner = {each["type"] for each in part["contents"]}
        return "link" if "action" in part else "image" if inner == {"image"} else "box"

    bubble = messages[0]["contents"]
    return [name(part) for part in bubble[block]["contents"]] if block in bubble else []


def test_category_and_title_stand_above_the_picture_and_the_picture_above_the_rest():
    messages = card("一。\n\n![](a.jpg)", category="event", shapes={"a.jpg": (30, 20)}, event={"place": "町"})
    assert [name for name in messages[0]["contents"] if name not in ("type", "size", "styles")] == [
        "header",
        "hero",
        "body",
    ]
    assert list(words(messages)) == ["イベント", "件名", "場所", "町", "一。"]


@pytest.mark.parametrize(("letters", "size"), [(1, "xl"), (22, "xl"), (23, "lg"), (40, "lg")])
def test_a_long_title_is_one_size_smaller_and_whole(letters, size):
    title = next(
        part for part in parts_of(card("一。", title="題" * letters)) if part.get("text", "").startswith("題")
    )
    assert (title["size"], title["text"], title["wrap"]) == (size, "題" * letters, True)


def test_the_main_link_is_the_one_button_and_further_ones_are_rows_where_the_body_speaks_of_them():
    messages = card(f"まず[案内]({AT}/1)を読む。\n\n[申込み]({AT}/2)\n\n二。\n\n[会場]({AT}/3)")
    assert outline(messages) == ["text", "link", "text", "link"]
    assert outline(messages, "footer") == ["button"]
    assert urls(messages) == [f"{AT}/1", f"{AT}/3", f"{AT}/2"]
    assert list(words(messages)) == [
        "件名",
        "まず",
        "案内",
        "を読む。",
        "案内",
        "›",
        "二。",
        "会場",
        "›",
        "申込み",
    ]


def test_words_of_a_link_in_running_text_have_the_accent_and_its_page_is_carried_once():
    messages = card(f"まず[案]({AT})。また[案]({AT})。\n\n[案]({AT})")
    spans = messages[0]["contents"]["body"]["contents"][0]["contents"]
    assert [span.get("color") for span in spans] == [None, "#17608a", None, "#17608a", None]
    assert urls(messages) == [AT]


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("申込みページ", "button"),
        ("雪" * 7, "button"),
        ("雪" * 8, "link"),
        ("雪" * 15, "link"),
        ("雪" * 40, "link"),
    ],
)
def test_a_name_that_a_button_would_cut_stands_in_a_box_where_it_wraps(label, kind):
    messages = card(f"[{label}]({AT})")
    assert outline(messages, "footer") == [kind]
    assert list(words(messages)) == ["件名", label]
    (part,) = messages[0]["contents"]["footer"]["contents"]
    assert (part["action"]["label"], part["action"]["uri"]) == (label, AT)


def test_a_list_of_links_becomes_rows():
    messages = card(f"一。\n\n- [い]({AT}/1)\n- [ろ]({AT}/2)\n\n二。")
    assert outline(messages) == ["text", "link", "link", "text"]


def test_whom_to_ask_stands_in_the_footer():
    messages = card(f"一。\n\n[申込み]({AT})\n\nお問合せ：移住交流担当")
    assert list(words(messages)) == ["件名", "一。", "申込み", "お問合せ：移住交流担当"]
    assert outline(messages, "footer") == ["button", "text"]
    assert outline(card("一。\n\nお問合せ：移住交流担当"), "footer") == ["text"]
    form = card(f"一。\n\nお問合せ：[フォーム]({AT})へ")
    assert outline(form, "footer") == ["text", "button"]


def test_bold_is_bold_and_nothing_else_is():
    (span, other) = card("**太**細")[0]["contents"]["body"]["contents"][0]["contents"]
    assert (span, other) == ({"type": "span", "text": "太", "weight": "bold"}, {"type": "span", "text": "細"})


def test_a_bare_url_bears_the_name_of_its_party():
    links = [{"url": f"{AT}/x", "party": "星降村"}]
    assert list(words(card(f"{AT}/x を読む。", links=links))) == ["件名", "星降村", " を読む。", "星降村"]
    assert f"星降村\n{AT}/x" in text(f"<{AT}/x>", links=links)


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


def test_the_first_picture_stands_below_the_title_and_the_others_keep_their_places():
    messages = card(
        "一。\n\n![](b.png)\n\n二。\n\n![](a.jpg)\n\n三。", shapes={"a.jpg": (30, 20), "b.png": (20, 30)}
    )
    hero = messages[0]["contents"]["hero"]
    assert (hero["url"], hero["aspectRatio"], hero["aspectMode"], hero["size"]) == (
        media_url(ACCOUNT, picture("b.png", 20, 30)), "20:30", "fit", "full",
    )  # fmt: skip
    assert outline(messages) == ["text", "text", "image", "text"]


@pytest.mark.parametrize(
    ("shape", "ratio", "size"),
    [
        ((30, 20), "30:20", "full"),
        ((20, 30), "20:30", "full"),
        ((10, 30), "10:30", "50%"),
        ((10, 60), "10:30", "50%"),
    ],
)
def test_a_picture_keeps_its_ratio_and_a_very_tall_one_does_not_fill_the_screen(shape, ratio, size):
    hero = card("![](a.png)", shapes={"a.png": shape})[0]["contents"]["hero"]
    assert (hero["aspectRatio"], hero["aspectMode"], hero["size"]) == (ratio, "fit", size)


CREDITED = [{"file": "a.png", "rights": {"credit": "A氏"}}, {"file": "b.png"}]
SHAPES = {"a.png": (30, 20), "b.png": (20, 20)}


@pytest.mark.parametrize(
    ("body", "lead"),
    [
        ("一。\n\n![](a.png)\n\n写真提供：A氏\n\n![](b.png)", False),
        ("一。\n\n![](a.png)\n\n写真：別の人\n\n![](b.png)", False),
        ("一。\n\n![](a.png)\n\n昨年の相談会のようす\n\n![](b.png)", False),
        ("一。\n\n写真提供：A氏\n\n![](a.png)\n\n二。", False),
        ("一。\n\n![](a.png)\n\n二。", True),
        ("一。\n\n![](a.png)\n\nお問合せ：移住交流担当", True),
        ("![](a.png)\n\n写真提供：A氏\n\n一。\n\n![](b.png)", True),
    ],
)
def test_a_picture_is_never_torn_from_the_words_that_say_whose_it_is(body, lead):
    messages = card(body, images=CREDITED, shapes=SHAPES, event={"place": "町"})
    assert ("hero" in messages[0]["contents"]) is lead
    drawn = [
        part.get("url") or part.get("text")
        for part in parts_of(messages)
        if part["type"] in ("image", "text")
    ]
    source = [(line.strip("![]()"), line) for line in body.split("\n\n")]
    for (file, _), (_, line) in pairwise(source):
        if file in SHAPES and "写真" in line:
            at = drawn.index(media_url(ACCOUNT, picture(file, *SHAPES[file])))
            assert drawn[at + 1] == line


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


WRONG = {"corrects": "20261110-x", "correction": [{"wrong": "15日", "right": "18日"}]}


def test_a_correction_says_first_what_happened_then_what_is_right_then_the_facts():
    messages = card("お詫びします。\n\n二。", event={"place": "町"}, **WRONG)
    corrected = "先にお送りした投稿を改めます。"
    assert list(words(messages)) == [
        "訂正", "件名", corrected, "お詫びします。", "誤", "15日", "→", "正", "18日", "場所", "町", "二。",
    ]  # fmt: skip
    assert next(words(card("- 点", **WRONG))) == "訂正"
    said = text("お詫びします。\n\n二。", event={"place": "町"}, **WRONG)
    assert said == f"【訂正】件名\n\n{corrected}\n\nお詫びします。\n\n誤　15日\n正　18日\n\n場所　町\n\n二。"


def test_a_near_deadline_is_marked_in_words_and_in_colour():
    send, event = {"not_before": "2027-01-08T10:00+09:00"}, {"deadline": "2027-01-15"}
    (fact,) = [
        part for part in parts_of(card("一。", send=send, event=event)) if "近づいて" in part.get("text", "")
    ]
    assert (fact["color"], fact["weight"]) == ("#b3261e", "bold")


def test_nothing_is_said_where_nothing_is_written():
    assert outline(card("#\n\n　\n\n段落。")) == ["text"]


def test_a_rule_at_the_end_does_not_stand_above_the_button():
    assert outline(card(f"一。\n\n---\n\n[申込み]({AT})")) == ["text"]


def test_what_has_no_front_matter_is_still_drawn():
    assert render(post("本文だけ"), ACCOUNT)[0]["altText"] == "本文だけ"
    assert render(post(""), ACCOUNT)[0]["altText"] == "見本カフェ"


def test_the_http_body_is_the_messages_as_compact_utf_8():
    assert (
        body_bytes([{"type": "text", "text": "雪"}]) == '{"messages":[{"type":"text","text":"雪"}]}'.encode()
    )
