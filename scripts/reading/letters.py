"""The first law of a body: no letter of its author vanishes or moves without a finding.

Each line of the source is accounted for: by the marks that Markdown took from it (`##`, `-`, `3.`, `**`, `](…)`) and
by the letters that stand in the body. What is left over on either side is lost, whatever the reader made of it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from string import punctuation

from markdown_it.tree import SyntaxTreeNode

from scripts.reading.body import Block, PlacedPicture, Run, Text, runs_of
from scripts.text.quote import quoted

_MARK = re.compile(r"(?:(?:[-*+]|\d{1,9}[.)]|#{1,3})(?:[ \t]+|$))*")
_NO_LETTERS = str.maketrans("", "", punctuation)
_CLOSING = re.compile(r"[ \t]+#+$")


def lost_letters(
    lines: list[str], first_line: int, tree: SyntaxTreeNode, blocks: Iterable[Block]
) -> Iterator[tuple[int, str]]:
    """Line and message of every line whose letters are not all in the blocks, each in its place."""
    read = _Read(tree)
    sent = _sent(blocks)
    for index, line in enumerate(lines):
        if index in read.whole:
            continue
        content = read.contents.get(index, "")
        bare = line.strip(" \t\r")
        if index in read.headings:
            bare = _CLOSING.sub("", bare) if len(bare) > len(content) else bare
        head = bare[: len(bare) - len(content)]
        marks = len(head.split())
        kept = bare.endswith(content) and _MARK.fullmatch(head) and marks == read.marks[index]
        words = sent.get(first_line + index, "")
        same = content == words or _bare(content) == _bare(words)
        if not kept or index in read.altered or not same:
            message = f"{quoted(bare)}の文字が、書いたとおりに配信されません。"
            yield first_line + index, f"{message}記号の使い方を見直すか、書き方を変えてください。"


class _Read:
    """What Markdown took each line for, by line from 0."""

    def __init__(self, tree: SyntaxTreeNode) -> None:
        self.contents: dict[int, str] = {}
        self.marks: Counter[int] = Counter()
        self.headings: set[int] = set()
        self.whole: set[int] = set()  # dividers, and what is refused as a whole
        self.altered: set[int] = set()
        for node in tree.walk(include_self=False):
            first, last = node.map or (0, 0)
            kind = node.type
            if kind == "inline":
                rows = node.content.split("\n")
                self.contents |= {first + index: row.strip(" \t") for index, row in enumerate(rows)}
                written = _written(node.children)
                if written != node.content and _squeezed(written) != _squeezed(
                    re.sub(r"\\\n", "\n", node.content)
                ):
                    self.altered |= set(range(first, first + len(rows)))
            elif kind == "heading" and node.markup in ("=", "-"):
                self.whole.add(last - 1)
            elif kind in ("list_item", "heading"):
                self.marks[first] += 1
                self.headings |= {first} if kind == "heading" else set()
            elif kind not in ("paragraph", "bullet_list", "ordered_list") and node.map:
                self.whole |= set(range(first, last))


def _written(nodes: Iterable[SyntaxTreeNode]) -> str:
    """Inline text written anew from what was read."""
    return "".join(map(_write, nodes))


def _write(node: SyntaxTreeNode) -> str:
    if node.type == "link":
        url = str(node.attrs["href"])
        if node.markup == "autolink":
            return f"<{url}>"
        return url if node.markup == "bare" else f"[{_written(node.children)}]({url})"
    if node.type == "image":
        return f"![{node.content}]({node.attrs['src']})"
    if node.type == "text_special":
        return node.markup
    if node.type in ("softbreak", "hardbreak"):
        return "\n"
    return node.markup + (_written(node.children) or node.content) + node.markup


def _sent(blocks: Iterable[Block]) -> dict[int, str]:
    """The letters of the blocks by line of the file."""
    sent: dict[int, str] = {}
    for block in blocks:
        if isinstance(block, PlacedPicture):
            sent[block.line_no] = sent.get(block.line_no, "") + block.alt + block.file
        for run in runs_of(block):
            for further, part in enumerate(_all(run).split("\n")):
                sent[run.line_no + further] = sent.get(run.line_no + further, "") + part
    return sent


def _all(run: Run) -> str:
    return run.text if isinstance(run, Text) else run.label + run.url


def _squeezed(words: str) -> str:
    return "".join(words.split())


def _bare(words: str) -> str:
    return _squeezed(words.translate(_NO_LETTERS))
