"""Cards in a real browser: on narrow and wide phones, with normal and the largest letters, nothing overlaps or is cut."""

from pathlib import Path

import pytest

from scripts.messages.height import height_of
from scripts.messages.media import media_url
from scripts.messages.render import render
from scripts.pages.approval_form import shown
from scripts.pages.html import document, tag
from scripts.pages.phone import phone
from scripts.pages.style import STYLE
from tests.goldens.golden import CARD_NAMES, NAMES, card, case, setting
from tests.messages.generated import generate
from tests.messages.subjects import SAMPLES, account, sample

LOOK = Path(__file__).with_name("look.js").read_text("utf-8")
GENERATED = 200
WIDTHS = (260, 300, 360)
FAULTS = ("pale", "cut", "overlapping", "broken", "withoutAlt")


def posts():
    """The samples, all golden cases and two hundred made-up posts, each with its account."""
    yield from map(sample, SAMPLES)
    yield from ((card(name), setting().account) for name in CARD_NAMES)
    yield from ((case(name), setting().account) for name in NAMES)
    yield from ((generate(seed)[0], account()) for seed in range(GENERATED))


@pytest.fixture(scope="module")
def cards():
    """Every card among them, and the phone that shows it."""
    drawn = []
    for post, made in posts():
        messages = render(post, made)
        if messages[0]["type"] == "flex":
            files = {
                media_url(made, file): shown(file, "見本")
                for file in post.pictures.values()
                if file.look.kind
            }
            drawn.append(
                (messages[0]["contents"], lambda look, m=messages, f=files: phone("見本", "今日", m, f, look))
            )
    return drawn


@pytest.fixture(scope="module")
def look_at(browser, cards, tmp_path_factory):
    """What the browser sees of all cards at a width, in a look."""
    file = tmp_path_factory.mktemp("cards") / "cards.html"
    tab = browser.new_page(viewport={"width": 460, "height": 900})

    def look_at(width, look, style=""):
        sized = f"{STYLE} .phone {{ width: fit-content; border-width: 0; }} .bubble {{ width: {width}px; max-width: none; }} {style}"
        file.write_text(document("見本", sized, tag("main", [phone(look) for _, phone in cards])), "utf-8")
        tab.goto(file.as_uri())
        return tab.evaluate(LOOK)

    yield look_at
    tab.close()


@pytest.mark.parametrize("look", ["", "largest", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_overlaps_or_is_cut_or_pale(look_at, width, look):
    seen = look_at(width, look)
    assert len(seen["heights"]) > 100
    assert {fault: seen[fault] for fault in FAULTS if seen[fault]} == {}


def test_what_is_cut_or_overlaps_would_be_seen(look_at):
    cut = look_at(260, "largest", ".button { font-size: 40px !important; }")
    assert cut["cut"]
    assert look_at(300, "", ".text { margin-bottom: -20px; }")["overlapping"]


def test_every_card_grows_with_the_readers_letters(look_at):
    normal, largest = look_at(300, "")["heights"], look_at(300, "largest")["heights"]
    assert all(large > small + 10 for small, large in zip(normal, largest, strict=True))
    assert sum(largest) > 1.3 * sum(normal)


def test_the_height_that_the_rule_works_out_is_the_one_that_is_drawn(look_at, cards):
    drawn = look_at(300, "")["heights"]
    off = [abs(height_of(bubble) - height) / height for (bubble, _), height in zip(cards, drawn, strict=True)]
    assert max(off) < 0.15
    assert sum(off) / len(off) < 0.04
