"""Layout `card`: a post as one Flex message of one bubble."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from scripts.content.account import Account
from scripts.content.picture import Picture
from scripts.content.post import Post
from scripts.messages.flex import FlexPart, part
from scripts.messages.media import media_url
from scripts.messages.passages import CORRECTION, Passage, event_rows, pictures_of, uri_of
from scripts.reading.body import (
    Block,
    Divider,
    Heading,
    Item,
    Link,
    Paragraph,
    PlacedPicture,
    Points,
    Run,
    Text,
)
from scripts.text.width import columns

INK, ACCENT, TINT, RULE, ALERT = "#26323a", "#17608a", "#edf4f8", "#cfd9e0", "#b3261e"

_TALLEST = 3  # LINE shows no picture that is more than three times as tall as it is wide
_LEGIBLE = 24  # full-width letters; a longer label is shrunk so much that it also stands above its button
_column = partial(part, "box", layout="vertical")
_row = partial(part, "box", layout="baseline")
_text = partial(part, "text", wrap=True)
_headings = {
    1: partial(_text, flex=1, size="lg", color=ACCENT, weight="bold", lineSpacing="4px"),
    2: partial(_text, flex=1, size="md", color=ACCENT, weight="bold", lineSpacing="4px"),
    3: partial(_text, flex=1, size="md", color=INK, weight="bold", lineSpacing="4px"),
}


def bubble(post: Post, passages: Sequence[Passage], account: Account) -> FlexPart:
    """The one bubble of a post: its first picture, title, event, and the body with its buttons in their places."""
    first = next(pictures_of(post), None)
    hero = _picture(account, first) if first else None
    parts = [*_opening(post), *_body(post, passages, account)]
    return part("bubble", hero=hero, body=_column(contents=parts, paddingAll="20px"), size="mega")


def _opening(post: Post) -> Iterator[FlexPart]:
    if post.corrects:
        band = _text(text=CORRECTION, size="sm", align="center", color="#ffffff", weight="bold")
        yield _column(contents=[band], backgroundColor=ALERT, cornerRadius="6px", paddingAll="6px")
    if post.title:
        margin = "lg" if post.corrects else None
        yield _text(text=post.title, size="xl", color=INK, weight="bold", lineSpacing="4px", margin=margin)
    if rows := [_fact(name, value) for name, value in event_rows(post.event)]:
        yield _column(
            contents=rows,
            spacing="md",
            margin="lg",
            backgroundColor=TINT,
            cornerRadius="8px",
            paddingAll="12px",
        )


def _fact(name: str, value: str) -> FlexPart:
    label = _text(flex=0, text=name, size="sm", color=ACCENT, weight="bold")
    return _row(
        contents=[label, _text(flex=1, text=value, size="sm", color=INK, lineSpacing="4px")], spacing="lg"
    )


def _body(post: Post, passages: Sequence[Passage], account: Account) -> Iterator[FlexPart]:
    pictures, under_heading = 0, False
    for passage in passages:
        block = passage.block
        if isinstance(block, PlacedPicture):
            pictures += block.file in post.pictures
            if block.file in post.pictures and pictures > 1:
                yield _picture(account, post.pictures[block.file], margin="xl")
        elif not passage.only_links or any(columns(link.label) > _LEGIBLE for link in passage.links):
            yield from _block(block, "md" if under_heading else "xl")
        for link in passage.links:
            yield _button(link, main=passage.only_links)
        under_heading = isinstance(block, Heading)


def _block(block: Block, margin: str) -> Iterator[FlexPart]:
    if isinstance(block, Heading):
        yield _heading(block)
    elif isinstance(block, Paragraph):
        yield _text(**_words(block.runs), size="md", color=INK, lineSpacing="6px", margin=margin)
    elif isinstance(block, Points):
        yield _column(contents=[_item(item) for item in block.items], spacing="md", margin=margin)
    elif isinstance(block, Divider):
        yield part("separator", margin="xxl", color=RULE)


def _heading(heading: Heading) -> FlexPart:
    words = _headings[heading.level](**_words(heading.runs), margin=None if heading.level == 2 else "xxl")
    if heading.level != 2:
        return words
    bar = _column(contents=[], backgroundColor=ACCENT, cornerRadius="2px", width="4px")
    return part("box", layout="horizontal", contents=[bar, words], spacing="md", margin="xxl")


def _item(item: Item) -> FlexPart:
    mark = _text(flex=0, text=item.mark, size="md", color=ACCENT, weight="bold")
    words = _text(flex=1, **_words(item.runs), size="md", color=INK, lineSpacing="6px")
    return _row(
        contents=[mark, words], spacing="sm", paddingStart=f"{16 * item.depth}px" if item.depth else None
    )


def _words(runs: Iterable[Run]) -> FlexPart:
    """The letters of some runs: plain where they are all alike, else a span a run."""
    spans: list[FlexPart] = []
    for run in runs:
        letters = run.text if isinstance(run, Text) else run.label
        if spans and not letters.strip():
            spans[-1]["text"] += letters
        elif isinstance(run, Link):
            spans.append(part("span", text=letters, color=ACCENT))
        else:
            spans.append(part("span", text=letters, weight="bold" if run.bold else None))
    if len(spans) == 1 and spans[0].keys() == {"type", "text"}:
        return {"text": spans[0]["text"]}
    return {"contents": spans}


def _button(link: Link, main: bool) -> FlexPart:
    action = part("uri", label=link.label, uri=uri_of(link.url))
    color, style = (ACCENT, "primary") if main else (None, "secondary")
    return part(
        "button", color=color, style=style, action=action, margin="xl" if main else "md",
        height="sm", adjustMode="shrink-to-fit",
    )  # fmt: skip


def _picture(account: Account, picture: Picture, margin: str | None = None) -> FlexPart:
    """A picture in its own ratio, so that nothing of it is cut. `animated` is said because LINE's SDK would add it."""
    width = max(picture.width, 1)
    ratio = f"{width}:{min(max(picture.height, 1), _TALLEST * width)}"
    return part(
        "image", url=media_url(account, picture), margin=margin, size="full",
        aspectRatio=ratio, aspectMode="fit", animated=False,
    )  # fmt: skip
