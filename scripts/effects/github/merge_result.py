"""The tree that merging a branch into `main` would make: what an open pull request is judged on.

A difference between branch and base only resembles it: with a stale base, or several bases (criss-cross), the merge can
bring in what no difference shows.
"""

import os
import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts.approvals.verdict import Reason
from scripts.effects.git.commands import CommitTree, GitFailed, line_of
from scripts.effects.github.merges import readable
from scripts.effects.local.cli import UsageError

_OLDEST_GIT = (2, 38)
_PLAIN = (  # whatever the machine is set to
    "-c", "core.attributesFile=/dev/null", "-c", "merge.renames=true", "-c", "merge.directoryRenames=conflict",
)  # fmt: skip
_MERGE_DRIVER = re.compile(rb"(?:^|[ \t])[-!]?merge(?:=|[ \t\r]|$)", re.MULTILINE)
_SHOWN = 3
_CONFLICT, _UNRELATED = 1, b"unrelated histories"


@dataclass(frozen=True)
class MergeResult:
    """The tree, or why there is none: files in conflict, or histories without a common commit."""

    tree: str = ""
    conflicts: tuple[str, ...] = ()
    unrelated: bool = False


def require_merge_tree(root: Path) -> None:
    """Raises UsageError where git is too old to say what a merge makes."""
    version = line_of(root, "version")
    numbers = tuple(int(number) for number in re.findall(r"\d+", version)[:2])
    if numbers < _OLDEST_GIT:
        message = (
            f"git 2.38 以降が必要です(いまは {version})。git を新しくしてから、もう一度実行してください。"
        )
        raise UsageError(message)


def merge_result(root: Path, main: str, head: str) -> MergeResult:
    """What `main` would hold. No file, index or attribute of the checkout has a say in it. Raises GitFailed."""
    git_dir = line_of(root, "rev-parse", "--absolute-git-dir")
    options = ("merge-tree", "--write-tree", "-z", "--name-only", "--no-messages", main, head)
    with TemporaryDirectory() as nowhere:
        done = subprocess.run(
            ["git", "--no-replace-objects", "--git-dir", git_dir, "--work-tree", nowhere, *_PLAIN, *options],
            cwd=nowhere, capture_output=True, check=False,
            env={**os.environ, "GIT_INDEX_FILE": f"{nowhere}/index", "GIT_ATTR_NOSYSTEM": "1"},
        )  # fmt: skip
    tree, *conflicts = done.stdout.split(b"\0")
    if done.returncode == 0:
        return MergeResult(tree.decode())
    if done.returncode == _CONFLICT and tree:
        return MergeResult(conflicts=tuple(readable(path) for path in dict.fromkeys(filter(None, conflicts))))
    if _UNRELATED in done.stderr:
        return MergeResult(unrelated=True)
    raise GitFailed(done.stderr.decode("utf-8", "replace").strip() or "git merge-tree")


def not_mergeable(root: Path, result: MergeResult) -> Reason | None:
    """Why there is nothing to judge: no common history, a conflict, or a tree that chooses how it is merged."""
    if result.unrelated:
        message = (
            "このブランチは main とつながりのない履歴から作られていて、マージできません。"
            "投稿者は、main から新しいブランチを作り、そこに作り直してください。"
        )
        return Reason("content_differs", message)
    if not result.tree:
        message = (
            f"main の新しい内容と食い違う所があり、まだマージできません({_listed(result.conflicts)})。"
            "投稿者は、プルリクエストのページの下の「Resolve conflicts」で直すか、「Update branch」を押して"
            "ブランチを新しくしてください。そのあと、承認を受け直してください。"
        )
        return Reason("content_differs", message, holds=True)
    if files := _merge_drivers(CommitTree(root, result.tree)):
        message = (
            f"{_listed(files)} がマージのしかた(merge)を決めていて、マージの結果を前もって確かめられません。"
            "その行を消してください。"
        )
        return Reason("mixed_change", message)
    return None


def _listed(paths: Sequence[str]) -> str:
    return "、".join(paths[:_SHOWN]) + (f" ほか{len(paths) - _SHOWN}件" if len(paths) > _SHOWN else "")


def _merge_drivers(tree: CommitTree) -> Sequence[str]:
    """The files `.gitattributes` of a tree that would choose how files are merged."""
    names = [path for path in tree.entries if path.rpartition("/")[2] == ".gitattributes"]
    return [path for path, raw in tree.read(names).items() if _MERGE_DRIVER.search(raw)]
