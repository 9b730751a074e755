"""From Markdown's tree to the blocks of a `Body`; whatever the design does not allow (§4.1) is refused by its name."""

from collections.abc import Iterable, Iterator

from markdown_it.tree import SyntaxTreeNode

from scripts.reading.body import (
    Block,
    Body,
    Divider,
    Heading,
    Item,
    Link,
    Paragraph,
    PlacedPicture,
    Points,
    Run,
    Text,
    joined,
    plain,
)
from scripts.reading.forbidden import FORBIDDEN, Problems
from scripts.reading.letters import lost_letters
from scripts.reading.markdown import parse
from scripts.reading.problem import SyntaxProblem
from scripts.text.quote import quoted

_MOST_LINKS = 500  # Markdown looks for the end of each
_LONGEST = 30_000  # letters; LINE takes less than a third of that, and a check should answer at once
_LISTS = ("bullet_list", "ordered_list")


class _Reader:
    """One reading of one body."""

    def __init__(self, text: str, first_line: int) -> None:
        self.text = text
        self.lines = text.split("\n")
        self.first_line = first_line
        self.line = first_line  # where the inline text that is being read stands
        self.problems = Problems()

    def read(self) -> Body:
        try:
            tree = parse(self.text)
            blocks = tuple(self.blocks(tree.children))
            for line_no, message in lost_letters(self.lines, self.first_line, tree, blocks):
                if line_no not in self.problems.lines:
                    self.problems.add(line_no, message)
        except RecursionError:
            self.problems.add(
                self.first_line, "本文の入れ子が深すぎて読めません。箇条書きを浅くしてください。"
            )
            blocks = ()
        return Body(self.text, self.first_line, blocks, self.problems.sorted())

    def line_at(self, node: SyntaxTreeNode) -> int:
        return self.first_line + (node.map[0] if node.map else 0)

    def source(self, node: SyntaxTreeNode) -> str:
        first, last = node.map or (0, 0)
        return "\n".join(self.lines[first:last])

    def blocks(self, nodes: Iterable[SyntaxTreeNode]) -> Iterator[Block]:
        for node in nodes:
            if node.type in _LISTS:
                yield Points(tuple(self.items(node, 0)), self.line_at(node))
            elif node.type == "hr":
                yield Divider(self.line_at(node))
            elif node.type == "heading" and node.markup in ("=", "-"):
                yield from self.underlined(node)
            elif node.type == "heading" and len(node.markup) <= 3:
                parts = tuple(self.inline(node.children))
                runs = joined([part for part in parts if not isinstance(part, PlacedPicture)])
                yield Heading(len(node.markup), runs, self.line_at(node))
                yield from (part for part in parts if isinstance(part, PlacedPicture))
            elif node.type == "paragraph":
                yield from self.paragraphs(self.inline(node.children))
            else:
                self.problems.forbid(node.type, self.line_at(node), self.source(node))

    def underlined(self, node: SyntaxTreeNode) -> Iterator[Block]:
        """A line of --- right below a sentence is the divider that its author meant; no other line is."""
        *_, line = self.source(node).split("\n")
        line_no = self.line_at(node) + self.source(node).count("\n")
        yield from self.paragraphs(self.inline(node.children))
        if line.strip().startswith("---"):
            yield Divider(line_no)
        else:
            self.problems.forbid("underline", line_no, line)

    def paragraphs(self, parts: Iterable[Run | PlacedPicture]) -> Iterator[Block]:
        """A picture in running text ends one paragraph and begins the next."""
        runs: list[Run] = []
        for part in (*parts, None):
            if part is not None and not isinstance(part, PlacedPicture):
                runs.append(part)
                continue
            if words := joined(runs):
                yield Paragraph(words, words[0].line_no)
            runs = []
            if part is not None:
                yield part

    def items(self, points: SyntaxTreeNode, depth: int) -> Iterator[Item]:
        first = int(points.attrs.get("start", 1))
        typed = [item.info for item in points.children]
        for index, item in enumerate(points.children):
            number = first + index
            if points.type == "ordered_list" and typed[index].lstrip("0") not in (str(number), str(first)):
                self.misnumbered(item, number)
            mark = f"{number}{item.markup}" if points.type == "ordered_list" else "・"
            runs: list[Run] = []
            nested: list[Item] = []
            for child in item.children:
                if child.type in _LISTS:
                    nested += self.items(child, depth + 1)
                elif child.type != "paragraph":
                    self.problems.add(
                        self.line_at(child),
                        "箇条書きの中には、文と箇条書きだけを置けます。箇条書きの外に移してください。",
                    )
                else:
                    if nested:
                        message = "内側の箇条書きの後に、外側の点の文は続けられません。前に移すか、新しい点にしてください。"
                        self.problems.add(self.line_at(child), message)
                    runs += [Text("\n", bold=False, line_no=runs[-1].line_no)] if runs else []
                    runs += self.without_pictures(self.inline(child.children))
            yield Item(mark, depth, joined(runs), self.line_at(item))
            yield from nested

    def misnumbered(self, item: SyntaxTreeNode, number: int) -> None:
        message = f"番号{quoted(item.info + item.markup)}は、{number}番目の点として「{number}{item.markup}」に変わります。"
        self.problems.add(
            self.line_at(item),
            f"{message}番号を続きにするか、「{item.info}番」「{item.info}日」のように文にしてください。",
        )

    def without_pictures(self, parts: Iterable[Run | PlacedPicture]) -> Iterator[Run]:
        for part in parts:
            if isinstance(part, PlacedPicture):
                message = "箇条書きの中に画像は置けません。箇条書きの前か後ろの行に移してください。"
                self.problems.add(part.line_no, message)
            else:
                yield part

    def inline(self, nodes: Iterable[SyntaxTreeNode]) -> Iterator[Run | PlacedPicture]:
        for node in nodes:
            self.line = self.line_at(node)
            yield from self.parts(node.children, bold=False)

    def parts(self, nodes: Iterable[SyntaxTreeNode], bold: bool) -> Iterator[Run | PlacedPicture]:
        """The runs of inline text. Of something forbidden only the letters are kept, beside its problem."""
        for node in nodes:
            kind = node.info if node.type == "text_special" else node.type
            if kind in ("softbreak", "hardbreak"):
                yield Text("\n", bold, self.line)
                self.line += 1
            elif kind == "link":
                yield self.link(node)
            elif kind == "image":
                if "title" in node.attrs:
                    message = '画像の説明(名前の後ろの"…")は使えません。消して、伝えたいことは本文に書いてください。'
                    self.problems.add(self.line, message)
                yield PlacedPicture(str(node.attrs["src"]), node.content, self.line)
            elif kind == "strong":
                yield from self.parts(node.children, bold=True)
            else:
                if kind in FORBIDDEN:
                    self.problems.forbid(kind, self.line, node.markup if kind == "entity" else _letters(node))
                if node.children:
                    yield from self.parts(node.children, bold)
                elif node.content:
                    yield Text(node.content.replace("\n", " "), bold, self.line)

    def link(self, node: SyntaxTreeNode) -> Link:
        url, line_no = str(node.attrs["href"]), self.line
        label = plain(
            tuple(part for part in self.parts(node.children, False) if not isinstance(part, PlacedPicture))
        )
        if "title" in node.attrs:
            self.problems.add(line_no, 'リンクの説明(URLの後ろの"…")は使えません。消してください。')
        if any(child.type not in ("text", "text_special") for child in node.children):
            message = "リンクの名前の中に、太字や画像や改行は置けません。文字だけにしてください。"
            self.problems.add(line_no, message)
        return Link(url, "" if label == url else label, line_no)


def _letters(node: SyntaxTreeNode) -> str:
    return node.content or "".join(_letters(child) for child in node.children)


def read_body(text: str, first_line: int) -> Body:
    """The Markdown of a post as blocks. Never raises: what may not be used is a mistake of the body."""
    too_long, too_many = len(text) > _LONGEST, text.count("](") > _MOST_LINKS
    if too_long or too_many:
        why = f"本文が{len(text):,}文字あり、長すぎて" if too_long else "本文のリンクや画像が多すぎて"
        message = f"{why}読めません。{_LONGEST:,}文字、リンクと画像は{_MOST_LINKS}個までにしてください。"
        return Body(text, first_line, (), (SyntaxProblem(first_line, "markdown", message),))
    return _Reader(text, first_line).read()
