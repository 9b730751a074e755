"""The texts about the rules that tests compare with; `make accept` writes them."""

from pathlib import Path

from scripts.checking.report import as_text
from tests.rules.case import Case
from tests.rules.good_world import POSTS

ROOT = Path(__file__).parents[2]
AWFUL = Path(__file__).with_name("awful")
REPORT = AWFUL / "report.txt"
AWFUL_CASE = Case(
    "awful",
    is_caught=True,
    data={
        "written": "awful/post.md",
        "pictures": {"machi.png": {"size": [1200, 300]}},
        "files": {f"{POSTS['division']}/yukikaki.png": None},
    },
)


def awful_report() -> str:
    """Everything that is said of the awful post, as an author reads it."""
    findings = [finding for finding in AWFUL_CASE.findings() if finding.path.startswith(POSTS["division"])]
    return as_text(findings).replace(f"{POSTS['division']}/", "")


def write() -> None:
    """Accept what the rules have become."""
    REPORT.write_text(awful_report(), "utf-8")
