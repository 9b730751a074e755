"""Git, asked through its own command. Paths are never quoted, file names never renamed by a guess."""

import os
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from scripts.effects.local.cli import UsageError
from scripts.text.causes import Failed

_GIT = ("git", "--no-replace-objects")  # a mirror clone brings what somebody else put in an object's place


class GitFailed(Failed):
    """Git said no; `technical` is git's own message."""


def git(root: Path, *arguments: str, given: bytes = b"", index: str = "") -> bytes:
    """What git prints; with the checkout's index, or another one. Raises GitFailed."""
    done = subprocess.run(
        [*_GIT, "-C", str(root), *arguments], input=given, capture_output=True, check=False,
        env={**os.environ, "GIT_INDEX_FILE": index} if index else None,
    )  # fmt: skip
    if done.returncode:
        raise GitFailed(done.stderr.decode("utf-8", "replace").strip() or f"git {arguments[0]}")
    return done.stdout


def git_together(root: Path, *questions: Sequence[str]) -> list[bytes]:
    """What git prints to some questions, all asked at the same time. Raises GitFailed."""
    processes = [
        subprocess.Popen([*_GIT, "-C", str(root), *question], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for question in questions
    ]
    answers = [process.communicate() for process in processes]
    for process, (_, complaint) in zip(processes, answers, strict=True):
        if process.returncode:
            raise GitFailed(complaint.decode("utf-8", "replace").strip())
    return [answer for answer, _ in answers]


def line_of(root: Path, *arguments: str) -> str:
    """What git prints, when that is one line."""
    return git(root, *arguments).decode().strip()


def checkout_root() -> Path:
    """The root of the checkout that the command was called in."""
    try:
        return Path(line_of(Path.cwd(), "rev-parse", "--show-toplevel"))
    except (GitFailed, FileNotFoundError) as error:
        raise UsageError("Gitのチェックアウトの中で実行してください。") from error


def is_shallow(root: Path) -> bool:
    """True for a clone that lacks a part of the history."""
    return line_of(root, "rev-parse", "--is-shallow-repository") == "true"


def is_filtered(root: Path) -> bool:
    """True for a clone that left out files, and would ask origin for each when it is looked at."""
    names = git(root, "config", "--list", "--name-only").decode("utf-8", "replace").lower().splitlines()
    return any(
        name.startswith("remote.") and name.endswith((".promisor", ".partialclonefilter")) for name in names
    )


def resolve(root: Path, ref: str) -> str | None:
    """The commit behind a name, or None."""
    try:
        return line_of(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    except GitFailed:
        return None


@dataclass(frozen=True)
class TreeEntry:
    """One file of a commit's tree."""

    mode: str
    sha: str


@dataclass(frozen=True)
class CommitTree:
    """The files of one commit, read with two git processes however many they are."""

    root: Path
    commit: str

    @cached_property
    def _listed(self) -> tuple[dict[str, TreeEntry], dict[str, str]]:
        files, folders = {}, {}
        listing = git(self.root, "ls-tree", "-r", "-t", "-z", "--full-tree", self.commit)
        for record in listing.decode("utf-8", "surrogateescape").split("\0")[:-1]:
            meta, _, path = record.partition("\t")
            mode, kind, sha = meta.split(" ")
            if kind == "tree":
                folders[path] = sha
            else:
                files[path] = TreeEntry(mode, sha)
        return files, folders

    @property
    def entries(self) -> dict[str, TreeEntry]:
        """Path → mode and blob of every file in the tree."""
        return self._listed[0]

    @property
    def folders(self) -> dict[str, str]:
        """Path → tree id of every folder in the tree."""
        return self._listed[1]

    def paths(self, under: str = "") -> list[str]:
        """Every path below a folder, sorted."""
        return sorted(path for path in self.entries if path.startswith(under))

    def read(self, paths: Iterable[str]) -> dict[str, bytes]:
        """The bytes of ordinary files; a path that is none (missing, symbolic link, submodule) is left out."""
        wanted = {path: self.entries[path].sha for path in paths if path in self.entries}
        wanted = {
            path: sha for path, sha in wanted.items() if self.entries[path].mode in ("100644", "100755")
        }
        blobs = read_blobs(self.root, wanted.values())
        return {path: blobs[sha] for path, sha in wanted.items()}


def read_blobs(root: Path, shas: Iterable[str]) -> dict[str, bytes]:
    """The bytes of blobs, with one git process. Raises GitFailed when one is missing."""
    wanted = set(shas)
    blobs = read_named(root, wanted)
    if missing := wanted - blobs.keys():
        raise GitFailed(f"object {min(missing)} is missing")
    return blobs


def read_named(root: Path, names: Iterable[str]) -> dict[str, bytes]:
    """The bytes of the objects that are there, by git's names for them (`<sha>`, `<commit>:<path>`)."""
    return {name: item.raw for name, item in objects(root, names).items() if item.kind}


def read_smallest(root: Path, shas: Iterable[str], most: int) -> dict[str, bytes]:
    """The bytes of blobs, the small ones first, until they come to `most` bytes: what is beyond is left out."""
    names = sorted(set(shas))
    given = "".join(f"{sha}\n" for sha in names).encode()
    rows = git(root, "cat-file", "--batch-check", given=given).decode().splitlines() if names else []
    chosen = []
    for size, sha in sorted((int(row.split(" ")[2]), row.split(" ")[0]) for row in rows if " blob " in row):
        most -= size
        if most < 0:
            break
        chosen.append(sha)
    return read_blobs(root, chosen)


@dataclass(frozen=True)
class Object:
    """A git object; an empty `kind` where there is none."""

    sha: str = ""
    kind: str = ""
    raw: bytes = b""


def objects(root: Path, names: Iterable[str]) -> dict[str, Object]:
    """Git objects by any name that git understands, with one process."""
    wanted = list(dict.fromkeys(names))
    if any("\n" in name for name in wanted):
        raise GitFailed("a name with a line end")
    if not wanted:
        return {}
    given = "".join(f"{name}\n" for name in wanted).encode()
    answer = git(root, "cat-file", "--batch", "--buffer", given=given)
    answers, position = {}, 0
    for name in wanted:
        end = answer.index(b"\n", position)
        header = answer[position:end].decode().rsplit(" ", 2)
        position = end + 1
        if header[-1].isdecimal() and len(header) == 3:
            size = int(header[2])
            answers[name] = Object(header[0], header[1], answer[position : position + size])
            position += size + 1
        else:
            answers[name] = Object()
    return answers


def write_object(root: Path, kind: str, content: bytes) -> str:
    """Put an object into git; its name. Raises GitFailed."""
    return git(root, "hash-object", "-t", kind, "-w", "--stdin", given=content).decode().strip()
