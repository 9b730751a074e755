"""What an approver weighs before the tables: a judgement, or a reason not to approve until its author has acted."""

from dataclasses import dataclass

JUDGED, HELD_BACK = "要確認", "差し戻し"


@dataclass(frozen=True)
class ToWeigh:
    """Some sentences, and what can be done, a line each; words of an author's among them begin no line of their own.

    `held_back`: they say what the author mends or answers before an approval.
    """

    words: str
    held_back: bool = False
    ways: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The word before them."""
        return HELD_BACK if self.held_back else JUDGED

    @property
    def lines(self) -> tuple[str, ...]:
        """All of it."""
        return (self.words, *self.ways)
