"""The one comment that shows a pull request's posts and replies, in pictures and words, and whether it shows them all.

The pictures come out of another job, so they are bytes to be checked; the words are the approval form's own.
"""

import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scripts.content.places import POSTS, post_folder
from scripts.content.reply import REPLIES, Reply
from scripts.text.quote import fenced

MARK = "<!-- scripts.comment: preview -->"
MOST_BYTES = 5_000_000
WIDEST, TALLEST = 4_000, 30_000  # px
MOST_POSTS = 3  # a change brings one; more are named, not shown
MOST_LETTERS = 12_000  # of one reply's text
ROOM = 58_000  # letters for all posts together; GitHub takes 65,536 a comment

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_END = b"\0\0\0\0IEND\xaeB`\x82"


@dataclass(frozen=True)
class PreviewedPost:
    """One post or reply of the change, its words as Markdown that nothing in it can leave.

    `picture` is its path on the branch `previews`, or empty; `place` its folder or file. `whole` is false where
    something had no room.
    """

    post_id: str
    picture: str
    words: str
    place: str = ""
    whole: bool = True


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


def comment(head: str, pictures: str, shown: Sequence[PreviewedPost], notes: Sequence[str] = ()) -> str:
    """The comment for the version `head`; `pictures` is the absolute address of the folder that holds them."""
    parts = [MARK, f"## プレビュー({head[:12]} の版)"]
    parts += ["承認する方は、この番号がいちばん下のコミットと同じことを確かめてください。"]
    for post in shown[:MOST_POSTS]:
        parts += [f"### {post.post_id}"]
        if post.picture:
            parts += [f"![{post.post_id} の見え方]({pictures}/{post.picture}?raw=true)"]
        parts += [post.words.strip()]
    if rest := shown[MOST_POSTS:]:
        parts += ["ほかの投稿: " + "、".join(post.post_id for post in rest)]
    parts += [f"- {note}" for note in notes]
    return "\n\n".join(parts) + "\n"


def previewed_reply(reply: Reply) -> PreviewedPost:
    """What was asked, and the answer as it would be sent by hand, in a fence."""
    answer = reply.document.body.strip() if reply.decision == "reply" else "(返信しない)"
    text = f"問い: {reply.inquiry}\n理由: {reply.reason}\n\n{answer}"
    whole = len(text) <= MOST_LETTERS
    words = fenced(text if whole else text[:MOST_LETTERS] + "\n(長いため、ここまで)")
    folded = f"<details><summary>文字で読む</summary>\n\n{words}\n\n</details>"
    return PreviewedPost(reply.id, "", folded, reply.path, whole)


def unshown(changed: Iterable[str], shown: Sequence[PreviewedPost]) -> list[str]:
    """What a merge brings as a post or reply and the comment does not show, a name for each."""
    places = {post.place for post in shown[:MOST_POSTS] if post.whole}
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
