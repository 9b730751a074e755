"""How findings are said: plain text for people, JSON for programs, annotations for GitHub."""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import asdict

from scripts.checking.finding import LEVEL_NAMES, Finding
from scripts.text.quote import visible, without_orders

_UNSEEN = re.compile("[\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


def as_text(findings: Sequence[Finding]) -> str:
    """A line a finding, and a closing line that says what to do next."""
    lines = [
        without_orders(
            visible(
                f"{finding.path}:{finding.line}: {LEVEL_NAMES[finding.level]} [{finding.rule}] "
                f"{cited(finding)}{finding.message}"
            )
        )
        for finding in findings
    ]
    errors = sum(finding.level == "error" for finding in findings)
    warnings = len(findings) - errors
    if not findings:
        return "エラーも注意もありません。\n"
    end = "エラーを直してから、もう一度確かめてください。" if errors else "注意は承認する人に示されます。"
    return "\n".join([*lines, "", f"エラー{errors}件、注意{warnings}件です。{end}"]) + "\n"


def as_json(findings: Sequence[Finding]) -> str:
    """A list of objects, one a finding, for other programs; what nobody sees stands there as its number."""
    written = json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=2)
    return _UNSEEN.sub(lambda letter: json.dumps(letter[0])[1:-1], written) + "\n"


def as_github(findings: Sequence[Finding]) -> str:
    """Workflow commands: GitHub shows each finding beside its line."""
    return "".join(
        f"::{finding.level} file={_property(finding.path)},line={finding.line},"
        f"title={_property(cited(finding).rstrip(':') or finding.rule)}::"
        f"{_data(f'{finding.message} [{finding.rule}]')}\n"
        for finding in findings
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


def _data(text: str) -> str:
    return visible(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
