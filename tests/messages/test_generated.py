"""A thousand posts: LINE would take each of them, the SDK changes none, and nothing in them is lost or made up."""

import re

import pytest

from scripts.messages.facts import corrected_in_words, event_rows
from scripts.messages.flex import BLOCKS, parts_of
from scripts.messages.limits import excesses
from scripts.messages.media import media_url
from scripts.messages.passages import uri_of
from scripts.messages.render import render
from tests.goldens.golden import CARD_NAMES, card
from tests.messages.generated import generate
from tests.messages.line_schema import complaints, needs_openapi
from tests.messages.subjects import SAMPLES, account, picture_urls, sample, urls, words

ACCOUNT = account()
POSTS = 1_000
MARKS = re.compile(r"[\s　・■▼―›→誤正]|\d+\.|訂正|【訂正】|日時|場所|費用|定員|締切")


@pytest.fixture(scope="module")
def rendered():
    return [(post, source, render(post, ACCOUNT)) for post, source in map(generate, range(POSTS))]


@pytest.fixture(scope="module")
def of_samples():
    return [render(*sample(path)) for path in SAMPLES] + [render(card(name), ACCOUNT) for name in CARD_NAMES]


def test_both_layouts_and_every_kind_of_block_came_up(rendered):
    layouts = [post.layout for post, _, _ in rendered]
    assert min(layouts.count("card"), layouts.count("text")) > POSTS // 3
    kinds = {type(block).__name__ for post, _, _ in rendered for block in post.body.blocks}
    assert kinds == {"Heading", "Paragraph", "Points", "Divider", "PlacedPicture"}
    assert not [mistake for post, _, _ in rendered for mistake in post.body.mistakes]


@needs_openapi
def test_lines_strict_schema_takes_them_all(rendered, of_samples):
    assert not [complaint for _, _, messages in rendered for complaint in complaints(messages)]
    assert not [complaint for messages in of_samples for complaint in complaints(messages)]


def test_none_is_beyond_lines_limits(rendered, of_samples):
    assert not [excess for _, _, messages in rendered for excess in excesses(messages)]
    assert not [excess for messages in of_samples for excess in excesses(messages)]


def test_the_sdk_neither_drops_nor_adds_anything(rendered, of_samples):
    from linebot.v3.messaging import BroadcastRequest

    for messages in [*of_samples, *(messages for _, _, messages in rendered)]:
        asked = {"messages": messages, "notificationDisabled": False}
        assert BroadcastRequest.from_dict(asked).to_dict() == asked


@pytest.mark.parametrize("layout", ["card", "text"])
def test_every_sentence_link_and_picture_is_there_and_nothing_else(layout, rendered):
    for post, source, messages in rendered:
        if post.layout != layout:
            continue
        said = _without_breaks(words(messages))
        facts = [*(value for _, value in event_rows(post)), corrected_in_words(post)]
        facts += [words for pair in post.correction for words in (pair.wrong, pair.right)]
        for piece in (post.title, *facts, *source.sentences, *(label for label, _ in source.links)):
            flat = _without_breaks([piece])
            assert flat in said, post.document.text
            said = said.replace(flat, "", 1)
        for label, url in source.links:
            said = said.replace(label, "").replace(_without_breaks([uri_of(url)]), "")
        assert MARKS.sub("", said) == "", post.document.text
        if layout == "card":
            assert sorted(urls(messages)) == sorted(uri_of(url) for _, url in source.links)
        assert picture_urls(messages) == [media_url(ACCOUNT, post.pictures[name]) for name in source.files]


def test_every_card_is_made_for_every_eye(rendered):
    cards = [
        message["contents"]
        for _, _, messages in rendered
        for message in messages
        if message["type"] == "flex"
    ]
    for bubble in cards:
        assert bubble["styles"] == {name: {"backgroundColor": "#ffffff"} for name in BLOCKS if name in bubble}
        for part in parts_of(bubble):
            if part["type"] in ("text", "button"):
                assert part["scaling"] is True
            if part["type"] == "text":
                assert part["wrap"] is True
            assert "adjustMode" not in part
            assert part["type"] != "button" or len(part["action"]["label"]) <= 14


def test_a_notice_is_short_and_no_number_is_cut_in_two(rendered):
    for _, _, messages in rendered:
        notice = messages[0].get("altText", "")
        assert len(notice) <= 400
        assert not re.search(r"[0-9][0-9年月日時分:（]*$", notice[:60]) or not re.match(
            "[0-9年月日時分:]", notice[60:]
        )


def _without_breaks(said: object) -> str:
    return re.sub(r"\s", "", "".join(said))
