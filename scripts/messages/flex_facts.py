"""The parts of a card that come from a post's fields: its head, the event's table, what a correction puts right."""

from collections.abc import Iterator

from scripts.content.post import Correction, Post
from scripts.messages.colours import INK, SOFT, WHITE, Palette
from scripts.messages.facts import RIGHT, WRONG, corrected_in_words, deadline_is_near, event_rows, kind_of
from scripts.messages.flex import FlexPart, part
from scripts.messages.flex_blocks import column, row, words
from scripts.messages.limits import clusters

_LONG_TITLE = 22  # letters; a longer title is set one size smaller


def head(post: Post, palette: Palette) -> FlexPart:
    """Category and title below a line in the account's colour; of a correction, the word and which post it corrects."""
    lines = list(_head_lines(post, palette))
    inner = column(contents=lines, paddingAll="20px", paddingTop="14px", paddingBottom="14px", spacing="sm")
    return column(contents=[_top(post, palette), *([inner] if lines else [])], paddingAll="0px")


def _top(post: Post, palette: Palette) -> FlexPart:
    if not post.corrects:
        return column(contents=[], height="6px", backgroundColor=palette.accent)
    word = words(text=kind_of(post), size="md", align="center", color=palette.on_alert, weight="bold")
    return column(contents=[word], backgroundColor=palette.alert, paddingAll="8px")


def _head_lines(post: Post, palette: Palette) -> Iterator[FlexPart]:
    if kind_of(post) and not post.corrects:
        yield words(text=kind_of(post), size="sm", color=palette.accent, weight="bold")
    if post.title:
        size = "lg" if clusters(post.title) > _LONG_TITLE else "xl"
        yield words(text=post.title, size=size, color=INK, weight="bold", lineSpacing="4px")
    if corrected := corrected_in_words(post):
        yield words(text=corrected, size="sm", color=SOFT, lineSpacing="4px", margin="md")


def event_table(post: Post, palette: Palette) -> FlexPart | None:
    """Day, place, fee, capacity and deadline at one glance."""
    rows = [
        _fact(name, value, palette, is_urgent=name == "締切" and deadline_is_near(post))
        for name, value in event_rows(post)
    ]
    look = {"backgroundColor": palette.tint, "cornerRadius": "8px", "paddingAll": "14px"}
    return column(contents=rows, spacing="md", margin="xl", **look) if rows else None


def _fact(name: str, value: str, palette: Palette, is_urgent: bool) -> FlexPart:
    label = words(flex=0, text=name, size="sm", color=palette.accent, weight="bold")
    color, weight = (palette.alert, "bold") if is_urgent else (INK, None)
    fact = words(flex=1, text=value, size="sm", color=color, weight=weight, lineSpacing="4px")
    return part("box", layout="baseline", contents=[label, fact], spacing="lg")


def correction_table(post: Post, palette: Palette) -> FlexPart | None:
    """Each 誤 with its 正 beside it."""
    pairs = [_pair(pair, palette) for pair in post.correction if pair.wrong.strip() and pair.right.strip()]
    return column(contents=pairs, spacing="md", margin="xl") if pairs else None


def _pair(pair: Correction, palette: Palette) -> FlexPart:
    wrong = [
        words(text=WRONG, size="sm", color=SOFT, weight="bold"),
        words(text=pair.wrong, size="sm", color=SOFT, lineSpacing="4px"),
    ]
    right = [
        words(text=RIGHT, size="sm", color=palette.alert, weight="bold"),
        words(text=pair.right, size="sm", color=INK, weight="bold", lineSpacing="4px"),
    ]
    box = {"flex": 1, "cornerRadius": "8px", "paddingAll": "10px", "spacing": "xs", "borderWidth": "1px"}
    arrow = words(flex=0, text="→", size="sm", color=INK, gravity="center")
    return row(
        contents=[
            column(contents=wrong, backgroundColor=palette.tint, borderColor=palette.rule, **box),
            arrow,
            column(contents=right, backgroundColor=WHITE, borderColor=palette.alert, **box),
        ],
        spacing="sm",
    )
