"""Plan the issues on GitHub from the tasks of today: one issue a task, opened once, kept up to date, closed when done.

A task is known by the marker in its issue's text. What a person has closed stays closed; what the watch has closed
carries its own mark and is opened again when the task comes back. A task that could not be looked at today leaves
its issue as it is: silence is no answer.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Literal
from urllib.parse import quote, unquote

from scripts.text.quote import in_utf8, visible

LABEL = "見回り"
_MARKER = re.compile(r"<!-- task: (\S+) -->")
_DONE = "<!-- done -->"
_LONGEST_TITLE, _LONGEST_TEXT = 250, 60_000  # letters; GitHub refuses an issue above 256 and 65,536
_CUT = "\n…(長いため、ここまで)"
_DONE_NOTE = "この件は済みました。(見回りが閉じました)"


@dataclass(frozen=True, order=True)
class Task:
    """Something a person has to do: its lasting name, a title in plain words, and what to do in Markdown.

    What others wrote stands in that Markdown as `inert` or `in_code` have it: a name may hold the beginning of a comment.

    `by_hand` is false where closing the issue by hand is no end of it.
    """

    key: str
    title: str
    body: str
    by_hand: bool = True

    def __post_init__(self) -> None:
        """A file's name may be no UTF-8; what cannot be written would keep every other task from people as well."""
        for field in ("key", "title", "body"):
            object.__setattr__(self, field, in_utf8(getattr(self, field)))

    @property
    def text(self) -> str:
        """The issue's text, no longer than GitHub takes, with the marker by which it is found again."""
        marker = f"\n\n<!-- task: {quote(self.key)} -->"
        room = _LONGEST_TEXT - len(marker)
        body = self.body if len(self.body) <= room else self.body[: room - len(_CUT)] + _CUT
        return body + marker


@dataclass(frozen=True)
class CheckResult:
    """Result of one check: tasks, and which keys' state is unknown today."""

    tasks: tuple[Task, ...] = ()
    unsure: Callable[[str], bool] = lambda key: False


@dataclass(frozen=True)
class Issue:
    """An issue as it stands on GitHub."""

    number: int
    title: str
    text: str
    open: bool

    @property
    def key(self) -> str:
        """The task that it stands for, or nothing."""
        marked = _MARKER.findall(self.text)
        return unquote(marked[-1]) if marked else ""


@dataclass(frozen=True)
class Step:
    """One thing to do on GitHub. `number` is 0 for an issue that is to be opened."""

    do: Literal["open", "update", "reopen", "close"]
    number: int
    title: str
    text: str


def plan(tasks: Iterable[Task], issues: Iterable[Issue], unsure: Callable[[str], bool]) -> tuple[Step, ...]:
    """The steps that make the open issues equal to the tasks; `unsure` is true for a key whose state is unknown today."""
    known: dict[str, Issue] = {}
    for issue in sorted(issues, key=lambda issue: (issue.open, issue.number)):
        if issue.key:
            known[issue.key] = issue
    wanted = {
        task.key: replace(task, title=visible(" ".join(task.title.split()))[:_LONGEST_TITLE])
        for task in tasks
    }
    steps = [step for task in wanted.values() if (step := _for(task, known.get(task.key)))]
    steps += [
        Step("close", issue.number, issue.title, f"{_DONE_NOTE}\n\n{issue.text}\n{_DONE}")
        for key, issue in known.items()
        if issue.open and key not in wanted and not unsure(key)
    ]
    return tuple(steps)


def _for(task: Task, issue: Issue | None) -> Step | None:
    if issue is None:
        return Step("open", 0, task.title, task.text)
    if not issue.open:
        again = _DONE in issue.text or not task.by_hand
        return Step("reopen", issue.number, task.title, task.text) if again else None
    if (issue.title, issue.text.replace("\r\n", "\n")) == (task.title, task.text):
        return None
    return Step("update", issue.number, task.title, task.text)
