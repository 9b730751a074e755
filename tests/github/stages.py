"""A stage with the whole program on it, and a runner for its workflows."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from scripts.standins.stage import Stage, set_stage
from scripts.world.content import roster_in
from scripts.world.files import WorkingTree
from tests.github.runner import Runner
from tests.github.workflows import ROOT

SENT_BY_THEIR_OWN = ("content/posts/", "content/replies/", "content/incidents/")


def program() -> dict[str, bytes]:
    """Every file of this repository but the samples, as they stand in the working tree."""
    listed = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "-z"], check=True, capture_output=True
    ).stdout
    paths = [path for path in listed.decode().split("\0")[:-1] if not path.startswith(SENT_BY_THEIR_OWN)]
    return {path: (ROOT / path).read_bytes() for path in paths if (ROOT / path).is_file()}


def sample(post_id: str) -> dict[str, bytes]:
    """The files of a sample post."""
    (folder,) = ROOT.glob(f"content/posts/*/*/{post_id}")
    return {file.relative_to(ROOT).as_posix(): file.read_bytes() for file in folder.iterdir()}


@contextmanager
def raised(folder: Path) -> Iterator[tuple[Stage, Runner]]:
    """The stage, and machines that run its workflows with the channel's secrets."""
    now = datetime.fromisoformat("2026-12-04T10:00+09:00")
    stage = set_stage(folder / "stage", program(), roster_in(WorkingTree(ROOT)), now)
    stage.site.open()
    machines = folder / "machines"
    machines.mkdir()
    with stage.github, stage.line:
        secrets = {
            "LINE_CHANNEL_ID": stage.line.account.channel_id,
            "LINE_CHANNEL_SECRET": stage.line.account.channel_secret,
        }
        yield stage, Runner(stage, machines, secrets)
    stage.site.close()
