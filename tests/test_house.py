"""The walls of the house: who may import whom, and how large a room may be."""

import ast
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).parents[1] / "scripts"
FILES = sorted(SCRIPTS.rglob("*.py"))
MAY_IMPORT = {
    "core": {"core"},
    "rules": {"core", "rules"},
    "world": {"core", "world"},
    "standins": {"core", "standins"},
}
ACTS = {
    "asyncio", "http", "linebot", "os", "pathlib", "random", "requests", "secrets", "shutil", "socket",
    "subprocess", "sys", "tempfile", "threading", "time", "urllib3", "uuid",
}  # fmt: skip


def imported(file: Path) -> set[str]:
    """Every module that a file imports, wherever in it the import stands."""
    names = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: relative import"
            names.add(node.module or "")
    return names


def room(file: Path) -> str:
    """The room of a file; a verb stands at the door."""
    return file.relative_to(SCRIPTS).parts[0] if file.parent != SCRIPTS else "door"


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(SCRIPTS)))
def test_a_room_imports_only_the_rooms_it_may(file: Path) -> None:
    if room(file) == "door":
        return
    rooms = {name.split(".")[1] for name in imported(file) if name.startswith("scripts.")}
    assert rooms <= MAY_IMPORT[room(file)]


@pytest.mark.parametrize(
    "file", [file for file in FILES if room(file) in ("core", "rules")], ids=lambda f: f.stem
)
def test_what_thinks_imports_nothing_that_acts(file: Path) -> None:
    assert {name.split(".")[0] for name in imported(file)} & ACTS == set()


@pytest.mark.parametrize(
    "file", [file for file in FILES if room(file) in ("core", "rules")], ids=lambda f: f.stem
)
def test_what_thinks_opens_nothing_and_never_asks_the_clock(file: Path) -> None:
    tree = ast.parse(file.read_text("utf-8"))
    called = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    assert called & {"open", "print", "input", "datetime.now", "date.today", "datetime.today"} == set()


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(SCRIPTS)))
def test_a_file_stays_small(file: Path) -> None:
    assert len(file.read_text("utf-8").splitlines()) <= 200


def test_no_folder_holds_a_single_file() -> None:
    for folder in {file.parent for file in FILES}:
        assert len([file for file in FILES if file.parent == folder and file.stem != "__init__"]) > 1
