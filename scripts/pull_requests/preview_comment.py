"""The one comment that shows a pull request's posts: each as a picture and as text, and of which version.

The pictures were drawn where a stranger's code may have run, so they are bytes to be checked; the text was
written here, from the files, and stands in a fence that nothing in it can close.
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass

from scripts.content.post import Post
from scripts.messages.passages import passages_of
from scripts.messages.text_message import text_of
from scripts.text.quote import fenced

MARK = "<!-- scripts.comment: preview -->"
MOST_BYTES = 5_000_000
WIDEST, TALLEST = 4_000, 30_000  # px
MOST_POSTS = 3  # a change brings one; more are named, not shown
MOST_LETTERS = 12_000  # of one post's text; GitHub takes 65,536 a comment

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_END = b"\0\0\0\0IEND\xaeB`\x82"


@dataclass(frozen=True)
class PreviewedPost:
    """One post of the change. `picture` is its path on the branch `previews`, or empty."""

    post_id: str
    picture: str
    text: str


def unfit(raw: bytes) -> str | None:
    """Why these bytes are not a picture that we would publish, or None."""
    if len(raw) > MOST_BYTES:
        return f"{len(raw):,}バイトあり、大きすぎます"
    if not raw:
        return "ありません"
    if not raw.startswith(_SIGNATURE) or raw[12:16] != b"IHDR" or not raw.endswith(_END):
        return "PNGではありません"
    width, height = struct.unpack(">II", raw[16:24])
    if not (0 < width <= WIDEST and 0 < height <= TALLEST):
        return f"{width}×{height}ピクセルあり、大きさが合いません"
    return None


def comment(head: str, commit: str, shown: Sequence[PreviewedPost], notes: Sequence[str] = ()) -> str:
    """The comment for the version `head`; its pictures lie in the commit `commit`."""
    parts = [MARK, f"## プレビュー({head[:12]} の版)"]
    parts += ["承認する方は、この番号がいちばん下のコミットと同じことを確かめてください。"]
    for post in shown[:MOST_POSTS]:
        parts += [f"### {post.post_id}"]
        if post.picture:
            parts += [f"![{post.post_id} の見え方](../blob/{commit}/{post.picture}?raw=true)"]
        parts += [f"<details><summary>文字で読む</summary>\n\n{_shortened(post.text)}\n\n</details>"]
    if rest := shown[MOST_POSTS:]:
        parts += ["ほかの投稿: " + "、".join(post.post_id for post in rest)]
    parts += [f"- {note}" for note in notes]
    return "\n\n".join(parts) + "\n"


def transcript(post: Post) -> str:
    """The post in words: what a reader would hear, with what each picture shows."""
    pictures = [f"(画像: {image.alt})" for image in post.images]
    return "\n".join([*pictures, text_of(post, passages_of(post))])


def _shortened(text: str) -> str:
    if len(text) > MOST_LETTERS:
        text = text[:MOST_LETTERS] + "\n(長いため、ここまで)"
    return fenced(text)
