"""The slip behind a line that YAML cannot read, in the author's words."""

import re

import yaml

from scripts.reading.problem import SyntaxProblem
from scripts.text.quote import quoted


def full_width(line: int, name: str) -> SyntaxProblem:
    """A key with a full-width space or colon at it."""
    say = f"項目名{quoted(name.strip())}の前後に全角の空白やコロン(：)があります。半角の「:」と半角の空白に直してください。"
    return SyntaxProblem(line, "full-width", say)


def suspects(source: list[str], first_line: int) -> list[SyntaxProblem]:
    """Lines that look like a key written with full-width marks or tabs."""
    found = []
    for number, line in enumerate(source, first_line):
        if re.match(r"[ 　\t-]*[A-Za-z_]+[ 　]*(：|:　)", line) or re.match(r" *　\s*[A-Za-z_]+", line):
            found.append(full_width(number, re.split("[:：]", line)[0]))
        elif re.match(r" *\t", line):
            say = "行の先頭にタブがあります。半角の空白2つに直してください。"
            found.append(SyntaxProblem(number, "tab", say))
    return found


def diagnose(source: list[str], first_line: int, error: yaml.YAMLError) -> list[SyntaxProblem]:
    """The likely slip behind a YAML error, in the author's words."""
    likely = suspects(source, first_line)
    if likely:
        return likely
    open_quote = "quoted scalar" in (getattr(error, "context", None) or "")
    marks = ("context_mark", "problem_mark") if open_quote else ("problem_mark", "context_mark")
    mark = next((found for name in marks if (found := getattr(error, name, None))), None)
    number = min(mark.line if mark else 0, len(source) - 1)
    unclosed = next((place for place in range(number) if source[place].count('"') % 2), None)
    if unclosed is not None and not isinstance(error, yaml.reader.ReaderError):
        say = (
            f'{quoted(source[unclosed].strip())}の引用符が閉じていません。値の終わりに「"」を付けてください。'
        )
        return [SyntaxProblem(first_line + unclosed, "yaml", say)]
    seen = source[number].strip()
    if isinstance(error, yaml.reader.ReaderError):
        say = "目に見えない制御文字が入っています。文章を貼り付け直すか、その文字を消してください。"
    elif re.search(r":\s+[^\"'].*:\s", seen + " "):
        say = f'{quoted(seen)}には「: 」が2つあります。値を"…"のように引用符で囲んでください。'
    elif re.search(r":\s+[@`%|>!&*\[{]", seen):
        say = f'{quoted(seen)}の値は記号で始まるため読めません。値を"…"のように引用符で囲んでください。'
    else:
        say = f"{quoted(seen)}のあたりが読めません。字下げ(行頭の空白の数)、引用符の閉じ忘れ、「: 」の有無を見直してください。"
    return [SyntaxProblem(first_line + number, "yaml", say)]
