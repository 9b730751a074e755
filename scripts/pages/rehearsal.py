"""The page with which a rehearsal ends: of each post what happened, how it looks, what was said and recorded."""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from scripts.pages.html import document, section, tag

_STYLE = """
body { max-width: 960px; margin: 0 auto; padding: 16px; font: 16px/1.7 system-ui, sans-serif; color: #222; background: #fff; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: #f5f5f2; padding: 12px; font-size: 14px; }
section { border-top: 1px solid #bbb; margin-top: 32px; }
img { width: 100%; max-width: 390px; height: auto; border: 1px solid #bbb; }
.good { color: #1b5e20; } .bad { color: #a02020; }
@media (prefers-color-scheme: dark) { body { color: #eee; background: #1b1b1b; } pre { background: #2a2a28; }
  a { color: #9cc8ff; } .good { color: #8fd694; } .bad { color: #ffb0a8; } }
"""


@dataclass(frozen=True)
class PlayedPost:
    """What became of one post. `page` is the address of its approval form; `picture` a PNG of the phone, or empty.

    `notes` are the comments under its pull request, `ledger` the lines of its record.
    """

    post_id: str
    headline: str
    steps: Sequence[str]
    deliveries: int
    is_as_expected: bool
    page: str
    picture: bytes
    comment: str
    notes: Sequence[str]
    ledger: Sequence[str]


def rehearsal_page(posts: Sequence[PlayedPost], issues: Sequence[tuple[str, str]], proof: str) -> str:
    """The whole file. `issues` are titles and texts of what was opened for people; `proof` is the audit's answer."""
    is_good = all(post.is_as_expected for post in posts)
    return document(
        "予行演習の結果",
        _STYLE,
        tag(
            "header",
            tag("h1", "予行演習の結果"),
            tag(
                "p",
                "すべて予定どおりに終わりました。" if is_good else "予定と違うところがあります。",
                class_="good" if is_good else "bad",
            ),
            tag(
                "p", "LINEとGitHubはこの機械の中の代役、gitと通信とLINEのSDKは本物です。人も団体も架空です。"
            ),
        ),
        tag(
            "main",
            *(_post(post) for post in posts),
            section("issues", "人に知らせたこと(Issue)", *(_text(*issue) for issue in issues)),
            section("proof", "あとから確かめる(audit --verify)", tag("pre", proof)),
        ),
    )


def _post(post: PlayedPost) -> Element:
    times = f"LINEに届いた回数: {post.deliveries}"
    return section(
        post.post_id,
        f"{post.post_id}: {post.headline}",
        tag("p", times, class_="good" if post.is_as_expected else "bad"),
        _text("起きたこと", "\n".join(post.steps)),
        _picture(post.picture),
        tag("p", tag("a", "承認票のページを開く", href=post.page)),
        tag("details", tag("summary", "承認する人が読むコメント"), tag("pre", post.comment)),
        *(_text("プルリクエストに書かれたこと", note) for note in post.notes),
        _text("配信台帳", "\n".join(post.ledger) or "記録はありません(配信していません)。"),
    )


def _picture(png: bytes) -> Element:
    if not png:
        return tag("p", "ChromiumもChromeもないため、電話の画面の画像はありません。")
    return tag("img", src=f"data:image/png;base64,{b64encode(png).decode()}", alt="電話の画面")


def _text(title: str, words: str) -> Element:
    return tag("div", tag("h3", title), tag("pre", words))
