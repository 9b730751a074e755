"""The one comment that shows a pull request's posts and replies, in pictures and words, and whether it shows them all.

The pictures come out of another job, so they are bytes to be checked; the text was written here, from the files, and
stands in a fence that nothing in it can close.
"""

import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scripts.content.account import Account
from scripts.content.places import POSTS, post_folder
from scripts.content.post import Post
from scripts.content.reply import REPLIES, Reply
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
    """One post or reply of the change. `picture` is its path on the branch `previews`, or empty; `place` its folder or
    file.
    """

    post_id: str
    picture: str
    text: str
    place: str = ""


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


def transcript(post: Post, account: Account) -> str:
    """The post in words: what a reader would hear, with what each picture shows."""
    pictures = [f"(画像: {image.alt})" for image in post.images]
    return "\n".join([*pictures, text_of(post, passages_of(post), account)])


def reply_transcript(reply: Reply) -> str:
    """What was asked, and the answer as it would be sent by hand."""
    answer = reply.document.body.strip() if reply.decision == "reply" else "(返信しない)"
    return f"問い: {reply.inquiry}\n理由: {reply.reason}\n\n{answer}"


def unshown(changed: Iterable[str], shown: Sequence[PreviewedPost]) -> list[str]:
    """What a merge brings as a post or reply and the comment does not show, a name for each."""
    places = {post.place for post in shown[:MOST_POSTS] if len(post.text) <= MOST_LETTERS}
    brought = [path for path in changed if path.startswith((f"{POSTS}/", f"{REPLIES}/"))]
    names = dict.fromkeys(post_folder(path) or path for path in brought)
    return [name.replace("`", "'") for name in names if name not in places]


def status_of(shown: Sequence[PreviewedPost], hidden: Sequence[str]) -> tuple[str, str]:
    """State and sentence of the status `preview`: green where the words stand in the comment, or nothing is touched."""
    if hidden:
        return "failure", f"掲示できないものが{len(hidden)}件あります。点検の指摘を直してください。"
    if not shown:
        return "success", "投稿と返信に触れない変更です。"
    if all(post.picture for post in shown if post.place.startswith(POSTS)):
        return "success", "この版を掲示しました。"
    return "success", "この版の文章を掲示しました。画像はありません。"


def _shortened(text: str) -> str:
    if len(text) > MOST_LETTERS:
        text = text[:MOST_LETTERS] + "\n(長いため、ここまで)"
    return fenced(text)
