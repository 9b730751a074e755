"""The one comment that shows a pull request's posts and replies, in pictures and words, and whether it shows them all.

The pictures come out of another job, so they are bytes to be checked; the words are the approval form's own.
"""

import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from scripts.content.places import POSTS, post_folder
from scripts.content.reply import REPLIES
from scripts.text.dates import moment_in_words

MARK = "<!-- scripts.comment: preview -->"
MOST_BYTES = 150_000  # of one picture; every look at a pull request on a phone loads it
WIDEST, TALLEST = 4_000, 30_000  # px
MOST_POSTS = 3  # a change brings one; more are named, not shown
ROOM = 54_000  # letters for all posts together; GitHub takes 65,536 a comment
_NAMED, _LONGEST_NAME = 20, 120  # of what is not shown
_TROUBLE = "blob/main/.github/TROUBLE.md"
_SHOWN_BY_GITHUB = 7  # letters of a commit's number

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_END = b"\0\0\0\0IEND\xaeB`\x82"


@dataclass(frozen=True)
class PreviewedPost:
    """One post, reply or record of the change, its words as Markdown that nothing in it can leave.

    `lead` stands above the picture, `words` below it. `picture` is its path on the branch `previews`, or empty;
    `place` its folder or file. `whole` is false where something had no room; `gone` says that the change takes it away.
    """

    post_id: str
    picture: str
    lead: str
    words: str
    place: str = ""
    whole: bool = True
    gone: bool = False


@dataclass(frozen=True)
class Version:
    """What is shown: the pull request's commit, and where GitHub has what the comment leads to; absolute addresses.

    `page` is the approval form as a page, or empty. `as_of`: the newest push, review or comment that it knows of; not the
    moment of the drawing, which would make it another comment each time.
    """

    repository_url: str
    number: int
    head: str
    page: str = ""
    as_of: datetime | None = None


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
        return "縦か横の大きさが合いません"
    return None


def comment(version: Version, shown: Sequence[PreviewedPost], notes: Sequence[str] = ()) -> str:
    """The comment: what the approver needs first, since mails and lists show its beginning alone."""
    parts = [MARK]
    for position, post in enumerate(shown[:MOST_POSTS]):
        parts += [f"### {post.post_id}"] if len(shown) > 1 else []
        parts += [post.lead.strip()]
        if post.picture:
            address = f"{version.repository_url}/blob/previews/{post.picture}?raw=true"
            parts += [f"![届く投稿の見え方]({address})"]
        parts += [] if position else [_decides(version)]
        parts += [post.words.strip()]
    if not shown:
        parts += [_decides(version)]
    if rest := shown[MOST_POSTS:]:
        parts += ["ここに載せていない、ほかのもの: " + _some([post.post_id for post in rest])]
    parts += notes
    parts += [*_stops(version, shown), _drawn_from(version)]
    return "\n\n".join(parts) + "\n"


def _decides(version: Version) -> str:
    """Where to go on, and whose review counts for what."""
    review = f"{version.repository_url}/pull/{version.number}/files"
    return (
        f"承認も差し戻しも: [承認する画面]({review})で **Review changes** を押し、承認は **Approve**、差し戻しは **Request changes**（理由を書きます。承認にも一言を添えられます）を選び、**Submit review** を押します。聞くだけなら **Comment** を選びます。投稿者が直すと、このコメントが書き直されます。"
        "承認する人でない人の **Approve** は数えません。**Request changes** は、投稿者と承認者の名簿にある人のだれが押しても、その人が承認に変えるか自分で取り下げるまで、配信を止めます。"
    )


def _stops(version: Version, shown: Sequence[PreviewedPost]) -> list[str]:
    """How a post is kept from going out, before and after the merge, and what is left once it is out."""
    if not any(post.place.startswith(POSTS) for post in shown[:MOST_POSTS]):
        return []
    handbook = f"{version.repository_url}/{_TROUBLE}"
    return [
        f"取り込んだあとで止めるには: 届く前なら、この画面の上の **Actions** → **届いていた・止める** → **Run workflow** で止めます（[手順]({handbook}#この投稿だけ今すぐ止めたい)）。"
        f"届いたあとは取り消せません。[訂正]({handbook}#訂正を送る)を送ります。"
    ]


def _drawn_from(version: Version) -> str:
    """The page to print; and, last, by which version a reader can tell that nothing has changed since."""
    page = f"印刷するとき: [承認票のページ]({version.page})。\n\n" if version.page else ""
    until = f"と、{moment_in_words(version.as_of)}の時点の承認" if version.as_of else ""
    return (
        f"{page}このコメントは、版 `{version.head[:_SHOWN_BY_GITHUB]}` の投稿{until}のものです。"
        "この画面のいちばん下に、しるしが並びます。**preview** が緑なら、いまの投稿はこのコメントのとおりです。**approval** は、承認がそろうと緑になります。"
    )


def _some(names: Sequence[str]) -> str:
    """The names, no more of them than people read."""
    cut = [name if len(name) <= _LONGEST_NAME else name[:_LONGEST_NAME] + "…" for name in names[:_NAMED]]
    return "、".join(f"`{name}`" for name in cut) + (
        f" ほか{len(names) - _NAMED}件" if len(names) > _NAMED else ""
    )


def not_shown(hidden: Sequence[str]) -> str:
    """What stands in no comment, and why."""
    why = f"名前の誤り、長すぎる文章、{MOST_POSTS + 1}件目より後のもの"
    return f"全部を掲示できないもの（{why}）: {_some(hidden)}"


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
    if all(post.gone for post in shown):
        return "success", "取り下げるものを掲示しました。"
    if all(post.picture for post in shown if post.place.startswith(POSTS)):
        return "success", "この版を掲示しました。"
    return "success", "この版の文章を掲示しました。画像はありません。"
