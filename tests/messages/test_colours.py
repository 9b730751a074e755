"""Every contrast of every card is measured: letters on the ground that their box sets."""

from dataclasses import replace

import pytest

from scripts.content.account import Brand
from scripts.messages.colours import INK, LEAST, LEAST_LARGE, WHITE, contrast, palette_of
from scripts.messages.flex import BLOCKS
from scripts.messages.render import render
from tests.goldens.golden import CARD_NAMES, NAMES, card, case
from tests.messages.subjects import SAMPLES, account, sample

GREEN = replace(account(), brand=Brand("#0b5c3b", "#ffffff"))
POSTS = (
    [card(name) for name in CARD_NAMES]
    + [case(name) for name in NAMES]
    + [sample(path)[0] for path in SAMPLES]
)
LARGE = ("xl", "xxl", "3xl", "4xl", "5xl")  # from 22 px; bold ones from 19 px (`lg`)


def pairs(part, ground):
    """Letters, ground and least contrast of every text within a part that stands on that ground."""
    ground = part.get("backgroundColor", ground)
    if part["type"] == "text":
        large = part["size"] in LARGE or (part["size"] == "lg" and part.get("weight") == "bold")
        colours = {
            part.get("color", INK),
            *(span["color"] for span in part.get("contents", ()) if "color" in span),
        }
        yield from ((colour, ground, LEAST_LARGE if large else LEAST) for colour in colours)
    elif part["type"] == "button":
        yield WHITE, part["color"], LEAST
    elif part["type"] == "box":
        for inner in part["contents"]:
            yield from pairs(inner, ground)


def measured(bubble):
    return [
        pair
        for name in BLOCKS
        if name in bubble
        for pair in pairs(bubble[name], bubble["styles"][name]["backgroundColor"])
    ]


@pytest.mark.parametrize("made", [account(), GREEN], ids=["standard", "brand"])
def test_everything_written_on_a_card_can_be_read(made):
    found = [
        pair
        for post in POSTS
        for message in render(post, made)
        if message["type"] == "flex"
        for pair in measured(message["contents"])
    ]
    assert len(set(found)) > 8
    assert [pair for pair in found if contrast(*pair[:2]) < pair[2]] == []


def test_a_pale_colour_would_be_seen():
    bubble = render(card("event"), replace(account(), brand=Brand("#88bbff", "#ffffff")))[0]["contents"]
    assert [pair for pair in measured(bubble) if contrast(*pair[:2]) < pair[2]]


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21),
        ("#ffffff", "#ffffff", 1),
        ("#777777", "#ffffff", 4.48),
        ("#ff0000", "#ffffff", 4.0),
    ],
)
def test_the_ratio_is_that_of_wcag(one, other, ratio):
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)
    assert contrast(other, one) == contrast(one, other)


def test_a_correction_does_not_wear_the_colour_of_an_advertisement():
    assert palette_of(GREEN, is_correction=False).accent == "#0b5c3b"
    assert palette_of(GREEN, is_correction=True) == palette_of(account(), is_correction=True)


def test_letters_of_another_colour_than_white_stand_in_a_box_since_lines_button_knows_white_alone():
    cream = replace(account(), brand=Brand("#0B5C3B", "#FFF8E1"))
    footers = [render(card("other"), made)[0]["contents"]["footer"]["contents"][0] for made in (GREEN, cream)]
    assert [footer["type"] for footer in footers] == ["button", "box"]
    assert footers[1]["contents"][0]["color"] == "#fff8e1"


def test_a_colour_that_is_none_is_not_used():
    broken = replace(account(), brand=Brand("red", "#ffffff"))
    assert palette_of(broken, is_correction=False) == palette_of(account(), is_correction=False)
