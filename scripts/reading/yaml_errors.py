"""The slip behind a file that YAML cannot read, in the author's words."""

import re

import yaml

from scripts.reading.problem import SyntaxProblem
from scripts.text.quote import quoted, to_paste

_LOOKED_AT = 400  # letters of a line; what is wrong with a longer one shows at its beginning
_VALUE = re.compile(r"((?:[ ]*-[ ]+)*[ ]*[A-Za-z_]\w*:)[ ]+(.*)", re.ASCII)
_WIDE = re.compile("[“”„‟＂〝〟〞]")


def diagnose(source: list[str], first_line: int, error: yaml.YAMLError) -> tuple[SyntaxProblem, str]:
    """The likely slip behind a YAML error on its own line, and that line put right where that can be told."""
    open_quote = "quoted scalar" in (getattr(error, "context", None) or "")
    marks = ("context_mark", "problem_mark") if open_quote else ("problem_mark", "context_mark")
    mark = next((place for name in marks if (place := getattr(error, name, None))), None)
    index = min(mark.line if mark else 0, len(source) - 1)
    mended = ""
    unclosed = next((at for at in range(index) if source[at].count('"') % 2), None)
    if isinstance(error, yaml.reader.ReaderError):
        message = "目に見えない制御文字が入っています。文章を貼り付け直すか、その文字を消してください。"
    elif unclosed is not None:
        index = unclosed
        message, mended = _unclosed(source[index].rstrip())
    else:
        message, mended = _unreadable(source[index][:_LOOKED_AT].rstrip())
    return SyntaxProblem(first_line + index, "yaml", message), mended


def _unclosed(line: str) -> tuple[str, str]:
    """A line with a quotation mark alone: another one is full-width, or is missing at the line's end."""
    slip = "の引用符が全角です。" if _WIDE.search(line) else "の引用符が閉じていません。"
    mended = _WIDE.sub('"', line)
    mended += '"' if mended.count('"') % 2 else ""
    return f"{quoted(line.strip())}{slip}{to_paste(mended)}", mended


def _unreadable(line: str) -> tuple[str, str]:
    match = _VALUE.fullmatch(line)
    value = match[2] if match else ""
    mended = in_quotes(match[1], value) if match else ""
    seen = quoted(line.strip())
    if ": " in f"{value} " and value[:1] not in ('"', "'"):
        return f"{seen}には「: 」が2つあります。値を引用符で囲みます。{to_paste(mended)}", mended
    if value[:1] in tuple("@`%|>!&*[]{},#"):
        return f"{seen}の値は記号で始まるため読めません。値を引用符で囲みます。{to_paste(mended)}", mended
    if _WIDE.search(line):
        mended = _WIDE.sub('"', line)
        return f"{seen}の引用符が全角です。{to_paste(mended)}", mended
    message = f"{seen}のあたりが読めません。"
    return f"{message}字下げ(行頭の空白の数)、引用符の閉じ忘れ、「: 」の有無を見直してください。", ""


def in_quotes(key: str, value: str) -> str:
    """A line with its value in quotes."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'{key} "{escaped}"'
