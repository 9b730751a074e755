"""Time a command as a whole process: median wall time of several runs, and the peak memory of the largest."""

import os
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

RUNS = 5
_STOPWATCH = str(Path(__file__).with_name("stopwatch.py"))


@dataclass(frozen=True)
class Figure:
    """Wall seconds (median) and peak memory in MiB of one command's largest process."""

    seconds: float
    mebibytes: float


def measure(
    command: Sequence[str], cwd: Path, env: Mapping[str, str] | None = None, runs: int = RUNS, expect: int = 0
) -> Figure:
    """Run a command several times after one warm-up. Raises CalledProcessError if it ends otherwise than expected."""
    done = subprocess.run(
        [sys.executable, "-S", "-E", _STOPWATCH, str(runs + 1), str(expect), *command],
        cwd=cwd, env={**os.environ, **(env or {})}, check=True, capture_output=True, text=True,
    )  # fmt: skip
    figures = [tuple(map(float, line.split())) for line in done.stdout.splitlines()][1:]
    return Figure(statistics.median(each[0] for each in figures), max(each[1] for each in figures))


def python(*arguments: str) -> list[str]:
    """A command line for this interpreter."""
    return [sys.executable, *arguments]
