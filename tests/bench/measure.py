"""Time a command as a whole process: median wall time of several runs, and the peak memory of the largest."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

RUNS = 5


@dataclass(frozen=True)
class Figure:
    """Wall seconds (median) and peak memory in MiB of one command."""

    seconds: float
    mebibytes: float


def measure(
    command: Sequence[str], cwd: Path, env: Mapping[str, str] | None = None, runs: int = RUNS, expect: int = 0
) -> Figure:
    """Run a command several times after one warm-up. A run that ends otherwise than expected is an error."""
    figures = [_once(command, cwd, env or {}, expect) for _ in range(runs + 1)][1:]
    return Figure(
        statistics.median(each.seconds for each in figures), max(each.mebibytes for each in figures)
    )


def python(*arguments: str) -> list[str]:
    """A command line for this interpreter."""
    return [sys.executable, *arguments]


def _once(command: Sequence[str], cwd: Path, env: Mapping[str, str], expect: int) -> Figure:
    began = time.perf_counter()
    child = subprocess.Popen(
        command, cwd=cwd, env={**os.environ, **env}, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    assert child.stderr is not None
    said = child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - began
    code = os.waitstatus_to_exitcode(status)
    if code != expect:
        raise SystemExit(f"{' '.join(command)} ended with {code}:\n{said.decode(errors='replace')[-2000:]}")
    return Figure(seconds, usage.ru_maxrss / 1024)
