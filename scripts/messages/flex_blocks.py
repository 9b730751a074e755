"""The blocks of a body, and its links, as Flex parts."""

from collections.abc import Iterable
from functools import partial

from scripts.content.account import Account
from scripts.content.picture import Picture
from scripts.messages.colours import INK, SOFT, WHITE, Palette
from scripts.messages.flex import FlexPart, part
from scripts.messages.media import media_url
from scripts.messages.passages import uri_of
from scripts.reading.body import Block, Divider, Heading, Item, Link, Paragraph, Points, Run, Text, runs_of
from scripts.text.width import columns

_TALLEST = 3  # LINE shows no picture that is more than three times as tall as it is wide
_TALL = 1.5  # a picture taller than that, by its width, is drawn narrower rather than fill a screen
_ON_ITS_BUTTON = (
    7.5  # full-width letters: what a button of 188 px (the narrowest phone) holds of the largest ones
)

column = partial(part, "box", layout="vertical")
row = partial(part, "box", layout="horizontal")
words = partial(part, "text", wrap=True, scaling=True)


def block_part(block: Block, margin: str, palette: Palette) -> FlexPart | None:
    """A block of words or a rule; None for a picture, which needs its file."""
    if isinstance(block, Heading):
        return _heading(block, palette)
    if isinstance(block, Paragraph):
        return words(**_spans(block.runs, palette), size="md", color=INK, lineSpacing="6px", margin=margin)
    if isinstance(block, Points):
        return column(contents=[_item(item, palette) for item in block.items], spacing="md", margin=margin)
    return part("separator", margin="xxl", color=palette.rule) if isinstance(block, Divider) else None


def caption(block: Paragraph, palette: Palette) -> FlexPart:
    """The words right below a picture that say whose it is."""
    return words(**_spans(block.runs, palette), size="sm", color=SOFT, lineSpacing="4px", margin="sm")


def contact_part(block: Block, palette: Palette) -> FlexPart:
    """Whom to ask, beside the button."""
    return words(**_spans(runs_of(block), palette), size="sm", color=INK, lineSpacing="4px", margin="lg")


def picture_part(account: Account, picture: Picture, margin: str | None = None) -> FlexPart:
    """A picture in its own ratio, so that nothing of it is cut. `animated` is said because LINE's SDK would add it."""
    width = max(picture.look.width, 1)
    height = min(max(picture.look.height, 1), _TALLEST * width)
    size = "full" if height <= _TALL * width else f"{round(100 * _TALL * width / height)}%"
    return part(
        "image", url=media_url(account, picture), margin=margin, size=size,
        aspectRatio=f"{width}:{height}", aspectMode="fit", animated=False,
    )  # fmt: skip


def button(link: Link, palette: Palette) -> FlexPart:
    """The one button of a card: as a box where LINE would have to cut the name, or to write it in other letters than white."""
    if columns(link.label) <= _ON_ITS_BUTTON and palette.on_accent == WHITE:
        return part("button", style="primary", color=palette.accent, action=_action(link), scaling=True)
    name = words(
        text=link.label, align="center", size="md", color=palette.on_accent, weight="bold", lineSpacing="4px"
    )
    return column(
        contents=[name],
        action=_action(link),
        backgroundColor=palette.accent,
        cornerRadius="8px",
        paddingAll="14px",
    )


def link_row(link: Link, palette: Palette, margin: str) -> FlexPart:
    """A further link: a row as wide as the card, high enough for a thumb."""
    name = words(flex=1, text=link.label, size="md", color=palette.accent, weight="bold", lineSpacing="4px")
    arrow = words(flex=0, text="›", size="md", color=palette.accent, weight="bold")
    return row(
        contents=[name, arrow], action=_action(link), margin=margin, spacing="md", paddingAll="12px",
        backgroundColor=palette.tint, borderColor=palette.rule, borderWidth="1px", cornerRadius="8px",
    )  # fmt: skip


def _action(link: Link) -> FlexPart:
    return part("uri", label=link.label, uri=uri_of(link.url))


def _heading(heading: Heading, palette: Palette) -> FlexPart:
    size, color = {1: ("lg", palette.accent), 2: ("md", palette.accent)}.get(heading.level, ("md", INK))
    title = words(
        **_spans(heading.runs, palette), flex=1, size=size, color=color, weight="bold", lineSpacing="4px"
    )
    if heading.level != 2:
        return title | {"margin": "xxl"}
    bar = column(contents=[], backgroundColor=palette.accent, cornerRadius="2px", width="4px")
    return row(contents=[bar, title], spacing="md", margin="xxl")


def _item(item: Item, palette: Palette) -> FlexPart:
    mark = words(flex=0, text=item.mark, size="md", color=palette.accent, weight="bold")
    name = words(flex=1, **_spans(item.runs, palette), size="md", color=INK, lineSpacing="6px")
    indent = f"{16 * item.depth}px" if item.depth else None
    return part("box", layout="baseline", contents=[mark, name], spacing="sm", paddingStart=indent)


def _spans(runs: Iterable[Run], palette: Palette) -> FlexPart:
    """The letters of some runs: plain where they are all alike, else a span a run."""
    spans: list[FlexPart] = []
    for run in runs:
        letters = run.text if isinstance(run, Text) else run.label
        if spans and not letters.strip():
            spans[-1]["text"] += letters
        elif isinstance(run, Link):
            spans.append(part("span", text=letters, color=palette.accent))
        else:
            spans.append(part("span", text=letters, weight="bold" if run.bold else None))
    if len(spans) == 1 and spans[0].keys() == {"type", "text"}:
        return {"text": spans[0]["text"]}
    return {"contents": spans}
