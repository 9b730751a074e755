"""The texts about the rules that tests compare with; `make accept` writes them."""

from pathlib import Path

from scripts.checking.report import as_text
from tests.rules.case import Case
from tests.rules.good_world import POSTS

ROOT = Path(__file__).parents[2]
AWFUL = sorted(Path(__file__).with_name("awful").glob("*.md"))  # `everything`, and five as offices type them


def awful_report(post: Path) -> str:
    """Everything that is said of an awful post, as an author reads it."""
    case = Case(
        "awful",
        is_caught=True,
        data={
            "written": f"awful/{post.name}",
            "pictures": {"machi.png": {"size": [1200, 300]}} if post.stem == "everything" else {},
            "files": {f"{POSTS['division']}/yukikaki.png": None},
        },
    )
    findings = [finding for finding in case.findings() if finding.path.startswith(POSTS["division"])]
    return as_text(findings).replace(f"{POSTS['division']}/", "")


def write() -> None:
    """Accept what the rules have become."""
    for post in AWFUL:
        post.with_suffix(".txt").write_text(awful_report(post), "utf-8")
