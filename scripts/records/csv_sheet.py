"""The register as CSV that Excel opens in Japanese, and in which no cell can become a formula."""

import csv
import io
from collections.abc import Sequence

_BOM = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def as_csv(headings: Sequence[str], rows: Sequence[Sequence[str | int]]) -> bytes:
    """UTF-8 with the mark by which Excel knows it; lines end as Windows likes them."""
    held = io.StringIO()
    writer = csv.writer(held, lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows([_plain(cell) for cell in each] for each in rows)
    return (_BOM + held.getvalue()).encode()


def _plain(cell: str | int) -> str | int:
    """A text that a spreadsheet would calculate gets an apostrophe in front; a line break becomes a blank."""
    if isinstance(cell, int):
        return cell
    written = " ".join(cell.splitlines())
    return f"'{written}" if written.lstrip().startswith(_FORMULA) or cell.startswith(_FORMULA) else written
