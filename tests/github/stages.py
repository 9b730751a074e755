"""A stage with the whole program on it, and a runner for its workflows."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from scripts.core.document import read_yaml_file
from scripts.core.roster import read_roster
from scripts.standins.samples import program
from scripts.standins.stage import Stage, set_stage
from scripts.world.content import ROSTER
from tests.github.runner import Runner
from tests.github.workflows import ROOT


@contextmanager
def raised(folder: Path) -> Iterator[tuple[Stage, Runner]]:
    """The stage, and machines that run its workflows with the channel's secrets."""
    now = datetime.fromisoformat("2026-12-04T10:00+09:00")
    files = program(ROOT)
    roster = read_roster(read_yaml_file(ROSTER, files[ROSTER]))
    stage = set_stage(folder / "stage", files, roster, now)
    machines = folder / "machines"
    machines.mkdir()
    stage.site.open()
    with stage.github, stage.line:
        secrets = {
            "LINE_CHANNEL_ID": stage.line.account.channel_id,
            "LINE_CHANNEL_SECRET": stage.line.account.channel_secret,
        }
        yield stage, Runner(stage, machines, secrets)
    stage.site.close()
