"""Time commands as whole processes, two in turn, so that a moment in which the machine is slow meets both."""

import os
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

RUNS = 5
_STOPWATCH = str(Path(__file__).with_name("stopwatch.py"))


@dataclass(frozen=True)
class Command:
    """What is run, where, and with which settings beside those of the benchmark."""

    words: tuple[str, ...]
    cwd: Path
    env: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Figure:
    """Wall seconds (median) and peak memory in MiB of one command's largest process."""

    seconds: float
    mebibytes: float


def in_turn(ours: Command, floor: Command, runs: int = RUNS, uncounted: int = 1) -> tuple[Figure, Figure]:
    """Run both that often, after first turns that are not counted. Raises CalledProcessError if one fails."""
    turns = [(_once(ours), _once(floor)) for _ in range(uncounted + runs)][uncounted:]
    mine, others = zip(*turns, strict=True)
    return _figure(mine), _figure(others)


def alone(command: Command, runs: int = RUNS, uncounted: int = 1) -> Figure:
    """The same for one command."""
    return _figure([_once(command) for _ in range(uncounted + runs)][uncounted:])


def python(cwd: Path, *arguments: str, **env: str) -> Command:
    """A command of this interpreter."""
    return Command((sys.executable, *arguments), cwd, env)


def _once(command: Command) -> tuple[float, float]:
    done = subprocess.run(
        [sys.executable, "-S", "-E", _STOPWATCH, *command.words],
        cwd=command.cwd, env={**os.environ, **command.env}, check=True, capture_output=True, text=True,
    )  # fmt: skip
    seconds, mebibytes = map(float, done.stdout.split())
    return seconds, mebibytes


def _figure(runs: Sequence[tuple[float, float]]) -> Figure:
    return Figure(statistics.median(seconds for seconds, _ in runs), max(mebibytes for _, mebibytes in runs))
