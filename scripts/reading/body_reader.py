"""From Markdown's element tree to the blocks of a `Body`, with line numbers that Markdown does not keep."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

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
)
from scripts.reading.markdown import FORBIDDEN_TAGS, forbidden_marks, parse
from scripts.reading.problem import SyntaxProblem
from scripts.text.quote import quoted

_MOST_BRACKETS = 500  # Markdown looks for the end of each of them
_LISTS = ("ul", "ol")


class BodyReader:
    """One reading of one body; `cursor` walks through the source so that each element finds its line."""

    def __init__(self, text: str, first_line: int) -> None:
        self.text = text
        self.first_line = first_line
        self.cursor = 0
        self.mistakes: list[SyntaxProblem] = []
        self.forbidden: set[tuple[str, int]] = set()

    def read(self) -> Body:
        """Take the whole text apart."""
        for name, position, seen in forbidden_marks(self.text):
            self.forbid(name, self.line_at(position), seen)
        try:
            blocks = tuple(self.blocks(parse(self.text)))
        except RecursionError:
            say = "本文の入れ子が深すぎて読めません。箇条書きを浅くしてください。"
            self.mistakes.append(SyntaxProblem(self.first_line, "markdown", say))
            blocks = ()
        mistakes = tuple(sorted(set(self.mistakes), key=lambda mistake: (mistake.line_no, mistake.message)))
        return Body(self.text, self.first_line, blocks, mistakes)

    def forbid(self, name: str, line: int, seen: str = "") -> None:
        what = quoted(seen.strip().split("\n")[0]) + "は、" if seen.strip() else ""
        say = f"{what}本文に使えない書き方({name})です。文章、箇条書き、太字などで書き直してください。"
        if (name, line) not in self.forbidden:  # an element and its end are one slip
            self.forbidden.add((name, line))
            self.mistakes.append(SyntaxProblem(line, "markdown", say))

    def line_at(self, position: int) -> int:
        return self.first_line + self.text.count("\n", 0, position)

    def seek(self, letters: str) -> int:
        """The line where these letters stand next; the cursor moves behind them."""
        first = next((part for part in letters.split("\n") if part.strip()), "").strip()
        found = self.text.find(first, self.cursor) if first else -1
        if found >= 0:
            self.cursor = found + len(first)
            return self.line_at(found)
        return self.line_at(self.cursor)

    def blocks(self, root: Element) -> Iterator[Block]:
        for element in root:
            if element.tag in _LISTS:
                items = tuple(self.items(element, 0))
                yield Points(items, items[0].line if items else self.line_at(self.cursor))
            elif element.tag == "hr":
                divider = re.compile(r"^ {0,3}(?:[-*_][ ]*){3,}$", re.M).search(self.text, self.cursor)
                self.cursor = divider.end() if divider else self.cursor
                yield Divider(self.line_at(divider.start() if divider else self.cursor))
            elif element.tag in ("h1", "h2", "h3"):
                parts = tuple(self.parts(element, bold=False))
                runs = tuple(part for part in parts if not isinstance(part, PlacedPicture))
                yield Heading(int(element.tag[1]), runs, self.first_of(parts))
                yield from (part for part in parts if isinstance(part, PlacedPicture))
            elif element.tag == "p":
                yield from self.paragraphs(tuple(self.parts(element, bold=False)))
            else:
                line = self.seek("".join(element.itertext()))
                self.forbid(FORBIDDEN_TAGS.get(element.tag, element.tag), line)

    def first_of(self, parts: tuple[Run | PlacedPicture, ...]) -> int:
        return next((part.line for part in parts if not isinstance(part, Text)), self.line_at(self.cursor))

    def paragraphs(self, parts: tuple[Run | PlacedPicture, ...]) -> Iterator[Block]:
        """A picture in running text ends one paragraph and begins the next."""
        runs: list[Run] = []
        for part in (*parts, None):
            if part is not None and not isinstance(part, PlacedPicture):
                runs.append(part)
                continue
            trimmed = _trimmed(runs)
            if trimmed:
                yield Paragraph(trimmed, self.first_of(trimmed))
            runs = []
            if part is not None:
                yield part

    def items(self, list_element: Element, depth: int) -> Iterator[Item]:
        number = int(list_element.get("start", "1"))
        for place, point in enumerate(list_element):
            mark = f"{number + place}." if list_element.tag == "ol" else "・"
            inner = [child for child in point if child.tag in _LISTS]
            for child in inner:
                point.remove(child)
            parts = tuple(self.parts(point, bold=False))
            for part in parts:
                if isinstance(part, PlacedPicture):
                    say = "箇条書きの中に画像は置けません。箇条書きの前か後ろの行に移してください。"
                    self.mistakes.append(SyntaxProblem(part.line, "markdown", say))
            runs = _trimmed([part for part in parts if not isinstance(part, PlacedPicture)])
            yield Item(mark, depth, runs, self.first_of(runs))
            for child in inner:
                yield from self.items(child, depth + 1)

    def parts(self, element: Element, bold: bool) -> Iterator[Run | PlacedPicture]:
        """The runs of one element. Of something forbidden only the letters are kept, beside its mistake."""
        if element.text and element.text.strip():
            self.seek(element.text)
        yield from _letters(element.text, bold)
        for child in element:
            if child.tag == "a":
                yield self.link(child)
            elif child.tag == "img":
                yield PlacedPicture(
                    child.get("src", ""), child.get("alt", ""), self.seek(child.get("src", ""))
                )
            elif child.tag == "br":
                yield Text("\n", bold)
            elif child.tag in ("strong", "p"):
                yield from self.parts(child, bold=bold or child.tag == "strong")
            else:
                self.forbid(FORBIDDEN_TAGS.get(child.tag, child.tag), self.seek("".join(child.itertext())))
                yield from _letters("".join(child.itertext()), bold)
            if child.tail and child.tail.strip():
                self.seek(child.tail)
            yield from _letters(child.tail, bold)

    def link(self, element: Element) -> Link:
        url = element.get("href", "")
        label = "".join(element.itertext())
        line = self.seek(url)
        if element.get("title"):
            say = 'リンクの説明(URLの後ろの"…")は使えません。消してください。'
            self.mistakes.append(SyntaxProblem(line, "markdown", say))
        if len(element):
            say = "リンクの名前の中に、太字や画像は置けません。文字だけにしてください。"
            self.mistakes.append(SyntaxProblem(line, "markdown", say))
        return Link(url, "" if label == url else label, line)


def _letters(letters: str | None, bold: bool) -> Iterator[Text]:
    """Markdown leaves the line end beside every `<br>`: one break is enough."""
    if letters and (kept := letters.replace("\n", "")):
        yield Text(kept, bold)


def _trimmed(runs: list[Run]) -> tuple[Run, ...]:
    """Without the white space at both ends, and neighbouring text of one weight joined."""
    joined: list[Run] = []
    for run in runs:
        last = joined[-1] if joined else None
        if isinstance(run, Text) and isinstance(last, Text) and run.bold == last.bold:
            joined[-1] = Text(last.text + run.text, run.bold)
        else:
            joined.append(run)
    if joined and isinstance(joined[0], Text):
        joined[0] = Text(joined[0].text.lstrip(" \n"), joined[0].bold)
    if joined and isinstance(joined[-1], Text):
        joined[-1] = Text(joined[-1].text.rstrip(" \n"), joined[-1].bold)
    return tuple(run for run in joined if not isinstance(run, Text) or run.text)


def read_body(text: str, first_line: int) -> Body:
    """Take the Markdown of a post apart. Never raises: what may not be used is a mistake of the body."""
    if text.count("[") > _MOST_BRACKETS:
        say = f"本文に「[」が多すぎて読めません。{_MOST_BRACKETS}個より少なくしてください。"
        return Body(text, first_line, (), (SyntaxProblem(first_line, "markdown", say),))
    return BodyReader(text, first_line).read()
