"""The archive in a real browser: everybody can find, read and print what was sent."""

import re

import pytest

from tests.browser import needs_axe, violations
from tests.pages.archive.subjects import CORRECTION, SOUDAN, TALK

PAGES = ("index", SOUDAN, TALK, CORRECTION, "2026-12", "event")


@pytest.fixture
def visit(browser, address):
    """Opens a page; nothing from elsewhere may be asked for, and the browser may complain of nothing."""
    contexts, asked, troubles = [], [], []

    def visited(name, **settings):
        context = browser.new_context(**{"viewport": {"width": 390, "height": 844}, **settings})
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: troubles.append(message.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.goto(f"{address}{name}.html")
        return page

    yield visited
    for context in contexts:
        context.close()
    assert [url for url in asked if not url.startswith(address.removesuffix("archive/"))] == []
    assert [text for text in troubles if "favicon" not in text and "404" not in text] == []


def find(page, words):
    page.fill("#words", words)
    page.locator("#count", has_text=re.compile("ました。$|でした。$")).wait_for()
    return page.inner_text("#count"), page.eval_on_selector_all(
        "#results a", "(all) => all.map((a) => a.href)"
    )


def test_a_post_is_found_by_a_word_in_its_text(visit, address):
    page = visit("index")
    said, found = find(page, "雪かきって")
    assert (said, found) == ("1件見つかりました。", [f"{address}{SOUDAN}.html"])
    page.click("#results a")
    assert page.inner_text("h1") == "冬のオンライン移住相談会のご案内"


@pytest.mark.parametrize("words", ["にせこ 満席", "ﾆｾｺ", "ニセコ　主人"])
def test_the_ways_of_writing_a_word_are_not_told_apart(visit, address, words):
    assert find(visit("index"), words)[1] == [f"{address}{TALK}.html"]


def test_what_is_not_there_is_not_found_and_what_an_author_wrote_stays_words(visit):
    page = visit("index")
    assert find(page, "存在しない語") == ("見つかりませんでした。", [])
    assert len(find(page, "<b>宿")[1]) == 1
    assert page.inner_text("#results mark") == "<b>宿" and page.query_selector("#results b") is None


def test_without_javascript_everything_but_the_search_is_there(visit, address):
    page = visit("index", java_script_enabled=False)
    assert page.is_hidden("#finder") and "JavaScriptが要ります" in page.inner_text("main")
    page.click("text=2026年12月")
    page.click("text=冬のオンライン移住相談会のご案内")
    assert page.url == f"{address}{SOUDAN}.html" and page.wait_for_selector("img", state="attached")


@needs_axe
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(visit, address, scheme):
    page = visit("index", color_scheme=scheme, bypass_csp=True)
    for name in PAGES:
        page.goto(f"{address}{name}.html")
        if name == "index":
            find(page, "の")
        assert violations(page) == [], name


@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_is_wider_than_the_screen_and_every_picture_is_there(visit, address, width):
    page = visit("index", viewport={"width": width, "height": 800}, bypass_csp=True)
    for name in PAGES:
        page.goto(f"{address}{name}.html")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.evaluate("document.querySelectorAll('img').forEach((image) => { image.loading = 'eager'; })")
        page.wait_for_function("[...document.images].every((image) => image.complete && image.naturalWidth)")


def test_on_paper_it_is_dark_on_white_and_without_what_one_clicks(visit):
    page = visit(SOUDAN, color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.documentElement).color") == "rgb(29, 40, 48)"
    assert page.is_hidden("main > nav") and page.is_visible(".links a")
    page = visit("index")
    page.emulate_media(media="print")
    assert page.is_hidden("#finder") and page.is_visible("#newest")
