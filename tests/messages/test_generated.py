"""A thousand posts: LINE would take each of them, the SDK changes none, and nothing in them is lost or made up."""

import re

import pytest

from scripts.messages.limits import excesses
from scripts.messages.media import media_url
from scripts.messages.passages import event_rows, uri_of
from scripts.messages.render import render
from tests.messages.generated import generate
from tests.messages.line_schema import complaints, needs_openapi
from tests.messages.subjects import SAMPLES, account, picture_urls, sample, urls, words

ACCOUNT = account()
POSTS = 1_000
RENDERED = [(post, source, render(post, ACCOUNT)) for post, source in map(generate, range(POSTS))]
OF_SAMPLES = [render(*sample(path)) for path in SAMPLES]
MARKS = re.compile(r"[\s　・■▼―]|\d+\.|訂正|【訂正】|日時|場所|締切")


def test_both_layouts_and_every_kind_of_block_came_up():
    layouts = [post.layout for post, _, _ in RENDERED]
    assert min(layouts.count("card"), layouts.count("text")) > POSTS // 3
    kinds = {type(block).__name__ for post, _, _ in RENDERED for block in post.body.blocks}
    assert kinds == {"Heading", "Paragraph", "Points", "Divider", "PlacedPicture"}
    assert not [mistake for post, _, _ in RENDERED for mistake in post.body.mistakes]


@needs_openapi
def test_lines_strict_schema_takes_them_all():
    assert not [complaint for _, _, messages in RENDERED for complaint in complaints(messages)]
    assert not [complaint for messages in OF_SAMPLES for complaint in complaints(messages)]


def test_none_is_beyond_lines_limits():
    assert not [excess for _, _, messages in RENDERED for excess in excesses(messages)]
    assert not [excess for messages in OF_SAMPLES for excess in excesses(messages)]


def test_the_sdk_neither_drops_nor_adds_anything():
    from linebot.v3.messaging import BroadcastRequest

    for messages in [*OF_SAMPLES, *(messages for _, _, messages in RENDERED)]:
        asked = {"messages": messages, "notificationDisabled": False}
        assert BroadcastRequest.from_dict(asked).to_dict() == asked


@pytest.mark.parametrize("layout", ["card", "text"])
def test_every_sentence_link_and_picture_is_there_and_nothing_else(layout):
    for post, source, messages in RENDERED:
        if post.layout != layout:
            continue
        said = _without_breaks(words(messages))
        facts = [value for _, value in event_rows(post.event)]
        for piece in (post.title, *facts, *source.sentences, *(label for label, _ in source.links)):
            flat = _without_breaks([piece])
            assert flat in said, post.document.text
            said = said.replace(flat, "", 1)
        for label, url in source.links:
            said = said.replace(label, "").replace(_without_breaks([uri_of(url)]), "")
        assert MARKS.sub("", said) == "", post.document.text
        if layout == "card":
            assert set(urls(messages)) == {uri_of(url) for _, url in source.links}
        assert picture_urls(messages) == [media_url(ACCOUNT, post.pictures[name]) for name in source.files]


def _without_breaks(said: object) -> str:
    return re.sub(r"\s", "", "".join(said))
