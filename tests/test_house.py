"""The walls of the house: which room may use which, what a thinking room may not touch, how large a room may be."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).parents[1] / "scripts"
FILES = sorted(SCRIPTS.rglob("*.py"))
THINKING = (  # in the order in which a reader walks through them: each uses only those before it
    "text", "reading", "content", "checking", "messages", "rules", "approvals", "pull_requests",
    "delivery", "pages", "writing", "records", "tasks", "outside",
)  # fmt: skip
MAY_USE = {room: set(THINKING[: index + 1]) for index, room in enumerate(THINKING)} | {
    "effects": {*THINKING, "effects"} - {"rules"},
    "publishing": {*THINKING, "effects", "publishing"},
    "standins": {"text", "reading", "content", "standins"},
}
ACTS = {
    "asyncio", "http", "linebot", "os", "pathlib", "random", "requests", "secrets", "shutil", "socket",
    "subprocess", "sys", "tempfile", "threading", "time", "urllib3", "uuid",
}  # fmt: skip
ASKS = {"open", "print", "input", "datetime.now", "date.today", "datetime.today"}
EMPTY_NAMES = {"each", "found", "asked", "say", "said", "told", "thing", "things"}  # they hold anything
MONTH_BY_HAND = re.compile(r"%-?m月|month\}月")  # a day in Japanese is worded in `text/dates.py` alone
MOST_LINES = 200
MOST_FILES = 17  # "about 16", and the `__init__` that says what the room is


def imported(file: Path) -> set[str]:
    """Every module that a file imports, wherever in it the import stands."""
    names = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: relative import"
            names |= {node.module or ""} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def rooms_used(file: Path) -> set[str]:
    """The rooms that a file imports from; a verb counts as `door`."""
    parts = {tuple(name.split(".")[1:2]) for name in imported(file) if name.startswith("scripts.")}
    return {name if (SCRIPTS / name).is_dir() else "door" for (name,) in parts}


def room(file: Path) -> str:
    """The room of a file; a verb stands at the door."""
    return file.relative_to(SCRIPTS).parts[0] if file.parent != SCRIPTS else "door"


def named(file: Path) -> str:
    """A file's name in a test's name."""
    return str(file.relative_to(SCRIPTS))


THINKERS = [file for file in FILES if room(file) in THINKING]


def test_every_room_has_its_place_in_the_order() -> None:
    assert {room(file) for file in FILES} == {*MAY_USE, "door"}


@pytest.mark.parametrize("file", [file for file in FILES if room(file) != "door"], ids=named)
def test_a_room_uses_only_the_rooms_before_it(file: Path) -> None:
    assert rooms_used(file) <= MAY_USE[room(file)]


@pytest.mark.parametrize("file", [file for file in FILES if room(file) == "door"], ids=named)
def test_no_verb_imports_a_verb(file: Path) -> None:
    assert "door" not in rooms_used(file)


@pytest.mark.parametrize("file", THINKERS, ids=named)
def test_what_thinks_imports_nothing_that_acts(file: Path) -> None:
    assert {name.split(".")[0] for name in imported(file)} & ACTS == set()


@pytest.mark.parametrize("file", THINKERS, ids=named)
def test_what_thinks_opens_nothing_and_never_asks_the_clock(file: Path) -> None:
    tree = ast.parse(file.read_text("utf-8"))
    called = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    assert called & ASKS == set()


@pytest.mark.parametrize("file", FILES, ids=named)
def test_nothing_is_imported_for_its_types_alone(file: Path) -> None:
    assert "TYPE_CHECKING" not in file.read_text("utf-8")


@pytest.mark.parametrize("file", FILES, ids=named)
def test_a_file_stays_small(file: Path) -> None:
    assert len(file.read_text("utf-8").splitlines()) <= MOST_LINES


@pytest.mark.parametrize("folder", sorted({file.parent for file in FILES}), ids=lambda f: f.name)
def test_a_folder_is_neither_a_drawer_nor_a_single_file(folder: Path) -> None:
    files = [file for file in FILES if file.parent == folder and file.stem != "__init__"]
    assert len(files) <= MOST_FILES
    assert len(files) != 1


def bound(file: Path) -> Iterator[str]:
    """Every name that a file gives to a value or a function of its own, attributes left aside."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.FunctionDef):
            yield node.name


@pytest.mark.parametrize("file", FILES, ids=named)
def test_a_name_tells_what_it_holds(file: Path) -> None:
    assert {name.strip("_") for name in bound(file)} & EMPTY_NAMES == set()


@pytest.mark.parametrize("file", FILES, ids=named)
def test_a_day_in_japanese_is_worded_in_one_place(file: Path) -> None:
    assert named(file) == "text/dates.py" or not MONTH_BY_HAND.search(file.read_text("utf-8"))


PRINTS = {  # everything else goes through `print_words`, in which no words of others are an order to GitHub's runner
    "effects/local/cli.py", "effects/local/progress.py", "demo.py", "approval.py",
}  # fmt: skip


@pytest.mark.parametrize("file", [file for file in FILES if named(file) not in PRINTS], ids=named)
def test_what_is_printed_goes_through_one_function(file: Path) -> None:
    calls = [node.func for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Call)]
    assert "print" not in {ast.unparse(called) for called in calls}
