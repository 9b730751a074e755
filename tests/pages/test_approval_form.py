"""The page in a real browser: it says what the messages say, and everybody can read and use it."""

import base64
import json
import re
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from scripts.checking.context import RuleContext
from scripts.checking.finding import Finding
from scripts.content.policy import read_policy
from scripts.content.post import Post
from scripts.delivery.audience import Audience
from scripts.delivery.month import MonthUse
from scripts.effects.content.load import account_in, document_in, setting_in
from scripts.effects.git.working_tree import WorkingTree
from scripts.messages.flex import parts_of
from scripts.messages.media import media_url
from scripts.messages.render import render
from scripts.pages.approval_form import page
from scripts.pages.around.beside import PreviewContext
from scripts.pages.around.change import PostDiff
from scripts.pages.around.neighbours import Neighbour
from scripts.pages.policy import policy_page
from scripts.text.terms import (
    AI,
    CATEGORY,
    CONSENT_BASIS,
    DECLARATIONS,
    LAYOUT,
    LINK_SCOPE,
    MEDIA,
    METHOD,
    PEOPLE,
    RIGHTS_BASIS,
)
from tests.browser import needs_axe, violations
from tests.goldens.golden import NAMES, case, setting
from tests.messages.subjects import HOME, SAMPLES, picture_urls, sample, words

LOOK = Path(__file__).with_name("look.js").read_text("utf-8")
SUBJECTS = [*NAMES, *(path.parent.name for path in SAMPLES)]
NARROWEST, NARROW, WIDE = ({"width": width, "height": 800} for width in (320, 360, 1280))


@cache
def subject(name: str) -> tuple[Post, RuleContext]:
    """A golden case or a sample post, with its registers."""
    if name in NAMES:
        return case(name), setting()
    path = next(path for path in SAMPLES if path.parent.name == name)
    return sample(path)[0], setting_in(WorkingTree(HOME), setting().now, frozenset())


@pytest.fixture
def show(browser, tmp_path):
    """Open some HTML as a file at some size; nothing but the file itself may be asked for."""
    pages = []

    def opened(html, size):
        file = tmp_path / "page.html"
        file.write_text(html, "utf-8")
        tab = browser.new_page(viewport=size)
        pages.append(tab)
        asked = []
        tab.on("request", lambda request: asked.append(request.url))
        tab.goto(file.as_uri())
        assert [url for url in asked if not url.startswith("data:")] == [file.as_uri()]
        return tab

    yield opened
    for tab in pages:
        tab.close()


def html_of(name):
    post, around = subject(name)
    messages = render(post, around.account)
    return page(post, messages, around, [], PreviewContext()), messages


@pytest.mark.parametrize("name", SUBJECTS)
def test_the_phone_says_what_the_messages_say(show, name):
    html, messages = html_of(name)
    seen = show(html, WIDE).evaluate(LOOK)
    assert _flat(seen["said"]) == _flat("".join(words(messages)))
    taps = [part["action"] for part in parts_of(messages) if "action" in part]
    shown = [url if url.startswith("https://") else None for url in (tap["uri"] for tap in taps)]
    assert seen["taps"] == [[tap["label"], url] for tap, url in zip(taps, shown, strict=True)]
    post, around = subject(name)
    files = {media_url(around.account, picture): picture.raw for picture in post.pictures.values()}
    assert [_bytes(source) for source in seen["pictures"]] == [files[url] for url in picture_urls(messages)]


@pytest.mark.parametrize("name", SUBJECTS)
def test_everybody_can_read_it(show, name):
    tab = show(html_of(name)[0], WIDE)
    for scheme in ("light", "dark"):
        tab.emulate_media(color_scheme=scheme)
        for size in (WIDE, NARROW, NARROWEST):
            tab.set_viewport_size(size)
            _is_readable(tab.evaluate(LOOK), size)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("levels", [("error", "warning"), ("warning",), ()])
def test_what_must_be_read_is_amber_or_red_and_only_what_is_settled_green(show, scheme, levels):
    post, around = subject("text" if levels else "20261210-winter-soudan")
    findings = [Finding("content/x.yml", 1, "x", "第2", level, "見本です。") for level in levels]
    html = page(post, render(post, around.account), around, findings, PreviewContext())
    tab = show(html, NARROWEST)
    tab.emulate_media(color_scheme=scheme)
    _is_readable(tab.evaluate(LOOK), NARROWEST)
    ground = tab.evaluate("() => getComputedStyle(document.querySelector('.summary')).backgroundColor")
    red, green, blue = map(int, re.findall(r"\d+", ground)[:3])
    if "error" in levels:
        assert red > green and abs(green - blue) < 8
    elif levels:
        assert red > green > blue
    else:
        assert green > red


def test_what_asks_for_judgement_is_amber_without_a_finding(show):
    tab = show(html_of("text")[0], WIDE)
    assert "確かめてほしいことが" in tab.inner_text(".summary.warning")


def test_what_is_held_back_is_red_without_a_finding(show):
    tab = show(html_of("everything")[0], WIDE)
    assert "直しか返事があるまで承認しません" in tab.inner_text(".summary.bad")
    assert tab.inner_text("ul.to-weigh li").startswith("差し戻し")


def test_a_printed_page_keeps_its_backgrounds_and_is_light(show):
    tab = show(html_of("everything")[0], WIDE)
    tab.emulate_media(media="print", color_scheme="dark")
    _is_readable(tab.evaluate(LOOK), WIDE)
    kept = "() => getComputedStyle(document.documentElement).printColorAdjust"
    assert tab.evaluate(kept) == "exact"
    assert tab.evaluate("() => getComputedStyle(document.documentElement).color") == "rgb(29, 40, 48)"


def fullest(name: str) -> str:
    """The page of a case with everything on it that a page can have."""
    post, around = subject(name)
    before, corrected = case("two-days"), subject("20261210-winter-soudan")[0]
    finding = Finding("content/x.yml", 1, "x", "第2", "warning", "見本です。")
    at = around.now
    beside = PreviewContext(
        PostDiff(before, post),
        (corrected,) if post.corrects else (),
        at,
        Audience(at.date(), 1_180),
        MonthUse(29_000, 3, 30_000, at),
        (Neighbour("20261204-x", "ほかの投稿", at, True), Neighbour("20261205-y", "", at, False)),
    )
    return page(post, render(post, around.account), around, [finding], beside)


@needs_axe
def test_axe_finds_nothing_at_any_width_in_light_and_dark(show):
    """One browser and one tab for all: what takes long is the start."""
    tab = None
    for name in ("everything", "correction", "hostile", "unreadable"):
        if tab is None:
            tab = show(fullest(name), WIDE)
        else:
            tab.set_content(fullest(name))
        for scheme in ("light", "dark"):
            tab.emulate_media(color_scheme=scheme)
            for width in (1280, 390):
                tab.set_viewport_size({"width": width, "height": 900})
                assert violations(tab) == [], (name, scheme, width)


@pytest.mark.parametrize("name", ["everything", "correction"])
def test_the_fullest_page_fits_a_narrow_phone_and_speaks_japanese(show, name):
    tab = show(fullest(name), NARROWEST)
    for scheme in ("light", "dark"):
        tab.emulate_media(color_scheme=scheme)
        _is_readable(tab.evaluate(LOOK), NARROWEST)
    for table in tab.query_selector_all("table"):
        assert table.evaluate("(t) => t.closest('[tabindex=\"0\"][aria-label]') !== null")
    form = tab.inner_text("#form")
    assert "約29,000通" in form and "29,000" in form
    assert set(re.findall(r"\w+", form, re.ASCII)) & STORED == set()


STORED = {  # what a front matter holds, and what people read instead
    *CATEGORY, *LAYOUT, *CONSENT_BASIS, *METHOD, *LINK_SCOPE, *RIGHTS_BASIS, *MEDIA, *PEOPLE, *AI, *DECLARATIONS,
    "division", "contractor", "section_chief", "operations_manager", "poster", "true", "false", "None",
}  # fmt: skip


FAULTS = (
    "scripts",
    "unnamed",
    "twice",
    "withoutAlt",
    "broken",
    "stretched",
    "pale",
    "cut",
    "outside",
    "overlapping",
)


def _is_readable(seen, size):
    assert seen["width"] <= size["width"]
    assert {fault: seen[fault] for fault in FAULTS if seen[fault]} == {}
    assert all(re.match(r"https?://|data:image/(png|jpeg);base64,|#", target) for target in seen["targets"])
    _in_order(seen["headings"])
    assert {"main", "header", "section"} <= set(seen["landmarks"])
    assert seen["language"] == "ja"


def test_what_changed_can_be_read_on_a_phone(show):
    before, after = case("two-days"), case("everything")
    beside = PreviewContext(
        PostDiff(before, after), (before,), reach=Audience(after.images[0].rights.confirmed_on, 1_234_567)
    )
    html = page(after, render(after, setting().account), setting(), [], beside)
    tab = show(html, NARROW)
    _is_readable(tab.evaluate(LOOK), NARROW)
    assert "見出しも表も" in "".join(each.inner_text() for each in tab.query_selector_all(".changes ins"))
    assert "二日にわたる催し" in "".join(each.inner_text() for each in tab.query_selector_all(".changes del"))
    assert "約1,234,567通" in tab.inner_text("#form")


def test_every_link_is_reached_by_keyboard_in_order(show):
    tab = show(html_of("everything")[0], WIDE)
    wanted = tab.evaluate("() => [...document.querySelectorAll('a[href]')].map(a => a.outerHTML)")
    reached = []
    for _ in wanted:
        tab.keyboard.press("Tab")
        reached.append(tab.evaluate("() => document.activeElement.outerHTML"))
    assert reached == wanted
    outline = tab.evaluate("() => getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"


def test_the_first_link_leads_to_the_form(show):
    tab = show(html_of("text")[0], WIDE)
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    assert tab.evaluate("() => document.activeElement.id") == "form"


def test_hostile_words_stay_words(show):
    tab = show(html_of("hostile")[0], WIDE)
    fired = []
    tab.on("dialog", lambda dialog: (fired.append(dialog.message), dialog.dismiss()))
    for element in tab.query_selector_all(".bubble .tap, .bubble a"):
        element.click(no_wait_after=True, modifiers=["Control"])
    assert fired == []
    assert "<script>alert(1)</script>" in tab.inner_text("h1")


def test_the_policy_page_is_held_to_the_same(show):
    tree = WorkingTree(HOME)
    policy = read_policy(document_in(tree, "content/policy.md"))
    seen = show(policy_page(policy, account_in(tree)), NARROW).evaluate(LOOK)
    assert seen["width"] <= NARROW["width"]
    assert (seen["scripts"], seen["withoutAlt"], seen["pale"], seen["twice"]) == (0, 0, [], [])
    _in_order(seen["headings"])


def test_messages_json_holds_every_text_of_the_page(show):
    html, messages = html_of("everything")
    assert json.loads(json.dumps(messages)) == messages
    assert "default-src 'none'" in html


def _flat(text):
    return re.sub(r"\s", "", text)


def _bytes(source):
    return base64.b64decode(source.partition(",")[2])


def _in_order(levels):
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))
