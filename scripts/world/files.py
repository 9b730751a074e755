"""The files of the working tree."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class WorkingTree:
    """The files as they lie on disk. Symbolic links are not followed: they are no files of ours."""

    root: Path

    def paths(self, under: str = "") -> list[str]:
        """Every file below a folder, sorted; `under` ends with "/" or is the path of one file."""
        start = self.root / under
        found = [start] if start.is_file() else start.rglob("*")
        return sorted(
            path.relative_to(self.root).as_posix()
            for path in found
            if path.is_file() and not path.is_symlink()
        )

    def read(self, paths: Iterable[str]) -> dict[str, bytes]:
        """The bytes of each file that is there."""
        found = {path: self.root / path for path in paths}
        return {
            path: file.read_bytes()
            for path, file in found.items()
            if file.is_file() and not file.is_symlink()
        }
