"""Parallel work: many files over the machine's cores, or one thing in the background while git answers."""

import os
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import TypeVar

from scripts.effects.local.progress import with_progress

_WORTH_IT = 600  # files; below that a second process costs more than it saves
_PART = 300

Item = TypeVar("Item")
Answer = TypeVar("Answer")


def map_chunks(work: Callable[[list[str]], list[Item]], paths: Sequence[str]) -> list[Item]:
    """Everything that `work` finds in these paths; a folder's files stay in one part, so that rules see them together."""
    if len(paths) < _WORTH_IT or not hasattr(os, "fork"):
        return work(list(paths))
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    parts = _parts(paths)
    items: list[Item] = []
    with ProcessPoolExecutor(os.cpu_count(), multiprocessing.get_context("fork")) as pool:
        for part in with_progress(pool.map(work, parts), len(parts)):
            items += part
    return items


def in_background(work: Callable[[], Answer]) -> Callable[[], Answer]:
    """Start `work` in a thread; calling what comes back waits for its answer, or raises what it raised."""
    from concurrent.futures import ThreadPoolExecutor

    pool = ThreadPoolExecutor(1)
    begun = pool.submit(work)

    def answer() -> Answer:
        with pool:  # nothing of it is left running behind the answer
            return begun.result()

    return answer


def _parts(paths: Sequence[str]) -> list[list[str]]:
    parts: list[list[str]] = [[]]
    for _, files in groupby(sorted(paths), key=lambda path: path.rpartition("/")[0]):
        if len(parts[-1]) >= _PART:
            parts.append([])
        parts[-1] += files
    return parts
