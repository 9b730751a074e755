"""What people wait for beside a send: the judge's round, the doctor's, and the writing page's first answer."""

import threading
import time
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from typing import Any

from scripts.effects.content.load import account_in
from scripts.effects.git.working_tree import WorkingTree
from scripts.effects.local.browser import find_browser
from scripts.effects.site.writing_page import NoBrowserPython, write_writing_page
from scripts.standins import samples
from scripts.standins.stage import Stage, set_stage
from scripts.text.dates import JAPAN
from tests.bench.due import LOGINS, POST_ID, PROJECT, ROUND_TRIP
from tests.bench.measure import Figure
from tests.bench.table import Row, timed

_PULL_REQUESTS = 20
_TURNS = 3
_SETTLED = 0.15  # seconds; static/checker.js
WRITTEN = datetime(2026, 12, 7, 10, 0, tzinfo=JAPAN)


def rows(folder: Path) -> Iterator[Row]:
    """Every row of this file; the last where a browser and its Python are installed."""
    with set_stage(folder / "judge", samples.registers(PROJECT), WRITTEN) as stage:
        for number in range(_PULL_REQUESTS):
            post_id = f"{POST_ID}-{number}"
            files = {
                path.replace(POST_ID, post_id): raw for path, raw in samples.post(PROJECT, POST_ID).items()
            }
            stage.propose(LOGINS[0], post_id, files, post_id)
        stage.pull()
        ours, floor = _round(stage, "approval", "--status")
        yield timed(
            "`approval` of 20 open pull requests, 50 ms a round trip",
            ours,
            "its round trips, one by one",
            floor,
        )
        ours, floor = _round(stage, "doctor")
        yield timed("`doctor`, 50 ms a round trip", ours, "its round trips, one by one", floor)
    try:
        write_writing_page(
            folder / "site/write", account_in(WorkingTree(samples.home(PROJECT))), "0" * 40, "OWNER/CAFE", ()
        )
    except NoBrowserPython:
        return
    if find_browser():
        yield from _answers(folder / "site")


def _round(stage: Stage, verb: str, *arguments: str) -> tuple[Figure, Figure]:
    """Our wall time, and what its requests to GitHub and LINE take, one after the other."""
    stage.github.slow_down(ROUND_TRIP)
    stage.line.latency = ROUND_TRIP
    walls, trips = [], 0
    for _ in range(_TURNS):
        before = len(stage.github.requests) + len(stage.line.requests)
        began = time.perf_counter()
        done = stage.run(verb, *arguments)
        walls.append(time.perf_counter() - began)
        assert done.returncode in (0, 1), done
        trips = len(stage.github.requests) + len(stage.line.requests) - before
    return Figure(median(walls), 0), Figure(trips * ROUND_TRIP, 0)


def _answers(folder: Path) -> Iterator[Row]:
    """From opening the page on a new computer until it has judged what stands in the form; then from a key to its answer."""
    from playwright.sync_api import sync_playwright

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    shown, answered, later = [], [], []
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
        for _ in range(_TURNS):
            context = browser.new_context(locale="ja-JP")
            page, began = context.new_page(), time.perf_counter()
            page.goto(f"http://127.0.0.1:{server.server_port}/write/")
            page.click('[data-begin="post"]')
            shown.append(time.perf_counter() - began)
            while "準備" in page.inner_text("#verdict"):
                page.wait_for_timeout(10)
            answered.append(time.perf_counter() - began)
            later += [_next_answer(page, f"題 {turn}") for turn in range(_TURNS)]
            context.close()
        browser.close()
    server.shutdown()
    server.server_close()
    yield timed(
        "the writing page's first answer, on a new computer", Figure(median(answered), 0),
        "the form ready to be filled in", Figure(median(shown), 0),
    )  # fmt: skip
    yield timed(
        "the writing page's later answers", Figure(median(later), 0),
        "the page's wait until typing has settled", Figure(_SETTLED, 0), 2.0,
    )  # fmt: skip


def _next_answer(page: Any, title: str) -> float:
    """From a key until all that stands in the form is judged again."""
    began = time.perf_counter()
    page.fill("#post-title", title)
    while page.get_attribute("#check", "aria-busy") != "false":
        page.wait_for_timeout(5)
    return time.perf_counter() - began


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the table is what is printed."""
