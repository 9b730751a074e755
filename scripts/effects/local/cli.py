"""Run a command; a usage error prints one sentence and exits 2. What machines said is kept apart, for maintainers."""

import io
import os
import sys
from collections.abc import Callable
from typing import TextIO

from scripts.text.causes import Failed
from scripts.text.quote import without_orders

MAINTAINERS = "保守担当者向けの記録"


class UsageError(Exception):
    """The command cannot be carried out as asked: bad argument, no checkout, a setting missing. In Japanese."""


def run(verb: Callable[[], int]) -> int:
    """Run a verb; its exit code, or 2 with the sentence on stderr. A letter that cannot be printed stops nobody."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        return verb()
    except UsageError as error:
        print_words(error, file=sys.stderr)
        return 2


def print_words(words: object, file: TextIO | None = None, end: str = "\n", flush: bool = False) -> None:
    """`print` for everything that may hold words of others: the job that holds the secrets obeys none of them."""
    print(without_orders(str(words)), file=file, end=end, flush=flush)


def why(error: Exception) -> str:
    """Why something did not work, as a clause for people; what the machine said goes to the log of the job."""
    if isinstance(error, UsageError):
        return str(error)
    keep_for_maintainers(f"{type(error).__name__}: {getattr(error, 'technical', error)}")
    return str(error) if isinstance(error, Failed) else "プログラムが途中で止まりました"


def keep_for_maintainers(*technical: str) -> None:
    """What machines said, below a heading (folded on GitHub) on stderr; no line of it begins with words of others."""
    rows = [f"- {without_orders(' '.join(words.split()))}" for words in technical if words]
    if rows:
        folded = os.environ.get("GITHUB_ACTIONS", "") == "true"
        head, end = (f"::group::{MAINTAINERS}", ["::endgroup::"]) if folded else (f"{MAINTAINERS}:", [])
        print("\n".join([head, *rows, *end]), file=sys.stderr)
