"""Publishers as processes that can be killed: each forked from a zygote, in a session of its own."""

import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Ended:
    """How a run ended: its exit code (negative: killed by that signal) and what it said."""

    code: int
    out: str
    err: str

    @property
    def posts(self) -> dict[str, dict]:
        """The answer for machines, by post."""
        return (
            {each["post_id"]: each for each in json.loads(self.out)["posts"]} if self.code in (0, 1) else {}
        )


class Publisher:
    """One zygote: one run at a time."""

    def __init__(self, folder: Path, name: str) -> None:
        self._out = folder / f"publisher-{name}"
        self.pid = 0
        self._zygote = subprocess.Popen(
            [sys.executable, "-m", "tests.rehearsal.zygote"], cwd=PROJECT, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip

    def start(self, checkout: Path, environment: dict[str, str], *options: str, broken: str = "") -> int:
        """Begin a run; its pid, which is also that of its process group."""
        argv = ["--format", "json", *options]
        order = {
            "cwd": str(checkout),
            "env": environment,
            "argv": argv,
            "out": str(self._out),
            "break": broken,
        }
        self._zygote.stdin.write(json.dumps(order) + "\n")
        self._zygote.stdin.flush()
        self.pid = int(self._zygote.stdout.readline())
        return self.pid

    def kill(self, alone: bool = False) -> None:
        """SIGKILL: the whole job, git included, or the publisher alone while git goes on."""
        with suppress(ProcessLookupError):
            (os.kill if alone else os.killpg)(self.pid, signal.SIGKILL)

    def end(self) -> Ended:
        """Wait for the run to end."""
        code = int(self._zygote.stdout.readline())
        said = [Path(f"{self._out}.{name}") for name in ("out", "err")]
        return Ended(code, *(file.read_text("utf-8") if file.exists() else "" for file in said))

    def run(self, checkout: Path, environment: dict[str, str], *options: str, broken: str = "") -> Ended:
        """A whole run."""
        self.start(checkout, environment, *options, broken=broken)
        return self.end()

    def close(self) -> None:
        self._zygote.stdin.close()
        self._zygote.wait()
        self._zygote.stdout.close()
