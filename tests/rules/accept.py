"""The texts about the rules that tests compare with; `make accept` writes them."""

from pathlib import Path

from scripts.checking.report import as_text
from tests.rules.case import POSTS, Case

ROOT = Path(__file__).parents[2]
AWFUL = Path(__file__).with_name("awful")
REPORT = AWFUL / "report.txt"


def awful_report() -> str:
    """Everything that is said of the awful post, as an author reads it."""
    findings = [
        each for each in Case(AWFUL / "case.yml").findings() if each.path.startswith(POSTS["division"])
    ]
    return as_text(findings).replace(f"{POSTS['division']}/", "")


def write() -> None:
    """Accept what the rules have become."""
    REPORT.write_text(awful_report(), "utf-8")
