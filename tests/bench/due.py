"""One due post: the round trips of its way to LINE, and the browser behind its picture."""

import json
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from scripts.effects.local.browser import find_browser, start_command
from scripts.standins import samples
from scripts.standins.stage import Stage, set_stage
from scripts.text.dates import JAPAN
from tests.bench.measure import Command, Figure, alone, in_turn, python
from tests.bench.table import Row, timed

PROJECT = Path(__file__).parents[2]
ROUND_TRIP = 0.05
FEW = 3
POST_ID = "20261210-winter-soudan"
LOGINS = ("div-poster-01-example", "section-chief-01-example")
WRITTEN = datetime(2026, 12, 7, 10, 0, tzinfo=JAPAN)
SENT = datetime(2026, 12, 10, 10, 7, tzinfo=JAPAN)


def rows(folder: Path, clone: Path) -> Iterator[Row]:
    """One due post to LINE; one post of a clone, and ten, to their pictures."""
    ours, floor = publish_one(folder)
    yield timed(
        "`publish` of one due post, 50 ms a round trip", ours, "round trips and the SDK's import", floor, 1.2
    )
    if find_browser() is None:
        return
    for count, name in ((1, "one post"), (10, "ten posts")):
        ours, floor = previews(clone, folder / name.replace(" ", "-"), count)
        yield timed(
            f"`preview --png` of {name}", ours, "the browser alone, started for each picture", floor, 1.3
        )


def publish_one(folder: Path) -> tuple[Figure, Figure]:
    """Our wall time, and the sum of the round trips that it made plus the SDK's import."""
    walls = []
    for turn in range(FEW):
        with _approved(folder / str(turn)) as stage:
            before = len(stage.github.requests)
            began = time.perf_counter()
            done = stage.run("publish", "--format", "json")
            walls.append(time.perf_counter() - began)
            assert json.loads(done.stdout)["posts"][0]["outcome"] == "sent", done
            trips = len(stage.github.requests) - before + len(stage.line.requests) + 1  # the picture is one
    sdk = alone(python(PROJECT, "-c", "import linebot.v3.messaging, linebot.v3.oauth, linebot.v3.insight"))
    return Figure(sorted(walls)[FEW // 2], 0), Figure(trips * ROUND_TRIP + sdk.seconds, 0)


def previews(clone: Path, out: Path, count: int) -> tuple[Figure, Figure]:
    """Our wall time for pages with their pictures, and the browser's for a picture of each of the same pages."""
    posts = sorted(map(str, clone.glob("content/posts/*/*/*/post.md")))[:count]
    ours = python(clone, "-m", "scripts.preview", *posts, "--png", "--out", str(out))
    subprocess.run(ours.words, cwd=clone, check=True, capture_output=True)  # the browser needs its page
    browser = find_browser()
    assert browser, "no browser is installed"
    *start, _, _ = start_command(browser, Path())  # without the pipe and the blank page
    # Like ours, the browser alone starts in a folder of its own; it takes one picture each time.
    each_page = 'cd "$(mktemp -d)" && for page in $PAGES; do "$@" "$page" || exit 1; done'
    pages = " ".join(file.as_uri() for file in sorted(out.rglob("page.html")))
    shot = ("--window-size=1240,2000", "--screenshot=shot.png")
    floor = Command(("sh", "-c", each_page, "sh", *start, *shot), PROJECT, {"PAGES": pages})
    return in_turn(ours, floor, FEW)


@contextmanager
def _approved(folder: Path) -> Iterator[Stage]:
    """A stage on which one post is approved, merged and due, and every answer takes its round trip."""
    files = samples.post(PROJECT, POST_ID)
    with set_stage(folder, samples.registers(PROJECT), WRITTEN) as stage:
        number = stage.propose(LOGINS[0], "one", files, "one")
        stage.now = WRITTEN.replace(minute=10)
        stage.github.review(number, LOGINS[1], "APPROVED")
        stage.now = WRITTEN.replace(minute=20)
        stage.github.merge(number, by=LOGINS[0])
        stage.pull()
        assert stage.run("site", "--out", str(stage.site.folder)).returncode == 0
        stage.now = SENT
        stage.github.slow_down(ROUND_TRIP)
        stage.line.latency = ROUND_TRIP
        yield stage
    shutil.rmtree(folder)
