"""The public page of the operation policy (運用ポリシー, 第6第1項)."""

from xml.etree.ElementTree import Element

from scripts.content.account import Account
from scripts.content.policy import Policy
from scripts.pages.archive.frame import FEED, INDEX, feed_link
from scripts.pages.blocks import POINTS_STYLE, block_html
from scripts.pages.html import document, tag
from scripts.reading.body import Heading, PlacedPicture
from scripts.reading.body_reader import read_body

_STYLE = (
    """
* { box-sizing: border-box; margin: 0; }
html { color-scheme: light dark; color: #1d2830; background: #fff; font: 16px/1.9 "Hiragino Sans", "Noto Sans CJK JP", "Noto Sans JP", "Yu Gothic",
  Meiryo, sans-serif; overflow-wrap: anywhere; line-break: strict; }
main { max-width: 44em; margin: 0 auto; padding: 32px 20px 96px; }
h1 { font-size: 26px; line-height: 1.5; margin-bottom: 24px; }
h2 { font-size: 20px; margin: 40px 0 8px; padding-left: 12px; border-left: 5px solid #17608a; }
h3 { font-size: 17px; margin: 24px 0 4px; }
p, ul { margin-bottom: 12px; } p { white-space: pre-line; }
hr { border: 0; border-top: 1px solid #cfd9e0; margin: 32px 0; }
a { color: #0b5a8a; } a:focus-visible { outline: 3px solid #b3541e; outline-offset: 2px; }
aside { border: 1px solid #cfd9e0; border-radius: 8px; padding: 16px 20px; margin-top: 48px; }
aside p { margin: 0; } aside .title { font-weight: 700; }
footer { color: #4a5963; font-size: 14px; margin-top: 48px; }
@media screen and (prefers-color-scheme: dark) { html { color: #e4eaee; background: #12181c; } a { color: #86c5f2; }
  footer { color: #a9b8c2; } aside, hr { border-color: #3d4d58; } }
"""
    + POINTS_STYLE
)


def policy_page(policy: Policy, account: Account) -> str:
    """The policy as a page that stands alone, with the way to the archive where there is one."""
    blocks = read_body(policy.document.body, policy.document.body_line).blocks
    titled = bool(blocks) and isinstance(blocks[0], Heading) and blocks[0].level == 1
    title = f"{account.name}　運用ポリシー"
    heading = None if titled else tag("h1", title)
    drawn = (block_html(block, lambda link: link.label or link.url, _no_picture) for block in blocks)
    body = [element for element in drawn if element is not None]
    version = tag("footer", tag("p", f"版：{policy.version}")) if policy.version else None
    page = tag("main", heading, body, _way_to_the_archive() if account.archive else None, version)
    return document(title, _STYLE, page, head=[feed_link(account.name)] if account.archive else [])


def _no_picture(placed: PlacedPicture) -> None:
    """The policy is words alone."""


def _way_to_the_archive() -> Element:
    return tag(
        "aside",
        tag("p", tag("a", "これまでに配信した投稿", href=INDEX), class_="title"),
        tag("p", "LINEをお使いでない方も、配信した投稿をここで読めます。"),
        tag("p", "新しい投稿を知らせる", tag("a", "フィード（Atom）", href=FEED), "もあります。"),
        aria_label="これまでに配信した投稿",
    )
