"""Accept what has changed on purpose: `python -m tests.rules.accept` writes the texts that tests compare with.

Look at `git diff` afterwards: it is the change that you accept.
"""

from pathlib import Path

from scripts.checking.report import as_text
from scripts.rules.book import book
from scripts.rules.handbook import as_handbook
from tests.rules.case import POSTS, Case

COMMAND = "python -m tests.rules.accept"
ROOT = Path(__file__).parents[2]
RULES = ROOT / ".github/RULES.md"
AWFUL = Path(__file__).with_name("awful")
REPORT = AWFUL / "report.txt"


def awful_report() -> str:
    """Everything that is said of the awful post, as an author reads it."""
    findings = [
        each for each in Case(AWFUL / "case.yml").findings() if each.path.startswith(POSTS["division"])
    ]
    return as_text(findings).replace(f"{POSTS['division']}/", "")


if __name__ == "__main__":
    REPORT.write_text(awful_report(), "utf-8")
    RULES.write_text(as_handbook(book().values()), "utf-8")
