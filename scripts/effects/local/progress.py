"""Progress of long work, shown at a terminal only; logs and pipes stay clean."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

_LONG = 1.0  # seconds; what is over sooner needs no word

Item = TypeVar("Item")


def with_progress(
    items: Iterable[Item], total: int, clock: Callable[[], float] = time.monotonic
) -> Iterator[Item]:
    """The same items one by one; after a second, the percentage done is shown."""
    began, shown = clock(), False
    for done, item in enumerate(items, 1):
        yield item
        if sys.stderr.isatty() and clock() - began >= _LONG:
            print(f"\r{100 * done // total}%", end="", file=sys.stderr, flush=True)
            shown = True
    if shown:
        print(file=sys.stderr)


def show_progress(what: str) -> None:
    """One line about what is being done now."""
    if sys.stderr.isatty():
        print(what, file=sys.stderr, flush=True)
