"""`make rehearse`: everything that can go wrong, played through; prints schedules, duplicates, lost.

python -m tests.rehearsal [--mixtures N] [--verbose]
"""

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path

from tests.rehearsal.director import Director
from tests.rehearsal.meddlers import hostile_writers, moving_mains
from tests.rehearsal.mutations import BREAK
from tests.rehearsal.schedules import Schedule, faults, kills, mixtures, played, races, second_kills
from tests.rehearsal.stage import Stage


def main() -> int:
    parser = argparse.ArgumentParser(
        "rehearse", description="Kills, faults, races: is every post sent exactly once?"
    )
    parser.add_argument("--mixtures", type=int, default=200, help="how many seeded random mixtures")
    parser.add_argument(
        "--broken", choices=BREAK, default="", help="break the program first; something must be found"
    )
    parser.add_argument("--verbose", action="store_true", help="name every schedule")
    asked = parser.parse_args()
    began, half = time.monotonic(), asked.mixtures // 2
    first = lambda d: chain(kills(d), second_kills(d), faults(d), mixtures(d, range(half)))  # noqa: E731
    second = lambda d: chain(  # noqa: E731
        races(d, 3), hostile_writers(d), moving_mains(d), mixtures(d, range(half, asked.mixtures))
    )
    with ThreadPoolExecutor(2) as pool:
        rehearsed = [pool.submit(_rehearse, *each, asked) for each in ((1, first), (6, second))]
        counts = [each.result() for each in rehearsed]
    total = sum(counts, Counter())
    print(
        f"schedules: {total['schedules']}  duplicates: {total['duplicates']}  lost: {total['lost']}"
        f"  unexplained: {total['unexplained']}  crashed: {total['crashed']}"
        f"  ({time.monotonic() - began:.0f} s)"
    )
    return int(any(count for name, count in total.items() if name != "schedules"))


def _rehearse(racers: int, schedules, asked: argparse.Namespace) -> Counter[str]:
    """Play some schedules on a stage of their own."""
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder, Stage(Path(folder)) as stage:
        stage.write_post()
        stage.bring()
        director = Director(stage, racers)
        try:
            counts += _play(director, schedules(director), asked)
        finally:
            director.close()
    return counts


def _play(director: Director, schedules: Iterable[Schedule], asked: argparse.Namespace) -> Counter[str]:
    counts: Counter[str] = Counter()
    for schedule in schedules:
        found = played(director, schedule, asked.broken)
        counts += found + Counter(schedules=1)
        if found or asked.verbose:
            print(f"{schedule.name}: {dict(found) or 'once'}", file=sys.stderr)
    return counts


if __name__ == "__main__":
    sys.exit(main())
