"""What every file of `content/` is: a form that a schema of the same kind describes."""

from dataclasses import dataclass
from typing import ClassVar

from scripts.reading.document import Document


@dataclass(frozen=True, eq=False)  # one reading of a file: what is worked out from it is kept with it
class Form:
    """A filled-in form. `kind` names its schema: `post`, `roster`, …"""

    kind: ClassVar[str]

    document: Document

    @property
    def path(self) -> str:
        """The path of the file, from the root."""
        return self.document.path

    def line_no(self, *key: str | int) -> int:
        """The line where that field stands."""
        return self.document.line_no(*key)
