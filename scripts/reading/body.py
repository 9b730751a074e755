"""The body of a post as blocks: what Markdown says, less everything that a LINE message cannot say."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from scripts.reading.problem import SyntaxProblem


@dataclass(frozen=True)
class Text:
    """A run of letters that begins on a line; `\\n` is a line break that the author made."""

    text: str
    bold: bool
    line_no: int


@dataclass(frozen=True)
class Link:
    """A link in running text. `label` is empty for a bare URL: then the linked party's name stands for it."""

    url: str
    label: str
    line_no: int


Run = Text | Link


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 to 3."""

    level: int
    runs: tuple[Run, ...]
    line_no: int


@dataclass(frozen=True)
class Paragraph:
    """Running text."""

    runs: tuple[Run, ...]
    line_no: int


@dataclass(frozen=True)
class Item:
    """A point of a list, and how deep it stands (0 is the outermost). Its paragraphs stand on lines of their own."""

    mark: str
    depth: int
    runs: tuple[Run, ...]
    line_no: int


@dataclass(frozen=True)
class Points:
    """A bullet or numbered list, nested lists laid out flat."""

    items: tuple[Item, ...]
    line_no: int


@dataclass(frozen=True)
class Divider:
    """A horizontal rule."""

    line_no: int


@dataclass(frozen=True)
class PlacedPicture:
    """A picture of the folder at its place in the body."""

    file: str
    alt: str
    line_no: int


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


def sentences_of(block: Block) -> Iterator[tuple[Run, ...]]:
    """The runs of one block, those of each point by themselves."""
    if isinstance(block, Heading | Paragraph):
        yield block.runs
    elif isinstance(block, Points):
        yield from (item.runs for item in block.items)


def runs_of(block: Block) -> Iterator[Run]:
    """The runs of text and links in one block."""
    return (run for runs in sentences_of(block) for run in runs)


def words_of(run: Run) -> str:
    """The letters of a run, a link as its label or its URL."""
    return run.text if isinstance(run, Text) else run.label or run.url


def plain(runs: tuple[Run, ...]) -> str:
    """The letters of some runs."""
    return "".join(map(words_of, runs))


def lines_of(runs: tuple[Run, ...]) -> Iterator[tuple[int, str]]:
    """The same line by line, each with its number in the file."""
    line_no, held = 0, ""
    for run in runs:
        for further, part in enumerate(words_of(run).split("\n")):
            if further:
                yield line_no, held
            if further or not held:
                line_no, held = run.line_no + further, ""
            held += part
    yield line_no, held


def joined(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Neighbouring text of one weight on lines that follow each other joined; no white space at both ends."""
    whole: list[Run] = []
    for run in runs:
        last = whole[-1] if whole else None
        if isinstance(run, Text) and isinstance(last, Text) and run.bold == last.bold and _goes_on(last, run):
            whole[-1] = Text(last.text + run.text, run.bold, last.line_no)
        else:
            whole.append(run)
    if whole and isinstance(first := whole[0], Text):
        kept = first.text.lstrip(" \n")
        gone = first.text[: len(first.text) - len(kept)].count("\n")
        whole[0] = Text(kept, first.bold, first.line_no + gone)
    if whole and isinstance(last := whole[-1], Text):
        whole[-1] = Text(last.text.rstrip(" \n"), last.bold, last.line_no)
    return tuple(run for run in whole if not isinstance(run, Text) or run.text)


def _goes_on(one: Text, other: Text) -> bool:
    return one.line_no + one.text.count("\n") == other.line_no
