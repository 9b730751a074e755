"""LINE's statistics, written into the ledger while LINE still has them."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from scripts.core.ledger import Line
from scripts.core.measuring import measured, to_measure
from scripts.world.git import GitFailed
from scripts.world.line import Line as LineApi
from scripts.world.line import LineSilent
from scripts.world.store import Ledger, Moved, append, fetch, read_whole

_MOST = 30  # questions in one run; LINE allows 60 an hour
_RACES = 10


def measure(root: Path, line: LineApi, clock: Callable[[], datetime], run: str) -> Iterator[str]:
    """Take every look that is due; a sentence for each that could not be taken. Raises GitFailed."""
    fetch(root)
    ledger = read_whole(root)
    due = [post_id for post_id, lines in sorted(ledger.posts.items()) if to_measure(lines, clock())]
    for post_id in due[:_MOST]:
        try:
            written = _look(root, ledger, post_id, line, clock, run)
        except LineSilent as silent:
            yield f"{post_id}: LINEの集計を確認できず({silent.error})。次の実行でもう一度確かめます。"
            return
        ledger = written or ledger


def _look(
    root: Path, ledger: Ledger, post_id: str, line: LineApi, clock: Callable[[], datetime], run: str
) -> Ledger | None:
    request_id = to_measure(ledger.of(post_id), clock())
    found = measured(line.statistics(request_id), clock(), run) if request_id else None
    return _written(root, ledger, post_id, found, clock) if found else None


def _written(
    root: Path, ledger: Ledger, post_id: str, found: Line, clock: Callable[[], datetime]
) -> Ledger | None:
    """The ledger with the line; nothing where another run took the look in between."""
    for _ in range(_RACES):
        written = append(root, ledger, post_id, found)
        if isinstance(written, Ledger):
            return written
        if not isinstance(written, Moved):
            raise GitFailed(written.why)
        fetch(root)
        ledger = read_whole(root)
        if not to_measure(ledger.of(post_id), clock()):
            return ledger
    raise GitFailed("the ledger keeps moving")
