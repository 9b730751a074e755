"""YAML as office staff mean it: a mapping of strings, numbers and true/false, every surprise a `Mistake`.

The node tree is built once by libyaml; values are taken from it by hand, so that each key keeps its line
and none of YAML 1.1's conversions (dates, 13:00 as 780, 0112 as octal, `no` as false) ever happens.
"""

import re
from typing import Any, cast

import yaml

from scripts.reading.problem import SyntaxProblem
from scripts.reading.yaml_errors import diagnose, full_width, suspects
from scripts.text.quote import quoted

Key = tuple[str | int, ...]

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DATE_OR_TIME = re.compile(r"\d{4}-\d{1,2}-\d{1,2}([Tt ].*)?|\d{1,2}:\d{2}(:\d{2})?")
_QUOTED = ("'", '"', "|", ">")
_DEEPEST = 30
_NESTED_MARKS = re.compile(rf"(?:[-?:][ \t]+){{{_DEEPEST},}}")


def diagnose_bytes(raw: bytes) -> tuple[str, tuple[SyntaxProblem, ...]]:
    """Decode a file, or say which program saved it wrongly. Line ends become LF."""
    mistakes = []
    if raw.startswith(b"\xef\xbb\xbf"):
        raw = raw[3:]
        say = "ファイルの先頭に目に見えない文字(BOM)があります。文字コード「UTF-8(BOMなし)」で保存し直してください。"
        mistakes.append(SyntaxProblem(1, "bom", say))
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = 1 + raw.count(b"\n", 0, error.start)
        say = "文字コードがUTF-8ではないため読めません(Shift_JISで保存した可能性があります)。UTF-8で保存し直してください。"
        return "", (*mistakes, SyntaxProblem(line, "encoding", say))
    return text.replace("\r\n", "\n").replace("\r", "\n"), tuple(mistakes)


def read_mapping(
    text: str, first_line: int
) -> tuple[dict[str, Any], dict[Key, int], tuple[SyntaxProblem, ...]]:
    """The data of a YAML mapping, the line of each key, and the mistakes in it. Never raises."""
    reader = _Reader(text, first_line)
    data = reader.read()
    return data, reader.lines, tuple(sorted(reader.mistakes, key=lambda mistake: mistake.line_no))


class _Reader:
    """One walk over one node tree."""

    def __init__(self, text: str, first_line: int) -> None:
        self.source = text.split("\n")
        self.text = text
        self.first_line = first_line
        self.lines: dict[Key, int] = {(): first_line}
        self.mistakes: list[SyntaxProblem] = []
        self.seen: set[int] = set()

    def slip(self, line: int, rule: str, message: str) -> None:
        self.mistakes.append(SyntaxProblem(line, rule, message))

    def read(self) -> dict[str, Any]:
        if _too_deep(self.text):
            self.slip(
                self.first_line, "yaml", "項目の入れ子が深すぎて読めません。見本の形に合わせてください。"
            )
            return {}
        try:
            node = yaml.compose(self.text, Loader=_Loader)
        except yaml.YAMLError as error:
            self.mistakes.extend(diagnose(self.source, self.first_line, error))
            return {}
        if node is None or not isinstance(node, yaml.MappingNode):
            found = suspects(self.source, self.first_line)
            say = "「項目名: 値」の形の行がありません。見本の形に合わせてください。"
            self.mistakes.extend(found or [SyntaxProblem(self.first_line, "yaml", say)])
            return {}
        data: dict[str, Any] = self.value(node, ())
        return data

    def value(self, node: yaml.Node, key: Key) -> Any:
        line = self.lines.setdefault(key, self.first_line + node.start_mark.line)
        if id(node) in self.seen:
            self.slip(line, "yaml-alias", "「*」や「&」による参照は使えません。値をそのまま書いてください。")
            return None
        self.seen.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            return self.scalar(node, line)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(entry, (*key, place)) for place, entry in enumerate(node.value)]
        return self.mapping(cast(yaml.MappingNode, node), key)

    def mapping(self, node: yaml.MappingNode, key: Key) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for name_node, value_node in node.value:
            line = self.first_line + name_node.start_mark.line
            name = name_node.value if isinstance(name_node, yaml.ScalarNode) else "?"
            if "　" in name or "：" in name:
                self.mistakes.append(full_width(line, name))
            elif name in data:
                say = f"項目{quoted(name)}が2回書かれています。どちらか一つにしてください。"
                self.slip(line, "duplicate-key", say)
                continue
            self.lines[(*key, name)] = line
            data[name] = self.value(value_node, (*key, name))
        return data

    def scalar(self, node: yaml.ScalarNode, line: int) -> Any:
        written = str(node.value)
        if any("\ud800" <= letter <= "\udfff" for letter in written):
            self.slip(line, "yaml", "文字として成り立たない記号(\\uD800など)があります。書き直してください。")
            return "�"
        if node.style in _QUOTED:
            return written
        if _DATE_OR_TIME.fullmatch(written):
            say = f'日付や時刻{quoted(written)}が引用符で囲まれていません。"2026-12-10"や"10:00"のように書いてください。'
            self.slip(line, "unquoted-date", say)
            return written
        if node.tag.endswith(":int") and re.fullmatch(r"-?(0|[1-9]\d{0,17})", written):
            return int(written)
        if node.tag.endswith(":int"):
            self.slip(
                line, "unquoted-number", f'数字{quoted(written)}は、前後を「"」の引用符で囲んでください。'
            )
        if node.tag.endswith(":bool"):
            if written.lower() in ("true", "false"):
                return written.lower() == "true"
            say = f'{quoted(written)}は「はい・いいえ」の意味に読み替えられます。trueかfalse、文字なら"{written}"と書いてください。'
            self.slip(line, "bool-word", say)
        if node.tag.endswith(":null"):
            self.swallowed(node, line)
            return None
        return written

    def swallowed(self, node: yaml.ScalarNode, line: int) -> None:
        if re.search(r":[ \t]+#", self.source[min(node.start_mark.line, len(self.source) - 1)]):
            say = '「#」より後ろは読み飛ばされ、値が空になります。"#…"のように引用符で囲んでください。'
            self.slip(line, "swallowed-value", say)


def _too_deep(text: str) -> bool:
    """libyaml's composer recurses in C, so a hostile depth must be refused before it starts."""
    depth = deepest = 0
    for mark in re.findall(r"[\[\]{}]", text):
        depth = depth + 1 if mark in "[{" else max(0, depth - 1)
        deepest = max(deepest, depth)
    indented = max((len(line) - len(line.lstrip(" ")) for line in text.split("\n")), default=0)
    return deepest > _DEEPEST or indented > 20 * _DEEPEST or bool(_NESTED_MARKS.search(text))
