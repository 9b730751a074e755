"""How findings are said: plain text for people, JSON for programs, annotations for GitHub."""

import json
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import asdict

from scripts.checking.finding import LEVEL_NAMES, Finding


def as_text(findings: Sequence[Finding]) -> str:
    """A line a finding, and a closing line that says what to do next."""
    lines = [
        _one_line(
            f"{each.path}:{each.line}: {LEVEL_NAMES[each.level]} [{each.rule}] {cited(each)}{each.message}"
        )
        for each in findings
    ]
    errors = sum(each.level == "error" for each in findings)
    warnings = len(findings) - errors
    if not findings:
        return "エラーも注意もありません。\n"
    end = "エラーを直してから、もう一度確かめてください。" if errors else "注意は承認する人に示されます。"
    return "\n".join([*lines, "", f"エラー{errors}件、注意{warnings}件です。{end}"]) + "\n"


def as_json(findings: Sequence[Finding]) -> str:
    """A list of objects, one a finding, for other programs."""
    return json.dumps([asdict(each) for each in findings], ensure_ascii=False, indent=2) + "\n"


def as_github(findings: Sequence[Finding]) -> str:
    """Workflow commands: GitHub shows each finding beside its line."""
    return "".join(
        f"::{each.level} file={_property(each.path)},line={each.line},"
        f"title={_property(cited(each).rstrip(':') or each.rule)}::{_data(f'{each.message} [{each.rule}]')}\n"
        for each in findings
    )


FORMATS: dict[str, Callable[[Sequence[Finding]], str]] = {
    "text": as_text,
    "github": as_github,
    "json": as_json,
}


def cited(finding: Finding) -> str:
    """Where the demand stands, as the head of a sentence."""
    of_the_rules = finding.article.startswith(("第", "附則"))
    return f"運営要領{finding.article}:" if of_the_rules else f"{finding.article}:"


def _one_line(text: str) -> str:
    """Without the control characters that a file name or a text may hide."""
    return "".join(letter if unicodedata.category(letter) != "Cc" else "�" for letter in text)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
