"""The picture of a page: the whole of it, or a sentence that says why there is none."""

import io
from base64 import b64encode

import pytest
from PIL import Image

from scripts.effects.local import browser, devtools
from scripts.effects.local.browser import PHONE, WHOLE, NoPicture, drawing
from tests.browser import needs_browser


def page(folder, height):
    file = folder / "page.html"
    stripes = "repeating-linear-gradient(#eee, #eee 90px, #333 90px, #333 100px)"
    style = f"height:{height}px;background:{stripes};border-bottom:10px solid #c00"
    file.write_text(
        f"<!doctype html><body style='margin:0;padding-bottom:80px;background:#eee'><div style='{style}'></div>",
        "utf-8",
    )
    return file


@needs_browser
def test_pages_are_seen_to_their_ends_with_one_browser(tmp_path):
    with drawing() as draw:
        for height in (300, 3_900, 15_000):
            draw(page(tmp_path, height), tmp_path / "page.png", WHOLE)
            with Image.open(tmp_path / "page.png") as shot:
                assert shot.size == (1240, height + 10 + 80)
                assert shot.convert("RGB").getpixel((5, height + 5)) == (0xCC, 0, 0)


@needs_browser
def test_a_page_that_is_too_long_is_not_shown_in_part(tmp_path):
    with drawing() as draw, pytest.raises(NoPicture, match="長すぎて"):
        draw(page(tmp_path, 17_000), tmp_path / "page.png", WHOLE)
    assert not (tmp_path / "page.png").exists()


@needs_browser
def test_the_picture_of_a_part_stays_small_whatever_it_shows(tmp_path):
    """Letters stay as they are; a part full of noise gives up colours, and then size."""
    noise = io.BytesIO()
    Image.effect_noise((390, 2_000), 120).convert("RGB").save(noise, "PNG")
    shown = f"data:image/png;base64,{b64encode(noise.getvalue()).decode()}"
    for inside in ("<p>" + "文字 " * 400, f'<img src="{shown}">'):
        html = f"<!doctype html><body style='margin:0'><div class=phone>{inside}</div>"
        (tmp_path / "page.html").write_text(html, "utf-8")
        with drawing() as draw:
            draw(tmp_path / "page.html", tmp_path / "phone.png", PHONE)
        assert (tmp_path / "phone.png").stat().st_size <= 150_000
        with Image.open(tmp_path / "phone.png") as shot:
            assert shot.width == 390 or "img" in inside


@needs_browser
def test_no_script_of_a_page_runs(tmp_path):
    script = "<script>document.body.style.background = '#c00'</script>"
    (tmp_path / "page.html").write_text(f"<!doctype html><body style='background:#eee'>{script}", "utf-8")
    with drawing() as draw:
        draw(tmp_path / "page.html", tmp_path / "page.png", WHOLE)
    with Image.open(tmp_path / "page.png") as shot:
        assert shot.convert("RGB").getpixel((5, 5)) == (0xEE, 0xEE, 0xEE)


@pytest.mark.parametrize(
    "program",
    [
        "exit 0",
        "exec 3<&- 4>&-; exec sleep 60",
        "cat <&3 >/dev/null",
        r"""printf '{"id": 1, "error": {}}\0' >&4; cat <&3 >/dev/null""",
        r"printf 'not JSON\0[1]\0' >&4; cat <&3 >/dev/null",
    ],
)
def test_a_browser_that_does_not_do_its_work_is_said_and_goes(tmp_path, monkeypatch, program):
    monkeypatch.setattr(devtools, "_SECONDS", 0.2)
    monkeypatch.setattr(devtools, "_LEAVE", 0.2)
    command = tmp_path / "browser"
    command.write_text(f"#!/bin/sh\n{program}\n")
    command.chmod(0o755)
    monkeypatch.setattr(browser, "find_browser", lambda: str(command))
    with drawing() as draw, pytest.raises(NoPicture, match=r"page\.html"):
        draw(page(tmp_path, 300), tmp_path / "page.png", WHOLE)
    assert not (tmp_path / "page.png").exists()


def test_a_browser_that_cannot_be_started_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr(browser, "find_browser", lambda: str(tmp_path / "nothing"))
    with drawing() as draw, pytest.raises(NoPicture, match=r"page\.html"):
        draw(page(tmp_path, 300), tmp_path / "page.png", WHOLE)
