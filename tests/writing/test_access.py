"""Everybody can use the page: axe finds nothing, the keyboard suffices, 320 px are enough."""

import pytest

from tests.browser import needs_axe, violations
from tests.messages.subjects import SAMPLES

SOUDAN = next(path for path in SAMPLES if "winter-soudan" in str(path))


@needs_axe
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(person, scheme) -> None:
    person.page.emulate_media(color_scheme=scheme)
    for width in (1280, 390):
        person.fresh()
        person.page.set_viewport_size({"width": width, "height": 900})
        assert violations(person.page) == []
        person.open_file("open", SOUDAN, SOUDAN.parent / "yukikaki.jpg")
        person.until(lambda: person.pictures())
        person.fill("post-title", "")
        person.page.check('[name$="-people"][value="identifiable"]')
        person.page.fill('[data-name="subject"] input', "山田さん")
        person.fill("post-body", "1月23日（日）に<b>開きます</b>。")
        person.judged()
        person.page.click("#save")
        assert violations(person.page) == []
    person.page.emulate_media(color_scheme="light")


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_makes_the_page_wider_than_the_screen(person, width) -> None:
    person.page.set_viewport_size({"width": width, "height": 900})
    person.open_file("open", SOUDAN, SOUDAN.parent / "yukikaki.jpg")
    person.until(lambda: person.pictures())
    person.judged()
    assert person.page.evaluate("document.documentElement.scrollWidth") <= width
    person.page.set_viewport_size({"width": 1280, "height": 900})


def tab_to(person, selector: str) -> None:
    for _ in range(250):
        if person.page.evaluate("(s) => document.activeElement.matches(s)", selector):
            return
        person.page.keyboard.press("Tab")
    raise AssertionError(f"{selector} is not reached by Tab")


def test_the_keyboard_alone_is_enough(person) -> None:
    keys = person.page.keyboard
    tab_to(person, '[data-begin="post"]')
    keys.press("Enter")
    tab_to(person, '[name="post-side"]')
    keys.press("Space")
    tab_to(person, "#post-author")
    keys.type("div-poster-01")
    tab_to(person, '[name="post-category"]')
    keys.press("ArrowDown")
    tab_to(person, "#post-title")
    keys.type("森の歩き方")
    tab_to(person, "#post-body")
    keys.type("冬の森の話です。")
    tab_to(person, '[data-name="links"] > .add')
    keys.press("Enter")
    assert person.page.evaluate("document.activeElement.closest('[data-name]').dataset.name") == "url"
    keys.type("https://mori.example.jp/")
    tab_to(person, '[name="post-send-not_before-soon"]')
    keys.press("Space")
    for name in ("public_information", "no_personal_information", "fair_competition", "guideline"):
        tab_to(person, f"#post-declarations-{name}")
        keys.press("Space")
    tab_to(person, "#save")
    person.judged()
    values = person.page.evaluate(
        "JSON.parse(Object.entries(localStorage).find(([key]) => key.startsWith('draft:'))[1]).values"
    )
    assert values["author"] == "div-poster-01"
    assert values["links"][0]["checked_by"] == "div-poster-01"
    assert set(values["declarations"].values()) == {True}


def test_what_a_screen_reader_hears_of_a_mistake(person) -> None:
    person.begin()
    person.fill("post-author", "山田")
    person.judged()
    control = person.page.locator("#post-author")
    assert control.get_attribute("aria-invalid") == "true"
    described = control.get_attribute("aria-describedby").split()
    assert "書き方が違います" in "".join(person.page.inner_text(f"#{place}") for place in described)
