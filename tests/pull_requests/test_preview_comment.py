"""What a stranger drew and wrote is shown, and does nothing else."""

import io
import struct
from html import escape

import pytest
from cmarkgfm import github_flavored_markdown_to_html
from PIL import Image

from scripts.content.reply import Reply, read_reply
from scripts.pull_requests.preview_comment import (
    MARK,
    MOST_BYTES,
    MOST_POSTS,
    PreviewedPost,
    comment,
    previewed_reply,
    unfit,
)
from scripts.reading.document import read_markdown_file

HEAD, PICTURES = "a" * 40, "https://github.com/pref/cafe/blob/" + "c" * 40


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


def test_it_shows_picture_text_and_version() -> None:
    text = comment(HEAD, PICTURES, [PreviewedPost("20261210-x", "p.png", "こんにちは")])
    assert text.startswith(MARK)
    assert HEAD[:12] in text
    assert f"]({PICTURES}/p.png?raw=true)" in text
    assert "こんにちは" in text


def reply(text: str) -> Reply:
    path = "content/replies/division/20261216-x.md"
    return read_reply(read_markdown_file(path, f"---\ndecision: reply\n---\n{text}\n".encode()))


@pytest.mark.parametrize(
    "written", ["```\n@everyone ![x](https://evil.example.com/x.png)", "`````", "</details>\n# 承認済"]
)
def test_nothing_that_is_written_in_a_reply_leaves_its_fence(written: str) -> None:
    shown = comment(HEAD, PICTURES, [previewed_reply(reply(written))])
    html = github_flavored_markdown_to_html(shown)
    assert html.count("<pre") == 1 and "<img" not in html and "<h1" not in html
    assert escape(written) in html.partition("<pre")[2].partition("</pre>")[0]


def test_a_reply_without_end_ends_and_is_not_called_whole() -> None:
    long = previewed_reply(reply("あ" * 20_000))
    assert len(comment(HEAD, PICTURES, [long] * 9)) < 65_536
    assert not long.whole and previewed_reply(reply("はい")).whole


def test_more_posts_than_a_change_may_bring_are_named() -> None:
    text = comment(HEAD, PICTURES, [PreviewedPost(f"post-{n}", "", "x") for n in range(MOST_POSTS + 1)])
    assert f"ほかの投稿: post-{MOST_POSTS}" in text
