"""What a stranger drew and wrote is shown, and does nothing else."""

import io
import re
import struct
from urllib.parse import quote

import pytest
from PIL import Image

from scripts.pull_requests.preview_comment import (
    MARK,
    MOST_BYTES,
    MOST_POSTS,
    ROOM,
    PreviewedPost,
    Version,
    comment,
    not_shown,
    unfit,
)

HEAD, HOME = "a" * 40, "https://github.com/pref/cafe"
VERSION = Version(HOME, 7, HEAD)


def png(width: int = 8, height: int = 8) -> bytes:
    kept = io.BytesIO()
    Image.new("RGB", (width, height)).save(kept, "PNG")
    return kept.getvalue()


def with_size(raw: bytes, width: int, height: int) -> bytes:
    return raw[:16] + struct.pack(">II", width, height) + raw[24:]


def test_a_picture_of_a_page_is_fit() -> None:
    assert unfit(png(1200, 6000)) is None


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "ありません"),
        (b"<script>alert(1)</script>", "PNGではありません"),
        (b"\xff\xd8\xff\xe0" + png(), "PNGではありません"),
        (png()[:-1], "PNGではありません"),
        (png() + b"<html>", "PNGではありません"),
        (png().replace(b"IHDR", b"JUNK"), "PNGではありません"),
        (b"\x89PNG\r\n\x1a\n", "PNGではありません"),
        (with_size(png(), 0, 10), "大きさが合いません"),
        (with_size(png(), 100_000, 10), "大きさが合いません"),
        (with_size(png(), 10, 2**32 - 1), "大きさが合いません"),
        (png() + b"\0" * MOST_BYTES, "大きすぎます"),
    ],
)
def test_whatever_is_no_picture_of_a_page_is_unfit(raw: bytes, said: str) -> None:
    assert said in (unfit(raw) or "")


def test_it_shows_picture_text_and_version_after_what_comes_first() -> None:
    text = comment(VERSION, [PreviewedPost("20261210-x", "7-p.png", "**承認する人** 課長", "こんにちは")])
    assert text.startswith(MARK)
    order = ["**承認する人**", f"]({HOME}/blob/previews/7-p.png?raw=true)", "こんにちは", f"`{HEAD[:7]}`"]
    assert [text.index(words) for words in order] == sorted(text.index(words) for words in order)
    assert f"[承認する画面]({HOME}/pull/7/files)" in text and "承認票のページ" not in text


def test_every_address_is_absolute_and_short_enough_for_a_login_in_between() -> None:
    """GitHub encodes an address twice on the way through its login page; 8,000 letters are answered 414."""
    home = "https://github.com/" + "a" * 39 + "/" + "b" * 100
    version = Version(home, 99_999_999, HEAD, f"{home}/actions/runs/{'9' * 20}/artifacts/{'9' * 20}")
    name = f"99999999-{HEAD}-20261210-{'x' * 150}.png"
    text = comment(version, [PreviewedPost("20261210-x", name, "", "こんにちは")])
    addresses = re.findall(r"\]\(([^)]*)\)", text)
    assert len(addresses) == 3
    assert all(address.startswith("https://github.com/") for address in addresses)
    assert max(len(quote(quote(address, safe=""), safe="")) for address in addresses) < 8_000


def test_what_is_hidden_has_an_end() -> None:
    said = not_shown([f"content/posts/division/2026/{'x' * 4000}-{n}" for n in range(3000)])
    assert len(said) < 4_000 and "ほか2980件" in said


def test_more_posts_than_a_change_may_bring_are_named() -> None:
    posts = [PreviewedPost(f"post-{n}", "", "", "x") for n in range(MOST_POSTS + 1)]
    assert f"ほかのもの: `post-{MOST_POSTS}`" in comment(VERSION, posts)


def test_three_posts_as_long_as_may_be_stay_below_githubs_limit() -> None:
    post = PreviewedPost("20261210-x", "p.png", "", "あ" * (ROOM // MOST_POSTS))
    hidden = not_shown(["x" * 4000] * 3000)
    assert len(comment(VERSION, [post] * MOST_POSTS, [hidden] * 2)) < 60_000
