"""What the handbooks say exists: every command, every option, every file and heading that is linked."""

import argparse
import importlib
import re
import shlex
from datetime import date
from pathlib import Path

import pytest

from scripts.delivery.outcome import OUTCOME_NAMES
from scripts.effects.content.load import account_in, roster_in
from scripts.effects.git.working_tree import WorkingTree
from scripts.setup import derived
from scripts.text.dates import days_after
from tests import accept
from tests.handbooks.workflows import ROOT
from tests.test_house import THINKING

PAGES = sorted((*(ROOT / ".github").glob("*.md"), ROOT / "README.md"))
COMMAND = re.compile(r"python -m scripts\.(\w+)([^`\n#|]*)")
COMMANDS = sorted(
    {
        (page.name, verb, rest.strip())
        for page in PAGES
        for verb, rest in COMMAND.findall(page.read_text("utf-8"))
    }
)


class Accepted(Exception):
    """The command line was understood; the command itself is not carried out."""


@pytest.mark.parametrize(("page", "verb", "rest"), COMMANDS, ids=lambda part: part)
def test_every_command_is_understood(
    page: str, verb: str, rest: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    parse = argparse.ArgumentParser.parse_args

    def parse_and_stop(self: argparse.ArgumentParser, *given: object) -> None:
        parse(self, *given)
        raise Accepted

    monkeypatch.setattr(argparse.ArgumentParser, "parse_args", parse_and_stop)
    monkeypatch.chdir(tmp_path)
    assert (ROOT / "scripts" / f"{verb}.py").exists(), f"{page}: scripts/{verb}.py does not exist"
    if not rest:
        return
    with pytest.raises((Accepted, SystemExit)) as left:
        importlib.import_module(f"scripts.{verb}").main(shlex.split(re.sub(r"\bPR\b", "1", rest)))
    if isinstance(left.value, SystemExit):
        assert "--help" in rest
        assert not left.value.code


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_make_target_exists(page: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = set(re.findall(r"`make ([a-z]+)`|^make ([a-z]+)", page.read_text("utf-8"), re.MULTILINE))
    assert {one or other for one, other in named} <= targets


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_inside_the_repository_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", without_code(page.read_text("utf-8"))):
        if target.startswith("https://"):
            continue
        path, _, anchor = target.partition("#")
        aim = (page.parent / path).resolve() if path else page
        assert aim.exists(), f"{page.name}: {target}"
        if anchor:
            assert anchor in anchors(aim.read_text("utf-8")), f"{page.name}: {target}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_rules_are_called_by_their_name(page: Path) -> None:
    text = page.read_text("utf-8")
    assert "運用要領" not in text
    assert "第4第2項" not in text


def test_what_is_derived_has_not_drifted() -> None:
    """CODEOWNERS as on any day that somebody has left: the doctor says it where one who left is asked still."""
    tree = WorkingTree(ROOT)
    last = {account_in(tree).last_day(person) for person in roster_in(tree).people} - {None}
    written = {path: (ROOT / path).read_text("utf-8") for path in derived(ROOT)}
    days = [date.min, *(days_after(day, 1) for day in last if day)]
    drifted = [
        {path for path, text in derived(ROOT, on=day).items() if written[path] != text} for day in days
    ]
    least = min(drifted, key=len)
    assert least == set(), f"{least} are derived and differ. Write them anew: {accept.COMMAND}"


def without_code(text: str) -> str:
    return re.sub(r"```.*?```|`[^`\n]*`", "", text, flags=re.DOTALL)


def anchors(text: str) -> set[str]:
    """The anchors that GitHub gives to the headings of a page."""
    headings = re.findall(r"^#{1,6} (.+)$", without_code(text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_every_outcome_of_the_sender_is_explained() -> None:
    page = (ROOT / ".github/MAINTAINERS.md").read_text("utf-8")
    for code, name in OUTCOME_NAMES.items():
        assert code == "sent" or f"| {name}(`{code}`) |" in page


@pytest.mark.parametrize("page", ["README.md", ".github/ENGINEERS.md"])
def test_every_file_and_room_that_is_named_is_there(page: str) -> None:
    named = re.findall(
        r"`((?:[\w.-]+/)*(?:[\w-]+\.(?:py|json|md|yml|lock)|[\w.-]+/))`", (ROOT / page).read_text("utf-8")
    )
    assert len(named) > 10
    places = (
        ROOT,
        ROOT / "scripts",
        *(ROOT / "scripts" / room for room in ("approvals", "publishing", "rules")),
    )
    missing = [name for name in named if not any((place / name).exists() for place in places)]
    assert [name for name in missing if name != "post.md"] == []  # any post's


def test_the_readme_names_every_room_in_its_order_and_every_verb() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    rooms = re.findall(r"^\| `(\w+)/` \|", text, re.MULTILINE)
    assert rooms == [*THINKING, "effects", "publishing", "standins"]
    verbs = {file.stem for file in (ROOT / "scripts").glob("*.py")} - {"__init__"}
    assert set(re.findall(r"^\| `python -m scripts\.(\w+)", text, re.MULTILINE)) == verbs


def test_the_readme_is_read_in_one_sitting() -> None:
    assert len((ROOT / "README.md").read_bytes()) < 8_000


LOCKS = ("requirements.lock", "requirements-site.lock", "requirements-dev.lock")
PINNED = re.compile(r"^([\w.-]+==\S+)(.*(?:\n    .*)*)", re.MULTILINE)


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_every_library_by_hash_and_names_no_index(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    pinned = PINNED.findall(text)
    assert len(pinned) > 30
    assert all("--hash=sha256:" in rest for _, rest in pinned)
    assert "http" not in PINNED.sub("", text)
    assert re.search(r"--(extra-)?index-url|://", text) is None


def test_each_lock_holds_the_very_libraries_of_the_one_before_and_more() -> None:
    sends, site, tests = (dict(PINNED.findall((ROOT / lock).read_text("utf-8"))) for lock in LOCKS)
    assert sends.items() < site.items() < tests.items()
    added = {name.partition("==")[0] for name in site.keys() - sends.keys()}
    assert added == {"feedgenerator", "icalendar", "tzdata"}, (
        "the archive's own, which the job that sends never has"
    )
    assert not {"pytest", "mypy", "playwright", "ruff"} & {name.partition("==")[0] for name in site}
