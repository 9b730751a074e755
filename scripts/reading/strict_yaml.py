"""Strict YAML reader: a mapping of strings, numbers and true/false; whatever YAML cuts or converts is reported.

The node tree is built once by libyaml; values are taken from it by hand, so that each key keeps its line
and none of YAML 1.1's conversions (dates, 13:00 as 780, 0112 as octal, `no` as false) ever happens.
"""

import re
from typing import Any, cast

import yaml

from scripts.reading.key_lines import LOADER, put_right, too_deep
from scripts.reading.problem import SyntaxProblem
from scripts.reading.yaml_errors import diagnose, in_quotes
from scripts.text.quote import quoted, to_paste
from scripts.text.typed_dates import typed_day

Key = tuple[str | int, ...]

_DATE_OR_TIME = re.compile(r"\d{4}-\d{1,2}-\d{1,2}([Tt ].*)?|\d{1,2}:\d{2}(:\d{2})?")
_QUOTED = ("'", '"', "|", ">")
_MOST_REPAIRS = 20
_MOST_ENTRIES = 1000
_MOST = 200  # problems of one file; who puts these right sees the others
_WIDE_QUOTES = re.compile(r"[“”„‟＂〝〟〞](.*)[“”„‟＂〝〟〞\"]|\"(.*)[“”„‟＂〝〟〞]")
_HALF_A_LETTER = re.compile("[\ud800-\udfff]")
_TOO_DEEP = "項目の入れ子が深すぎて読めません。見本の形に合わせてください。"
_TOKEN = re.compile(r"[A-Za-z0-9_.:/+-]+")


def read_mapping(
    text: str, first_line: int
) -> tuple[dict[str, Any], dict[Key, int], tuple[SyntaxProblem, ...]]:
    """The data of a YAML mapping, the line of each key, and the mistakes in it. Never raises."""
    reader = _Reader(text, first_line)
    data = reader.read()
    problems = sorted(reader.mistakes, key=lambda problem: problem.line_no)[:_MOST]
    return data, reader.lines, tuple(problems)


class _Reader:
    """One walk over one node tree."""

    def __init__(self, text: str, first_line: int) -> None:
        self.source, self.mistakes = put_right(text.split("\n"), first_line)
        self.first_line = first_line
        self.lines: dict[Key, int] = {(): first_line}
        self.seen: set[int] = set()

    def slip(self, line: int, rule: str, message: str) -> None:
        self.mistakes.append(SyntaxProblem(line, rule, message))

    def read(self) -> dict[str, Any]:
        node = self.composed()
        if node is None and self.mistakes:
            return {}
        if node is None or not isinstance(node, yaml.MappingNode):
            self.slip(
                self.first_line, "yaml", "「項目名: 値」の形の行がありません。見本の形に合わせてください。"
            )
            return {}
        data: dict[str, Any] = self.value(node, ())
        return data

    def composed(self) -> yaml.Node | None:
        """The node tree. A line that can be put right is, so that one slip hides neither the next nor a rule."""
        for _ in range(_MOST_REPAIRS):
            if too_deep(self.source):  # what a slip has hidden shows when it is put right
                self.slip(self.first_line, "yaml", _TOO_DEEP)
                break
            try:
                tree: yaml.Node | None = yaml.compose("\n".join(self.source), Loader=LOADER)
                return tree
            except yaml.YAMLError as error:
                problem, mended = diagnose(self.source, self.first_line, error)
                self.mistakes.append(problem)
                if not mended:
                    break
                self.source[problem.line_no - self.first_line] = mended
        return None

    def value(self, node: yaml.Node, key: Key) -> Any:
        line = self.lines.setdefault(key, self.first_line + node.start_mark.line)
        if id(node) in self.seen:
            self.slip(line, "yaml-alias", "「*」や「&」による参照は使えません。値をそのまま書いてください。")
            return None
        self.seen.add(id(node))
        if (mark := self.rest(node.start_mark)[:1]) in ("!", "&"):
            self.slip(
                line,
                "yaml-alias",
                f"値が「{mark}」で始まるため、次の空白までの文字が消えます。{self.mended(node)}",
            )
        if isinstance(node, yaml.ScalarNode):
            return self.scalar(node, line)
        if isinstance(node, yaml.SequenceNode):
            if len(node.value) > _MOST_ENTRIES:
                self.slip(
                    line, "yaml", f"一覧が{len(node.value):,}件あり、読めるのは{_MOST_ENTRIES:,}件までです。"
                )
            entries = node.value[:_MOST_ENTRIES]
            return [self.value(entry, (*key, index)) for index, entry in enumerate(entries)]
        return self.mapping(cast(yaml.MappingNode, node), key)

    def mapping(self, node: yaml.MappingNode, key: Key) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for name_node, value_node in node.value:
            line = self.first_line + name_node.start_mark.line
            name = name_node.value if isinstance(name_node, yaml.ScalarNode) else "?"
            if "　" in name or "：" in name:
                message = f"項目名{quoted(name.strip())}に全角の空白やコロン(：)があります。半角の「:」と空白に直してください。"
                self.slip(line, "full-width", message)
            elif name in data:
                message = f"項目{quoted(name)}が2回書かれています。どちらか一つにしてください。"
                self.slip(line, "duplicate-key", message)
                continue
            self.lines[(*key, name)] = line
            data[name] = self.value(value_node, (*key, name))
        return data

    def scalar(self, node: yaml.ScalarNode, line: int) -> Any:
        written = str(node.value)
        if _HALF_A_LETTER.search(written):
            self.slip(line, "yaml", "文字として成り立たない記号(\\uD800など)があります。書き直してください。")
            return "�"
        self.broken_over_lines(node, line)
        self.cut_off(node, line)
        if node.style in _QUOTED:
            return written
        if quotes := _WIDE_QUOTES.fullmatch(written):
            inner = quotes[1] or quotes[2] or ""
            self.slip(line, "wide-quotes", f"引用符が全角です。{self.mended(node, inner)}")
            return inner
        if _DATE_OR_TIME.fullmatch(written):
            day = typed_day(written) if ":" not in written else None
            put = day.isoformat() if day else written
            message = f"日付や時刻{quoted(written)}が引用符で囲まれていません。{self.mended(node, put)}"
            self.slip(line, "unquoted-date", message)
            return written
        if node.tag.endswith(":int") and re.fullmatch(r"-?(0|[1-9]\d{0,17})", written):
            return int(written)
        if node.tag.endswith(":int"):
            message = f"計算に使わない数字{quoted(written)}は、引用符で囲みます。{self.mended(node, written)}"
            self.slip(line, "unquoted-number", message)
        if node.tag.endswith(":bool"):
            if written.lower() in ("true", "false"):
                return written.lower() == "true"
            message = f'{quoted(written)}は「はい・いいえ」の意味に読み替えられます。trueかfalse、文字なら"{written}"と書いてください。'
            self.slip(line, "bool-word", message)
        if node.tag.endswith(":null"):
            self.swallowed(node, line)
            return None
        return written

    def cut_off(self, node: yaml.ScalarNode, line: int) -> None:
        """Words behind a blank and `#` are no part of the value, whether it stands in quotes or not."""
        comment, written = self.rest(node.end_mark), str(node.value)
        is_comment = written and node.style not in ("|", ">") and re.match(r"[ \t]+#", comment)
        if is_comment and (comment.lstrip()[1:2].strip() or not _TOKEN.fullmatch(written)):
            message = f"{quoted(comment.strip())}は読み飛ばされ、配信も記録もされません。"
            self.slip(line, "swallowed-value", f"{message}値の続きなら、{self.mended(node)}")

    def swallowed(self, node: yaml.ScalarNode, line: int) -> None:
        comment = self.rest(node.start_mark).lstrip()
        if comment.startswith("#"):
            message = "「#」より後ろは読み飛ばされ、値が空になります。"
            key = self.source[node.start_mark.line][: node.start_mark.column].rstrip()
            self.slip(line, "swallowed-value", f"{message}値なら、{to_paste(in_quotes(key, comment))}")

    def broken_over_lines(self, node: yaml.ScalarNode, line: int) -> None:
        """A value that goes on in the next line is read with a blank where its line ended."""
        if node.end_mark.line == node.start_mark.line or node.style in ("|", ">"):
            return
        if node.style:
            message = "値の引用符が、同じ行で閉じていません。値を1行に書き、終わりに引用符を付けてください。"
            self.slip(line, "yaml", message)
        else:
            further = self.first_line + node.start_mark.line + 1
            message = "この行は、上の行の値の続きとして読まれます。"
            self.slip(
                further,
                "yaml",
                f"{message}値は1行に書いてください。項目なら字下げと「: 」を見直してください。",
            )

    def rest(self, mark: yaml.Mark) -> str:
        """The line from a mark on."""
        return self.source[mark.line][mark.column :] if mark.line < len(self.source) else ""

    def mended(self, node: yaml.Node, value: str | None = None) -> str:
        """The line of a node with its value in quotes, to be pasted; without a value, with all that follows."""
        line = self.source[node.start_mark.line]
        key = line[: node.start_mark.column].rstrip()
        if value is None:
            return to_paste(in_quotes(key, self.rest(node.start_mark).strip()))
        return to_paste(f"{in_quotes(key, value)}{self.rest(node.end_mark).rstrip()}")
