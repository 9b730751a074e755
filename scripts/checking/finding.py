"""What a check has to say about one line of one file."""

import re
from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning"]
LEVEL_NAMES: dict[Level, str] = {"error": "エラー", "warning": "注意"}

_BY_HAND = re.compile(r"(?<=。)手で書くときは、[^。「」]*。$")


@dataclass(frozen=True, order=True)
class Finding:
    """One sentence for an author: where, by which rule and article, what was seen and what to do."""

    path: str
    line: int
    rule: str
    article: str
    level: Level
    message: str


def by_hand(words: str) -> str:
    """The last sentence of a message that speaks of the file: only who writes it by hand needs it."""
    return f"手で書くときは、{words}。"


def in_a_form(message: str) -> str:
    """A message without the sentence that speaks of the file."""
    return _BY_HAND.sub("", message)
