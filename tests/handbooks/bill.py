"""What a month costs in minutes of Actions, worked out from the workflows; GitHub bills every job by the started minute.

`python -m tests.accept` writes the table into SETUP.md.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.handbooks.workflows import FILES, ROOT, events, jobs, read

SETUP = ROOT / ".github/SETUP.md"
_TABLE = re.compile(r"(?<=<!-- 分の表 -->\n).*?(?=<!-- 分の表の終わり -->)", re.DOTALL)
FREE, MOST = (
    2_000,
    1_500,
)  # minutes of a month: what GitHub's smallest plan gives a private repository, what we allow

# A long month: 31 days, 23 of them from Monday to Friday.
DAYS, WORKING_DAYS = 31, 23
# What happens in it. 60 posts: 40 are changed once after they were opened, 20 reviews ask for a change.
PUSHES, REVIEWS, MERGES = 100, 80, 60
CHANGES_OF_THE_MACHINE = 2
# Jobs that need more than the one minute; the tests of a changed machine need a quarter of an hour.
_MINUTES = {("preview.yml", "draw"): 2, ("test.yml", "test"): 15}
_TESTS = 15


@dataclass(frozen=True)
class Row:
    """A line of the bill: what happens, how often in the month, and its minutes each time."""

    what: str
    times: int
    minutes: int


def rows() -> tuple[Row, ...]:
    """The bill of a month with 60 posts."""
    push, review, merge = (
        _minutes("pull_request"),
        _minutes("pull_request_review"),
        _minutes("push", content=True),
    )
    machine = push + _TESTS + review + _minutes("push", content=False)
    return (
        *_by_the_clock(),
        Row("投稿を出す、直す(点検・プレビュー・判定)", PUSHES, push),
        Row("審査する(合図・判定)", REVIEWS, review),
        Row("投稿を取り込む(サイト・配信)", MERGES, merge),
        Row("プログラムを変える(試験を含む)", CHANGES_OF_THE_MACHINE, machine),
    )


def total() -> int:
    """All minutes of the month."""
    return sum(row.times * row.minutes for row in rows())


def _by_the_clock() -> Iterator[Row]:
    """One line for each workflow with a schedule."""
    for file in FILES:
        workflow = read(file.read_text("utf-8"))
        if "schedule" not in events(workflow):
            continue
        crons = [entry["cron"] for entry in workflow["on"]["schedule"]]
        for name, job in jobs(workflow).items():
            served = re.findall(r"github\.event\.schedule == '([^']+)'", job.get("if", "")) or crons
            times = sum(_times(cron) for cron in served)
            yield Row(f"{workflow['name']}({name})を定時に動かす", times, _MINUTES.get((file.name, name), 1))


def _times(cron: str) -> int:
    """How often a cron line wakes in the month."""
    minutes, hours, _, _, days = cron.split()
    number = {"*": DAYS, "1-5": WORKING_DAYS, "0,6": DAYS - WORKING_DAYS}[days]
    return len(expanded(minutes)) * len(expanded(hours)) * number


def expanded(field: str) -> list[int]:
    """The numbers of a cron field."""
    numbers: list[int] = []
    for part in field.split(","):
        first, _, last = part.partition("-")
        numbers += range(int(first), int(last or first) + 1)
    return numbers


def _minutes(event: str, content: bool = False) -> int:
    """The minutes of everything that an event wakes, and of what its runs wake in turn. `content`: posts alone change."""
    woken = {file.name: read(file.read_text("utf-8")) for file in FILES}
    started = {name for name, workflow in woken.items() if _wakes(workflow, event, content)}
    named = {woken[name]["name"] for name in started}
    started |= {
        name
        for name, workflow in woken.items()
        if "workflow_run" in events(workflow) and named & set(workflow["on"]["workflow_run"]["workflows"])
    }
    return sum(_MINUTES.get((name, job), 1) for name in started for job in jobs(woken[name]))


def _wakes(workflow: dict[str, Any], event: str, content: bool) -> bool:
    if event not in events(workflow):
        return False
    on = workflow["on"][event]
    only, never = (on or {}).get("paths", []), (on or {}).get("paths-ignore", [])
    return not only and not (content and "content/posts/**" in never)


def table() -> str:
    """The bill as SETUP.md shows it."""
    head = "| 何が | 月に何回 | 1回の分 | 分 |\n| --- | --- | --- | --- |\n"
    lines = [f"| {row.what} | {row.times} | {row.minutes} | {row.times * row.minutes} |" for row in rows()]
    return head + "\n".join([*lines, f"| **合計** | | | **{total():,}** |"]) + "\n"


def written() -> str:
    """SETUP.md with the bill as it is now."""
    return _TABLE.sub(lambda _: table(), SETUP.read_text("utf-8"))


def write() -> None:
    """Put it there."""
    SETUP.write_text(written(), "utf-8")
