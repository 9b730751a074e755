"""What has to be installed before anything runs: the runtime lock, beside four of its libraries alone."""

import re
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterator
from pathlib import Path

from tests.bench.measure import Figure
from tests.bench.table import Row, sized, timed

LOCK = Path(__file__).parents[2] / "requirements.lock"
_NAMED = ("line-bot-sdk", "jsonschema", "markdown-it-py", "pyyaml")
_PIP = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--only-binary", ":all:")


def rows(folder: Path) -> Iterator[Row]:
    """Seconds, bytes and packages."""
    versions = dict(re.findall(r"^([a-z0-9-]+)==(\S+)", LOCK.read_text("utf-8"), re.M))
    ours = _installed(folder / "lock", "--require-hashes", "-r", str(LOCK))
    floor = _installed(folder / "named", *(f"{name}=={versions[name]}" for name in _NAMED))
    against = "four of its libraries: SDK, jsonschema, Markdown, YAML"
    yield timed("set-up: installing `requirements.lock`", ours, against, floor)
    yield sized("set-up: bytes", size(folder / "lock"), against, size(folder / "named"))
    packages, few = (len(list((folder / name).glob("*.dist-info"))) for name in ("lock", "named"))
    yield Row("set-up: packages", str(packages), against, str(few), packages / few)
    both = "both locks together, as every job once installed them"
    yield sized("set-up: bytes", size(folder / "lock"), both, size(Path(sysconfig.get_path("purelib"))), 0.5)


def size(folder: Path) -> float:
    """MiB of all files in a folder, what Python compiled left aside."""
    files = (file for file in folder.rglob("*") if file.is_file() and file.suffix != ".pyc")
    return sum(file.stat().st_size for file in files) / 2**20


def _installed(folder: Path, *what: str) -> Figure:
    began = time.perf_counter()
    subprocess.run([sys.executable, *_PIP, "--target", str(folder), *what], check=True, capture_output=True)
    return Figure(time.perf_counter() - began, 0)
