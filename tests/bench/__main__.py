"""`make bench`: how fast what somebody waits for is, each against a floor measured in the same run.

Prints each row as it is measured, and writes the table into README.md beside this file. About eight minutes.
"""

import os
import platform
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from tests.bench import archive, due, installing, reads, waits
from tests.bench.table import README, Row, with_table

NOW = "2026-12-05T10:00+09:00"
PROJECT = Path(__file__).parents[2]


def main() -> int:
    """0 when everything could be measured; a goal that is missed is said in the table."""
    with tempfile.TemporaryDirectory() as folder:
        # What is measured is the program, not its compilation: the first run of each command compiles it.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = f"{folder}/compiled"
        os.environ |= {"CAFE_NOW": NOW, "PYTHONPATH": str(PROJECT), "LINE_CHANNEL_SECRET": "sample"}
        rows = []
        for row in _rows(Path(folder)):
            print(row, flush=True)
            rows.append(row)
    circumstances = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, {datetime.now(UTC):%Y-%m-%d}"
    README.write_text(with_table(README.read_text("utf-8"), circumstances, rows), "utf-8")
    return 0


def _rows(folder: Path) -> Iterator[Row]:
    yield from installing.rows(folder / "installed")
    clones = {size: archive.build(folder / str(size), size) for size in reads.SIZES}
    yield from reads.rows(clones)
    yield from due.rows(folder / "due", clones[reads.SIZES[0]])
    yield from waits.rows(folder / "waits")


if __name__ == "__main__":
    sys.exit(main())
