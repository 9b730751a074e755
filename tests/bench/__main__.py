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
from tests.bench.measure import Figure, measure, python

SIZES = (10, 1_000, 10_000)
NOW = "2026-12-05T10:00+09:00"
_FORGET = 'rm -f .git/cafe-at-rest && exec "$@"'  # as in a fresh clone
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
        runs = 3 if size < SIZES[-1] else 1
        floor = measure(python(str(HERE / "floor.py"), str(clone)), clone, runs=runs)
        ours = measure(_verb("check"), clone, runs=runs)
        yield Row(f"`check`, {size:,} posts", "plain loop over the same files", ours, floor, 2.0)

    small, large = clones[SIZES[0]], clones[SIZES[-1]]
    fresh = [measure(["sh", "-c", _FORGET, "sh", *_verb("publish")], clone) for clone in (large, small)]
    yield Row("`publish`, nothing due, 10,000 posts", "10 posts", fresh[0], fresh[1], 1.5)
    everything = measure(_verb("publish", "--plan"), large, {"LINE_CHANNEL_SECRET": ""})
    floor = measure(python(str(HERE / "reading.py"), str(large)), large)
    yield Row("… when a push has moved something", "plain loop over main and ledger", everything, floor, 2.0)
    for clone in (small, large):
        archive.add_one(clone)
    changed = [measure(_verb("check", "--base", "origin/main"), clone) for clone in (large, small)]
    yield Row("`check --base` of one post, 10,000 posts", "10 posts", changed[0], changed[1], 1.2)

    ours, floor = due.publish_one(folder / "due")
    yield Row(
        "`publish` of one due post, 50 ms a round trip", "round trips and the SDK's import", ours, floor, 1.4
    )
    ours, floor = due.preview_one(folder / "due")
    yield Row("`preview --png` of one post", "the browser alone", ours, floor, 1.5)

    nothing = measure(python("-c", "pass"), PROJECT)
    yield Row("`check --help`", "`python -c pass`", measure(_verb("check", "--help"), PROJECT), nothing, None)
    plan = measure(_verb("publish", "--plan"), small)
    yield Row("`publish --plan`, nothing due", "`python -c pass`", plan, nothing, None)


def _verb(name: str, *arguments: str) -> list[str]:
    return python("-m", f"scripts.{name}", *arguments)


if __name__ == "__main__":
    sys.exit(main())
