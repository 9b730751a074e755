"""The runbook for trouble: the stop switch first, every kind of trouble, and a record that the rules accept."""

import json
import re
from datetime import datetime

import yaml

from scripts.content.incident import TROUBLE_NAMES, read_incident
from scripts.effects.content.load import setting_in
from scripts.effects.git.working_tree import WorkingTree
from scripts.reading.document import read_yaml_file
from scripts.rules.book import ask
from scripts.text.dates import JAPAN
from tests.handbooks.workflows import ROOT, read

PAGE = (ROOT / ".github" / "TROUBLE.md").read_text("utf-8")


def test_the_first_line_stops_everything() -> None:
    first = PAGE.splitlines()[0]
    assert "SENDING_PAUSED" in first
    assert "true" in first


def anchor(heading: str) -> str:
    """A heading as GitHub links to it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def test_ten_bad_days_are_told_in_at_most_six_lines_each() -> None:
    listed = re.findall(r"^\d+\. \[(.+?)\]\(#(.+?)\)$", PAGE, re.MULTILINE)
    days = {
        heading: [line for line in lines.splitlines() if line]
        for heading, lines in re.findall(r"^### (.+)\n((?:(?!#).*\n)*)", PAGE, re.MULTILINE)
    }
    assert [(heading, anchor(heading)) for heading in days] == listed
    assert len(listed) == 10
    for heading, lines in days.items():
        assert 2 <= len(lines) <= 6, heading
        assert max(len(re.sub(r"\(.*?\)", "", line)) for line in lines) < 120, heading


def test_every_link_leads_to_a_heading_and_every_workflow_is_there() -> None:
    for page, where in re.findall(r"\]\(([A-Z]+\.md)?#([^)]+)\)", PAGE):
        text = (ROOT / ".github" / page).read_text("utf-8") if page else PAGE
        assert where in {anchor(heading) for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE)}, where
    workflows = {
        str(read(file.read_text("utf-8"))["name"]) for file in (ROOT / ".github/workflows").glob("*.yml")
    }
    named = re.findall(r"\*\*Actions\*\* → \*\*(.+?)\*\* → \*\*Run workflow\*\*", PAGE)
    assert len(named) == PAGE.count("**Run workflow**")
    assert set(named) <= workflows


def test_what_has_a_name_in_capitals_is_what_the_workflows_read() -> None:
    named = set(re.findall(r"`([A-Z]+_[A-Z_]+)`", PAGE))
    workflows = "".join(file.read_text("utf-8") for file in (ROOT / ".github/workflows").glob("*.yml"))
    assert "SENDING_PAUSED" in named
    assert [name for name in named if not re.search(rf"\b(vars|secrets)\.{name}\b", workflows)] == []


def test_no_sentence_stands_there_twice() -> None:
    rows = re.sub(
        r"(?m)^ *(?:\d+\.|-) |\]\([^)]*\)|\[", "", PAGE
    )  # what is read, without numbers and addresses
    sentences = re.findall(r"[^。\n]{12,}。", rows)
    assert sorted(sentence for sentence in set(sentences) if sentences.count(sentence) > 1) == []


def test_every_kind_of_trouble_has_its_first_step() -> None:
    rows = re.findall(r"^\| [^|]*\| `(\w+)` \| \S", PAGE, re.MULTILINE)
    named = set(rows) - {"kind"}
    schema = json.loads((ROOT / "schemas" / "incident.schema.json").read_text("utf-8"))
    assert named == set(schema["properties"]["kind"]["enum"]) == set(TROUBLE_NAMES)


def test_the_record_that_it_shows_keeps_the_rules() -> None:
    (block,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    incident = read_incident(read_yaml_file("content/incidents/20261216-comment.yml", block.encode()))
    now = datetime(2026, 12, 16, 12, 0, tzinfo=JAPAN)
    setting = setting_in(WorkingTree(ROOT), now, frozenset())
    assert ask(incident, setting) == []
    assert yaml.safe_load(block)["guideline_section_ref"] is None
