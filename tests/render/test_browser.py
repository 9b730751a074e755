"""The picture of a page: the whole of it, or a sentence that says why there is none."""

import pytest
from PIL import Image

from scripts.world.browser import NoPicture, find_browser, take_picture

needs_browser = pytest.mark.skipif(find_browser() is None, reason="neither Chromium nor Chrome is installed")


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
@pytest.mark.parametrize("height", [300, 3_900])
def test_a_page_is_seen_to_its_end(tmp_path, height):
    take_picture(page(tmp_path, height), tmp_path / "page.png")
    with Image.open(tmp_path / "page.png") as shot:
        assert shot.height == height + 10 + 48
        assert shot.convert("RGB").getpixel((5, height + 5)) == (0xCC, 0, 0)


@needs_browser
def test_a_page_that_is_too_long_is_not_shown_in_part(tmp_path):
    with pytest.raises(NoPicture, match="長すぎて"):
        take_picture(page(tmp_path, 17_000), tmp_path / "page.png")
    assert not (tmp_path / "page.png").exists()
