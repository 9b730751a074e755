"""Layout `card`: a post as one Flex message of one bubble: head, picture, body, the one button."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from scripts.content.account import Account
from scripts.content.post import Post
from scripts.messages.colours import WHITE, Palette, palette_of
from scripts.messages.flex import BLOCKS, FlexPart, part
from scripts.messages.flex_blocks import (
    block_part,
    button,
    caption,
    column,
    contact_part,
    link_row,
    picture_part,
)
from scripts.messages.flex_facts import correction_table, event_table, head
from scripts.messages.passages import Passage, contact_of, main_link
from scripts.reading.body import Block, Heading, Link, Paragraph, PlacedPicture, plain

_LONGEST_CAPTION = 40  # letters
_CREDITED = 2  # passages: a picture that opens the post, and its credit
_CREDIT = re.compile(r"提供|撮影|出典|©|(?:写真|画像|イラスト|絵)\s*[:：]")


@dataclass(frozen=True)
class _Plan:
    """What stands where: `lead` is the picture below the title, `main` the button's link, `contact` whom to ask."""

    post: Post
    passages: Sequence[Passage]
    account: Account
    palette: Palette
    lead: PlacedPicture | None
    main: Link | None
    contact: Passage | None


def bubble(post: Post, passages: Sequence[Passage], account: Account) -> FlexPart:
    """The one bubble of a post. Its backgrounds are set: a phone's dark mode changes none of them."""
    palette = palette_of(account, is_correction=bool(post.corrects))
    lead, main, contact = _lead(post, passages), main_link(passages), contact_of(passages)
    plan = _Plan(post, passages, account, palette, lead, main, contact)
    body, footer = list(_body(plan)), list(_footer(plan))
    if footer and body and body[-1]["type"] == "separator":
        del body[-1]
    blocks = {
        "header": head(post, palette),
        "hero": picture_part(account, post.pictures[lead.file]) if lead else None,
        "body": _block(body, top=("8px" if _opening(plan) == _CREDITED else "20px") if lead else "4px"),
        "footer": _block(footer, top="4px"),
    }
    there = {name: block for name, block in blocks.items() if block}
    styles = {name: {"backgroundColor": WHITE} for name in BLOCKS if name in there}
    return part("bubble", size="mega", **there, styles=styles)


def _block(parts: list[FlexPart], top: str) -> FlexPart | None:
    """A block of the bubble; its first part has no margin of its own."""
    if not parts:
        return None
    first = {name: value for name, value in parts[0].items() if name != "margin"}
    return column(contents=[first, *parts[1:]], paddingAll="20px", paddingTop=top)


def _lead(post: Post, passages: Sequence[Passage]) -> PlacedPicture | None:
    """The first picture, which stands below the title: unless that would tear it from words that speak of it."""
    for index, passage in enumerate(passages):
        picture = passage.block
        if isinstance(picture, PlacedPicture) and picture.file in post.pictures:
            before, after = passages[max(index - 1, 0)], passages[min(index + 1, len(passages) - 1)]
            keeps = _is_caption(after, picture, post) and after is not contact_of(passages)
            keeps |= _is_credit(before.block, picture, post)
            return picture if index == 0 or not keeps else None
    return None


def _body(plan: _Plan) -> Iterator[FlexPart]:
    tables = [correction_table(plan.post, plan.palette), event_table(plan.post, plan.palette)]
    above: list[Block | None] = [None, *(passage.block for passage in plan.passages)]
    shown = [list(_passage(plan, *pair)) for pair in zip(plan.passages, above, strict=False)]
    opening = _opening(plan)
    for parts in (*shown[:opening], [table for table in tables if table], *shown[opening:]):
        yield from parts


def _opening(plan: _Plan) -> int:
    """How many passages stand above the tables: what a correction says first (what happened, and the apology), and the credit of the picture above."""
    blocks = [passage.block for passage in plan.passages]
    if plan.post.corrects:
        return int(bool(blocks) and isinstance(blocks[0], Paragraph))
    credited = (
        _is_credit(below, picture, plan.post) for picture, below in pairwise(blocks) if picture is plan.lead
    )
    return _CREDITED if blocks and blocks[0] is plan.lead and next(credited, False) else 0


def _passage(plan: _Plan, passage: Passage, above: Block | None) -> Iterator[FlexPart]:
    """One passage of the body, and below it the links of which it speaks."""
    if passage is plan.contact:
        return
    block, palette = passage.block, plan.palette
    if isinstance(block, PlacedPicture):
        if block.file in plan.post.pictures and block is not plan.lead:
            picture = picture_part(plan.account, plan.post.pictures[block.file])
            yield column(contents=[picture], cornerRadius="8px", margin="xl")
    elif isinstance(block, Paragraph) and _is_credit(block, above, plan.post):
        yield caption(block, palette)
    elif not passage.only_links:
        margin = "md" if isinstance(above, Heading) else "xl"
        yield from filter(None, [block_part(block, margin, palette)])
    yield from (link_row(link, palette, "lg") for link in passage.links if link != plan.main)


def _footer(plan: _Plan) -> Iterator[FlexPart]:
    """The one button, and whom to ask; a link that the contact names stands below it."""
    own = plan.contact.links if plan.contact else ()
    if plan.main and plan.main not in own:
        yield button(plan.main, plan.palette)
    if plan.contact and not plan.contact.only_links:
        yield contact_part(plan.contact.block, plan.palette)
    for link in own:
        is_main = link == plan.main
        yield button(link, plan.palette) | {"margin": "md"} if is_main else link_row(link, plan.palette, "md")


def _is_caption(passage: Passage, picture: PlacedPicture, post: Post) -> bool:
    """True for words right below a picture that speak of it: its credit, or one short line that is no sentence."""
    block = passage.block
    if not isinstance(block, Paragraph) or passage.links:
        return False
    return _is_credit(block, picture, post) or (
        _is_short(block) and not plain(block.runs).endswith(tuple("。！？"))
    )


def _is_credit(block: Block, picture: Block | None, post: Post) -> bool:
    """True for one short line that names whose picture it is."""
    if not isinstance(block, Paragraph) or not isinstance(picture, PlacedPicture):
        return False
    image, letters = post.declared_image(picture.file), plain(block.runs)
    credit = image.rights.credit if image else ""
    return _is_short(block) and bool((credit and credit in letters) or _CREDIT.search(letters))


def _is_short(block: Paragraph) -> bool:
    letters = plain(block.runs)
    return "\n" not in letters and len(letters) <= _LONGEST_CAPTION
