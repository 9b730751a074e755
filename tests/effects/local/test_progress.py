"""Progress is shown at a terminal alone, and of long work alone."""

import os
import pty
import sys
from contextlib import redirect_stderr

import pytest

from scripts.effects.local.progress import show_progress, with_progress


def at_a_terminal(work) -> str:
    """What stands on a real terminal after some work, behind whose words we set a mark of our own."""
    screen, line = pty.openpty()
    with os.fdopen(line, "w") as stderr, redirect_stderr(stderr):
        work()
        print("END", file=sys.stderr, flush=True)
        text = b""
        while b"END" not in text:
            text += os.read(screen, 1000)
    os.close(screen)
    return text.partition(b"END")[0].decode()


def ticking(seconds: float):
    """A clock on which each look takes some time."""
    at = iter(range(1000))
    return lambda: next(at) * seconds


def all_of(things: str, each: float) -> None:
    assert "".join(with_progress(things, len(things), ticking(each))) == things


def test_long_work_tells_which_part_is_done() -> None:
    assert at_a_terminal(lambda: all_of("abcd", each=0.4)) == "\r75%\r100%\r\n"


def test_short_work_tells_nothing() -> None:
    assert at_a_terminal(lambda: all_of("abcd", each=0.2)) == ""


def test_a_person_reads_what_is_done_now() -> None:
    assert at_a_terminal(lambda: show_progress("確かめています。")) == "確かめています。\r\n"


def test_a_log_holds_no_progress(capsys: pytest.CaptureFixture[str]) -> None:
    show_progress("確かめています。")
    all_of("abcd", each=5)
    assert capsys.readouterr().err == ""
