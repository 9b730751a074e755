"""What a check has to say about one line of one file."""

from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning"]
LEVEL_NAMES: dict[Level, str] = {"error": "エラー", "warning": "注意"}


@dataclass(frozen=True, order=True)
class Finding:
    """One sentence for an author: where, by which rule and article, what was seen and what to do."""

    path: str
    line: int
    rule: str
    article: str
    level: Level
    message: str
