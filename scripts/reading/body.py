"""The body of a post as blocks: what Markdown says, less everything that a LINE message cannot say.

Python-Markdown reads the text; this file takes its element tree apart into plain values. Whatever is not in
the small set of the design (§4.1) becomes a `Mistake` with its line, and is never rendered.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from scripts.reading.problem import SyntaxProblem


@dataclass(frozen=True)
class Text:
    """A run of letters; `\\n` is a line break that the author made."""

    text: str
    bold: bool = False


@dataclass(frozen=True)
class Link:
    """A link in running text. `label` is empty for a bare URL: then the linked party's name stands for it."""

    url: str
    label: str
    line: int


Run = Text | Link


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 to 3."""

    level: int
    runs: tuple[Run, ...]
    line: int


@dataclass(frozen=True)
class Paragraph:
    """Running text."""

    runs: tuple[Run, ...]
    line: int


@dataclass(frozen=True)
class Item:
    """A point of a list, and how deep it stands (0 is the outermost)."""

    mark: str
    depth: int
    runs: tuple[Run, ...]
    line: int


@dataclass(frozen=True)
class Points:
    """A bullet or numbered list, nested lists laid out flat."""

    items: tuple[Item, ...]
    line: int


@dataclass(frozen=True)
class Divider:
    """A horizontal rule."""

    line: int


@dataclass(frozen=True)
class PlacedPicture:
    """A picture of the folder at its place in the body."""

    file: str
    alt: str
    line: int


Block = Heading | Paragraph | Points | Divider | PlacedPicture


@dataclass(frozen=True)
class Body:
    """The body, its links and pictures in reading order, and what may not stand in it. Lines are the file's."""

    text: str
    first_line: int
    blocks: tuple[Block, ...]
    mistakes: tuple[SyntaxProblem, ...]

    @property
    def links(self) -> tuple[Link, ...]:
        """Every link, in reading order."""
        return tuple(run for runs in map(runs_of, self.blocks) for run in runs if isinstance(run, Link))

    @property
    def pictures(self) -> tuple[PlacedPicture, ...]:
        """Every picture, in reading order."""
        return tuple(block for block in self.blocks if isinstance(block, PlacedPicture))


def runs_of(block: Block) -> Iterator[Run]:
    """The runs of text and links in one block."""
    if isinstance(block, Heading | Paragraph):
        yield from block.runs
    elif isinstance(block, Points):
        for item in block.items:
            yield from item.runs


def plain(runs: tuple[Run, ...]) -> str:
    """The letters of some runs, a link as its label or its URL."""
    return "".join(run.text if isinstance(run, Text) else run.label or run.url for run in runs)
