"""What the browser runs: the rooms behind the writing page's door, every rule, and the libraries that they use, as one zip file."""

import ast
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from importlib.metadata import distribution, packages_distributions
from pathlib import Path

_ROOT = Path(__file__).parents[3]
_STARTS = ("scripts/writing/door.py", "scripts/rules")
_STAND_INS = {  # library → what stands for it in the browser
    "rpds-py": "scripts/writing/browser/rpds.py",
    "regex": "scripts/writing/browser/regex.py",
}
_LEFT_OUT = {
    "pillow",
    "typing-extensions",
}  # the browser draws pictures itself; its Python has what the other adds
_KEPT = (".py", ".json")
_WHEN = (2020, 1, 1, 0, 0, 0)  # the same zip from the same files


def program_zip() -> bytes:
    """The zip of this checkout: the same bytes from the same files."""
    files = {path: (_ROOT / path).read_bytes() for path in _own_files()}
    for library in sorted(_libraries(_imported_names(files))):
        files |= _files_of(library)
    for stand_in in _STAND_INS.values():
        files[stand_in.rpartition("/")[2]] = (_ROOT / stand_in).read_bytes()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(files):
            archive.writestr(zipfile.ZipInfo(path, _WHEN), files[path], zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _own_files() -> set[str]:
    """The program's files that the door leads to; rules are found by their folder, not by an import."""
    todo = [file for start in _STARTS for file in _below(_ROOT / start)]
    paths: set[str] = set()
    while todo:
        file = todo.pop()
        path = file.relative_to(_ROOT).as_posix()
        if path not in paths:
            paths.add(path)
            todo += [
                inner
                for name in _imports(file.read_bytes())
                if name.split(".")[0] == "scripts"
                for inner in _module(name)
            ]
    return paths


def _below(path: Path) -> list[Path]:
    return [path] if path.is_file() else sorted(path.rglob("*.py"))


def _module(name: str) -> Iterator[Path]:
    """The file of a module, and the packages that it lies in."""
    parts = name.split(".")
    for length in range(1, len(parts) + 1):
        base = _ROOT.joinpath(*parts[:length])
        yield from (file for file in (base / "__init__.py", base.with_suffix(".py")) if file.is_file())


def _imports(source: bytes) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _imported_names(files: dict[str, bytes]) -> set[str]:
    return {name.split(".")[0] for source in files.values() for name in _imports(source)}


def _libraries(names: Iterable[str]) -> set[str]:
    """The distributions behind these modules, and those that they require."""
    known = packages_distributions()
    todo = [library for name in names for library in known.get(name, ()) if name != "scripts"]
    libraries: set[str] = set()
    while todo:
        library = todo.pop().lower()
        if library in libraries | _LEFT_OUT | _STAND_INS.keys():
            continue
        libraries.add(library)
        required = (entry for entry in distribution(library).requires or () if "extra" not in entry)
        todo += [re.split(r"[^A-Za-z0-9._-]", entry, maxsplit=1)[0] for entry in required]
    return libraries


def _files_of(library: str) -> dict[str, bytes]:
    files = distribution(library).files or ()
    return {
        file.as_posix(): Path(str(file.locate())).read_bytes()
        for file in files
        if file.suffix in _KEPT and ".." not in file.parts and "tests" not in file.parts
    }
