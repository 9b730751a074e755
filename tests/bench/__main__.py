"""`make bench`: how fast the verbs are at any size, each against a floor measured in the same run."""

import os
import platform
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tests.bench import archive, due
from tests.bench.measure import RUNS, Command, Figure, in_turn, python

SIZES = (10, 1_000, 10_000)
NOW = "2026-12-05T10:00+09:00"
HERE = Path(__file__).parent
PROJECT = HERE.parents[1]


@dataclass(frozen=True)
class Row:
    """One line of the table: what was measured, against what, and the ratio that it must not exceed."""

    what: str
    against: str
    ours: Figure
    floor: Figure
    most: float | None

    def __str__(self) -> str:
        ratio = self.ours.seconds / self.floor.seconds
        bound = f"{self.most:.1f}" if self.most else "–"
        memory = f"{self.ours.mebibytes:.0f} MiB" if self.ours.mebibytes else "–"
        return (
            f"| {self.what} | {self.ours.seconds:.2f} s | {self.against} | {self.floor.seconds:.2f} s "
            f"| {ratio:.2f} | {bound} | {memory} |"
        )


def main() -> int:
    """Measure everything and print the table. Takes some minutes."""
    with tempfile.TemporaryDirectory() as folder:
        # What is measured is the program, not its compilation: the first run of each command compiles it.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = f"{folder}/compiled"
        os.environ |= {"CAFE_NOW": NOW, "PYTHONPATH": str(PROJECT), "LINE_CHANNEL_SECRET": "sample"}
        clones = {size: archive.build(Path(folder) / str(size), size) for size in SIZES}
        print(
            f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, {datetime.now(UTC):%Y-%m-%d}\n"
        )
        print("| what | wall | against | wall | ratio | at most | peak memory |")
        print("| --- | ---: | --- | ---: | ---: | ---: | ---: |")
        for row in _rows(clones, Path(folder)):
            print(row, flush=True)
    return 0


def _rows(clones: dict[int, Path], folder: Path) -> Iterator[Row]:
    for size, clone in clones.items():
        runs = RUNS if size < SIZES[-1] else 1
        floor = python(clone, str(HERE / "floor.py"), ".")
        figures = in_turn(_verb(clone, "check"), floor, runs)
        yield Row(f"`check`, {size:,} posts", "plain loop over the same files", *figures, 2.0)

    small, large = clones[SIZES[0]], clones[SIZES[-1]]
    figures = in_turn(_verb(large, "publish", "--plan"), python(large, str(HERE / "reading.py"), "."))
    yield Row("`publish`, nothing due, 10,000 posts", "plain loop over main and ledger", *figures, 2.0)
    for clone in (small, large):
        archive.add_one(clone)
    figures = in_turn(
        _verb(large, "check", "--base", "origin/main"), _verb(small, "check", "--base", "origin/main")
    )
    yield Row("`check --base` of one post, 10,000 posts", "10 posts", *figures, 1.2)

    figures = due.publish_one(folder / "due")
    yield Row(
        "`publish` of one due post, 50 ms a round trip", "round trips and the SDK's import", *figures, 1.4
    )
    figures = due.preview_one(folder / "due")
    yield Row("`preview --png` of one post", "the browser alone", *figures, 1.5)

    nothing = python(PROJECT, "-c", "pass")
    figures = in_turn(_verb(PROJECT, "check", "--help"), nothing)
    yield Row("`check --help`", "`python -c pass`", *figures, None)
    figures = in_turn(_verb(small, "publish", "--plan"), nothing)
    yield Row("`publish --plan`, nothing due", "`python -c pass`", *figures, None)


def _verb(clone: Path, name: str, *arguments: str) -> Command:
    return python(clone, "-m", f"scripts.{name}", *arguments)


if __name__ == "__main__":
    sys.exit(main())
