"""The table of the benchmark: its rows, and the place in the README where they are written."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.bench.measure import Figure

README = Path(__file__).with_name("README.md")
_BEGIN, _END = "<!-- written by make bench -->", "<!-- until here; what stands below is kept -->"
_HEAD = """\
| what | ours | against | theirs | ratio | at most | | peak memory |
| --- | ---: | --- | ---: | ---: | ---: | --- | ---: |
"""


@dataclass(frozen=True)
class Row:
    """One line: what was measured, against what, their ratio, and what it must not exceed (None: no goal)."""

    what: str
    ours: str
    against: str
    theirs: str
    ratio: float
    most: float | None = None
    memory: str = "–"

    def __str__(self) -> str:
        most, verdict = ("–", "") if self.most is None else (f"{self.most:g}", self._verdict(self.most))
        cells = (self.what, self.ours, self.against, self.theirs, f"{self.ratio:.2f}", most, verdict)
        return f"| {' | '.join(cells)} | {self.memory} |"

    def _verdict(self, most: float) -> str:
        return "met" if self.ratio <= most else "**missed**"


def timed(what: str, ours: Figure, against: str, floor: Figure, most: float | None = None) -> Row:
    """A row of wall times."""
    memory = f"{ours.mebibytes:.0f} MiB" if ours.mebibytes else "–"
    ratio = ours.seconds / floor.seconds
    return Row(what, f"{ours.seconds:.2f} s", against, f"{floor.seconds:.2f} s", ratio, most, memory)


def sized(what: str, ours: float, against: str, theirs: float, most: float | None = None) -> Row:
    """A row of sizes in MiB."""
    return Row(what, f"{ours:.0f} MiB", against, f"{theirs:.0f} MiB", ours / theirs, most)


def with_table(page: str, circumstances: str, rows: Iterable[Row]) -> str:
    """The page with a new table between its two marks."""
    before, _, rest = page.partition(_BEGIN)
    _, mark, after = rest.partition(_END)
    if not mark:
        raise ValueError("the page has lost the marks between which the table stands")
    lines = "".join(f"{row}\n" for row in rows)
    return f"{before}{_BEGIN}\n\n{circumstances}\n\n{_HEAD}{lines}\n{_END}{after}"
