"""The public page of the operation policy (運用ポリシー, 第6第1項)."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from scripts.content.account import Account
from scripts.content.policy import Policy
from scripts.pages.html import Node, document, outward, tag
from scripts.reading.body import Block, Divider, Heading, Paragraph, Points, Run, Text
from scripts.reading.body_reader import read_body

_STYLE = """
* { box-sizing: border-box; margin: 0; }
html { color: #1d2830; background: #fff; font: 16px/1.9 "Hiragino Sans", "Noto Sans CJK JP", "Noto Sans JP", "Yu Gothic",
  Meiryo, sans-serif; overflow-wrap: anywhere; line-break: strict; }
main { max-width: 44em; margin: 0 auto; padding: 32px 20px 96px; }
h1 { font-size: 26px; line-height: 1.5; margin-bottom: 24px; }
h2 { font-size: 20px; margin: 40px 0 8px; padding-left: 12px; border-left: 5px solid #17608a; }
h3 { font-size: 17px; margin: 24px 0 4px; }
p, ul { margin-bottom: 12px; } p { white-space: pre-line; } ul { list-style: none; padding: 0; }
hr { border: 0; border-top: 1px solid #cfd9e0; margin: 32px 0; }
a { color: #0b5a8a; } a:focus-visible { outline: 3px solid #b3541e; outline-offset: 2px; }
footer { color: #4a5963; font-size: 14px; margin-top: 48px; }
"""


def policy_page(policy: Policy, account: Account) -> str:
    """The policy as a page that stands alone."""
    blocks = read_body(policy.document.body, policy.document.body_line).blocks
    titled = bool(blocks) and isinstance(blocks[0], Heading) and blocks[0].level == 1
    title = f"{account.name}　運用ポリシー"
    heading = None if titled else tag("h1", title)
    version = tag("footer", tag("p", f"版：{policy.version}")) if policy.version else None
    return document(title, _STYLE, tag("main", heading, map(_drawn, blocks), version))


def _drawn(block: Block) -> Element:
    if isinstance(block, Heading):
        return tag(f"h{block.level}", _words(block.runs))
    if isinstance(block, Paragraph):
        return tag("p", _words(block.runs))
    if isinstance(block, Points):
        points = (
            tag(
                "li",
                f"{item.mark} ",
                _words(item.runs),
                style=f"padding-left:{item.depth + 1}em;text-indent:-1em",
            )
            for item in block.items
        )
        return tag("ul", points)
    return tag("hr") if isinstance(block, Divider) else tag("p")


def _words(runs: tuple[Run, ...]) -> Iterator[Node]:
    for run in runs:
        if not isinstance(run, Text):
            yield outward(run.url, run.label or run.url)
        else:
            yield tag("strong", run.text) if run.bold else run.text
