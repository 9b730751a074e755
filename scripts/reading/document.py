"""Read a file of `content/` strictly: its data, the line of every key, and the problems of its writing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from frontmatter.default_handlers import YAMLHandler

from scripts.reading.problem import SyntaxProblem
from scripts.reading.strict_yaml import Key, read_mapping

_LARGEST = 100_000  # bytes; LINE takes less than a third of that, and a check should answer at once
_LARGEST_YAML = 300_000  # bytes; some 2,000 entries, each on a line of its own
# Of python-frontmatter the boundary alone: its handler would lose the lines and accept an open or empty front matter.
_FENCE = YAMLHandler.FM_BOUNDARY


@dataclass(frozen=True)
class Document:
    """Data, body and line numbers (from 1) of one file; an author's slips are `mistakes`, never exceptions."""

    path: str
    data: Mapping[str, Any] = field(default_factory=dict)
    lines: Mapping[Key, int] = field(default_factory=dict)
    body: str = ""
    body_line: int = 1
    mistakes: tuple[SyntaxProblem, ...] = ()
    text: str = ""

    @property
    def unreadable(self) -> bool:
        """True if nothing could be read: then there is nothing to say but that."""
        return bool(self.mistakes) and not self.data

    def line_no(self, *key: str | int) -> int:
        """The line of the nearest key that stands in the file: a missing field is reported at its parent."""
        for length in range(len(key), 0, -1):
            if key[:length] in self.lines:
                return self.lines[key[:length]]
        return self.lines.get((), 1)


def read_yaml_file(path: str, raw: bytes) -> Document:
    """Read a `.yml` file of `content/`."""
    if len(raw) > _LARGEST_YAML:
        return Document(path, mistakes=(_too_large(raw, _LARGEST_YAML),))
    text, mistakes = _decoded(raw)
    data, lines, problems = read_mapping(text, first_line=1)
    return Document(path, data, lines, "", 1, (*mistakes, *problems), text)


def read_markdown_file(path: str, raw: bytes) -> Document:
    """Read a Markdown file whose front matter stands between two lines of `---`."""
    if len(raw) > _LARGEST:
        return Document(path, mistakes=(_too_large(raw, _LARGEST),))
    text, mistakes = _decoded(raw)
    if mistakes and not text:
        return Document(path, mistakes=mistakes)
    if not _FENCE.match(text):
        message = "1行目が「---」ではありません。ファイルの先頭に「---」だけの行を置き、その下に項目を書いてください。"
        return Document(
            path, body=text, mistakes=(*mistakes, SyntaxProblem(1, "front-matter", message)), text=text
        )
    fences = list(islice(_FENCE.finditer(text), 2))
    if len(fences) < 2:
        message = (
            "項目の終わりを示す「---」だけの行がありません。項目と本文の間に「---」だけの行を置いてください。"
        )
        return Document(path, mistakes=(*mistakes, SyntaxProblem(1, "front-matter", message)), text=text)
    opening, closing = fences
    data, lines, problems = read_mapping(
        text[opening.end() : closing.start()], 1 + text.count("\n", 0, opening.end())
    )
    body_line = 1 + text.count("\n", 0, closing.end())
    return Document(path, data, lines, text[closing.end() :], body_line, (*mistakes, *problems), text)


def _too_large(raw: bytes, most: int) -> SyntaxProblem:
    message = (
        f"ファイルが{len(raw):,}バイトあり、大きすぎて読めません。{most:,}バイトより小さくしてください。"
    )
    return SyntaxProblem(1, "too-large", message)


def _decoded(raw: bytes) -> tuple[str, tuple[SyntaxProblem, ...]]:
    """Decode a file, or say which program saved it wrongly. Line ends become LF."""
    problems = []
    if raw.startswith(b"\xef\xbb\xbf"):
        raw = raw[3:]
        message = "ファイルの先頭に目に見えない文字(BOM)があります。文字コード「UTF-8(BOMなし)」で保存し直してください。"
        problems.append(SyntaxProblem(1, "bom", message))
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = 1 + raw.count(b"\n", 0, error.start)
        message = "文字コードがUTF-8ではないため読めません(Shift_JISで保存した可能性があります)。UTF-8で保存し直してください。"
        return "", (*problems, SyntaxProblem(line, "encoding", message))
    return text.replace("\r\n", "\n").replace("\r", "\n"), tuple(problems)
