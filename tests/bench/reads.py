"""What reads an archive of any size: check, publish with nothing due, site; and the start of every verb."""

import sysconfig
from collections.abc import Iterator
from pathlib import Path

from scripts.reading.document import read_markdown_file
from tests.bench import archive
from tests.bench.measure import Command, Figure, alone, in_turn, python
from tests.bench.table import Row, sized, timed

SIZES = (10, 1_000, 10_000)
HERE = Path(__file__).parent
PROJECT = HERE.parents[1]
_FEW = 3
TENTH = Figure(0.1, 0)


def rows(clones: dict[int, Path]) -> Iterator[Row]:
    """Every row of this file. The clones are changed by it."""
    yield from _checks(clones)
    large = clones[SIZES[-1]]
    figures = in_turn(verb(large, "publish", "--plan"), python(large, str(HERE / "reading.py"), "."))
    yield timed(
        "`publish`, nothing due, 10,000 posts",
        figures[0],
        "every post and every line of the ledger, read plainly",
        figures[1],
        0.8,
    )
    for clone in clones.values():
        archive.add_one(clone)
    based = verb(large, "check", "--base", "origin/main")
    figures = in_turn(based, python(PROJECT, "-c", "import yaml, markdown_it, jsonschema"))
    yield timed(
        "`check --base` of one post, 10,000 posts",
        figures[0],
        "`import yaml, markdown_it, jsonschema`",
        figures[1],
        1.5,
    )
    figures = in_turn(based, verb(clones[SIZES[0]], "check", "--base", "origin/main"))
    yield timed(
        "`check --base` of one post, 10,000 posts", figures[0], "the same at 10 posts", figures[1], 1.2
    )
    yield from _site(clones[1_000])
    yield from _starts()


def _checks(clones: dict[int, Path]) -> Iterator[Row]:
    ours: dict[int, Figure] = {}
    for size, clone in clones.items():
        runs = (_FEW, 1) if size < SIZES[-1] else (1, 0)
        ours[size], floor = in_turn(verb(clone, "check"), python(clone, str(HERE / "floor.py"), "."), *runs)
        most = None if size == SIZES[0] else 1.0  # of ten posts the start alone is measured
        yield timed(f"`check`, {size:,} posts", ours[size], "plain loop over the same files", floor, most)
    for size in SIZES[1:]:
        peer = alone(_peer(clones[size]), 1, 0)
        yield timed(
            f"`check`, {size:,} posts",
            ours[size],
            "check-jsonschema: the schema of the posts alone",
            peer,
            1.0,
        )
    few, many = (ours[size] for size in SIZES[1:])
    yield timed("`check`, 10,000 posts", many, "the same at 1,000 posts", few, 10)
    yield sized(
        "`check`, 10,000 posts, memory", many.mebibytes, "the same at 1,000 posts", few.mebibytes, 2.5
    )


def _peer(clone: Path) -> Command:
    """check-jsonschema on the fields of every post; it reads no Markdown, so they are written out for it first."""
    folder = clone.parent / "fields"
    folder.mkdir()
    for file in (clone / "content/posts").rglob("post.md"):
        fields = file.read_text("utf-8").split("---\n")[1]
        assert read_markdown_file("post.md", file.read_bytes()).data
        (folder / f"{file.parent.name}.yml").write_text(fields, "utf-8")
    program = str(Path(sysconfig.get_path("scripts")) / "check-jsonschema")
    names = sorted(file.name for file in folder.iterdir())
    return Command((program, "--schemafile", str(PROJECT / "schemas/post.schema.json"), *names), folder)


def _site(clone: Path) -> Iterator[Row]:
    out = str(clone.parent / "site")
    again = verb(clone, "site", "--out", out)
    first = Command(("sh", "-c", 'rm -rf "$0" && exec "$@"', out, *again.words), clone)
    figures = in_turn(first, python(clone, str(HERE / "floor.py"), "."), _FEW)
    yield timed("`site`, 1,000 posts, first", figures[0], "plain loop over the same files", figures[1])
    yield timed("`site`, 1,000 posts, again", alone(again, _FEW), "first", figures[0])


def _starts() -> Iterator[Row]:
    """The start of every verb, and Python's own."""
    bare = alone(python(PROJECT, "-c", "pass"))
    yield timed("`python -c pass`", bare, "a tenth of a second", TENTH)
    for file in sorted((PROJECT / "scripts").glob("*.py")):
        if file.stem != "__init__":
            ours = alone(verb(PROJECT, file.stem, "--help"), _FEW)
            yield timed(f"`{file.stem} --help`", ours, "a tenth of a second", TENTH, 1.0)


def verb(clone: Path, name: str, *arguments: str) -> Command:
    """A verb in a clone."""
    return python(clone, "-m", f"scripts.{name}", *arguments)
