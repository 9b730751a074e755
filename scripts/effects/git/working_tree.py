"""The files of the working tree."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class WorkingTree:
    """The files as they lie on disk. Symbolic links are listed, like git's tree does, and never followed."""

    root: Path

    def paths(self, under: str = "") -> list[str]:
        """Every file below a folder, sorted; `under` ends with "/" or is the path of one file."""
        start = self.root / under
        if start.is_file() or start.is_symlink():
            return [under]
        paths = []
        cut = len(str(self.root)) + 1
        for folder, inner, files in os.walk(start):
            inside = folder[cut:].rstrip("/").replace(os.sep, "/")
            links = [name for name in inner if Path(folder, name).is_symlink()] if inside else []
            paths += [f"{inside}/{name}" if inside else name for name in (*files, *links)]
        return sorted(paths)

    def read(self, paths: Iterable[str]) -> dict[str, bytes]:
        """The bytes of each ordinary file that is there."""
        files = {path: self.root / path for path in paths}
        return {
            path: file.read_bytes()
            for path, file in files.items()
            if file.is_file() and not file.is_symlink()
        }
