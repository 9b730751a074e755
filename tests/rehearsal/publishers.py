"""Publishers as processes that can be killed: forked from one zygote, each in a session of its own."""

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


class Publishers:
    """All runs of a rehearsal, by the name of who runs."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._pids: dict[str, int] = {}
        self._zygote = subprocess.Popen(
            [sys.executable, "-m", "tests.rehearsal.zygote"], cwd=PROJECT, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip

    def start(
        self, who: str, checkout: Path, environment: dict[str, str], options: tuple[str, ...], broken: str
    ) -> None:
        """Begin a run. `broken` names the mutation that it begins with."""
        argv = ["--format", "json", *options]
        self._pids[who] = self._order(
            cwd=str(checkout), env=environment, argv=argv, out=str(self._folder / who), broken=broken
        )

    def kill(self, who: str, alone: bool) -> None:
        """SIGKILL: the whole job, git included, or the publisher alone while git goes on."""
        with suppress(ProcessLookupError):
            (os.kill if alone else os.killpg)(self._pids[who], signal.SIGKILL)

    def end(self, who: str) -> Ended:
        """Wait for the run to end."""
        code = self._order(wait=self._pids[who])
        said = [self._folder / f"{who}.{name}" for name in ("out", "err")]
        return Ended(code, *(file.read_text("utf-8") if file.exists() else "" for file in said))

    def close(self) -> None:
        self._zygote.stdin.close()
        self._zygote.wait()
        self._zygote.stdout.close()

    def _order(self, **what: object) -> int:
        self._zygote.stdin.write(json.dumps(what) + "\n")
        self._zygote.stdin.flush()
        return int(self._zygote.stdout.readline())
