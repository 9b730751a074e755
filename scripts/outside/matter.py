"""A matter that must be so: how a question about the snapshot becomes a line, and how all of them are asked.

A check is a generator over the snapshot that yields a sentence for each thing that is wrong, and an `Unseen` for each
that it could not look at; where that is all that it looks at, `seen` ends it. Its decorator carries the title, the article or the reason, and the clicks that mend it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Literal, TypeVar

from scripts.outside import CHAPTERS
from scripts.outside.settings import Unseen
from scripts.outside.snapshot import Outside

State = Literal["done", "open", "unseen"]
STATE_NAMES: dict[State, str] = {"done": "済", "open": "未", "unseen": "見えません"}

Part = TypeVar("Part")
Check = Callable[[Outside], Iterator[str | Unseen]]


@dataclass(frozen=True)
class Line:
    """The answer to one matter: `seen` says what is wrong or hidden, `clicks` the path that mends it, `later` that somebody
    did not answer who may answer yet."""

    name: str
    title: str
    state: State
    reason: str
    seen: str
    clicks: str
    later: bool = False


@dataclass(frozen=True)
class Matter:
    """One thing that must be so. `reason` is its article, or why it must be so."""

    name: str
    title: str
    reason: str
    clicks: str
    check: Check


_WRITTEN: dict[str, Matter] = {}


def matter(name: str, title: str, reason: str, clicks: str) -> Callable[[Check], Check]:
    """Write a check down as a matter."""

    def write(check: Check) -> Check:
        if name in _WRITTEN:
            raise ValueError(f"there is a matter {name}")
        _WRITTEN[name] = Matter(name, title, reason, clicks, check)
        return check

    return write


class Hidden(Exception):
    """What a matter asks about cannot be seen; its argument is the `Unseen`."""


def seen(part: Part | Unseen) -> Part:
    """A part of the snapshot. Raises Hidden, which makes the line 見えません."""
    if isinstance(part, Unseen):
        raise Hidden(part)
    return part


@cache
def matters() -> Mapping[str, Matter]:
    """Every matter by its name, in the order of the chapters."""
    modules = [import_module(f"scripts.outside.{chapter}").__name__ for chapter in CHAPTERS]
    return dict(sorted(_WRITTEN.items(), key=lambda entry: modules.index(entry[1].check.__module__)))


def look(outside: Outside) -> tuple[Line, ...]:
    """One line a matter."""
    return tuple(_line(entry, outside) for entry in matters().values())


def _line(entry: Matter, outside: Outside) -> Line:
    answers: list[str | Unseen] = []
    try:
        answers += entry.check(outside)
    except Hidden as hidden_part:
        answers.append(hidden_part.args[0])
    wrong = [answer for answer in answers if isinstance(answer, str)]
    hidden = [answer for answer in answers if isinstance(answer, Unseen)]
    state: State = "open" if wrong else "unseen" if hidden else "done"
    sentences = wrong or [answer.why for answer in hidden]
    return Line(
        entry.name,
        entry.title,
        state,
        entry.reason,
        " ".join(dict.fromkeys(sentences)),
        entry.clicks,
        any(answer.later for answer in hidden),
    )
