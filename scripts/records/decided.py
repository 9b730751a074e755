"""By which merges a reply was decided, or trouble recorded: git's own record, and GitHub's where it was asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from scripts.content.reply import only_sending_recorded
from scripts.text.dates import JAPAN


@dataclass(frozen=True)
class FormMerge:
    """A commit of `main` that brought or changed a form, and the pull request that its subject names (None: none)."""

    sha: str
    at: datetime
    pull_request: int | None


@dataclass(frozen=True)
class Decided:
    """The merges of one form, oldest first; of a reply the last is the one that decided it.

    `evidence` is the judge's of that merge, empty where GitHub was not asked; `doubt` why the judge says no, or cannot say.
    """

    merges: tuple[FormMerge, ...]
    evidence: Mapping[str, Any] = field(default_factory=dict)
    doubt: str = ""

    @property
    def last(self) -> FormMerge:
        """The merge that counts."""
        return self.merges[-1]

    @property
    def on(self) -> date:
        """Its day in Japan."""
        return self.last.at.astimezone(JAPAN).date()


def deciding(merges: Sequence[FormMerge], versions: Mapping[str, bytes]) -> tuple[FormMerge, ...]:
    """The merges of a reply up to the one that decided it: adding who sent it, and when, needs no approval.

    `versions`: merge → the file as it left it.
    """
    last = len(merges)
    while last > 1 and only_sending_recorded(
        versions.get(merges[last - 2].sha, b""), versions.get(merges[last - 1].sha, b"")
    ):
        last -= 1
    return tuple(merges[:last])
