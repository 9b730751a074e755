"""Run a command; a usage error prints one sentence and exits 2."""

import io
import sys
from collections.abc import Callable


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
        print(error, file=sys.stderr)
        return 2
