"""Which posts a preview shows, and out of which files: the working tree's, or those that a merge would make."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from scripts.content.places import POSTS, post_folder
from scripts.content.reply import REPLIES
from scripts.effects.content.load import Tree
from scripts.effects.content.subjects import files_named
from scripts.effects.git.changes import changes_since
from scripts.effects.git.commands import CommitTree, resolve
from scripts.effects.git.working_tree import WorkingTree
from scripts.effects.github.merge_result import merge_result, require_merge_tree
from scripts.effects.github.merges import changed_between
from scripts.effects.local.cli import UsageError


@dataclass(frozen=True)
class Scope:
    """The posts to show: the tree that holds them, their folders, the registers' tree, what they are compared with, and
    of a merge every path that it brings or changes, and what is gone with it: folders of posts, files of replies.
    """

    posts: Tree
    folders: tuple[str, ...]
    registers: Tree
    before: CommitTree | None = None
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


def on_disk(root: Path, paths: Sequence[str], base: str | None, at: datetime) -> Scope:
    """The posts of the working tree: those that were named, those that a change touches, or all."""
    tree = WorkingTree(root)
    changes = changes_since(root, base, at) if base else None
    everything = tree.paths(POSTS + "/") if not paths and changes is None else []
    folders = set(map(post_folder, files_named(root, paths) if paths else everything)) - {""}
    if paths and not folders:
        raise UsageError("そこに投稿はありません。投稿のフォルダか post.md を指定してください。")
    if changes is None:
        return Scope(tree, tuple(sorted(folders)), tree)
    touched = _folders_there(tree, changes.paths)
    chosen = touched & folders if paths else touched
    return Scope(tree, tuple(sorted(chosen)), tree, CommitTree(root, changes.base))


def merged_into(root: Path, base: str, head: str) -> Scope | str:
    """The posts that a pull request touches, as merging it would make them; or why there is nothing to draw."""
    merged = merge_of(root, base, head)
    if isinstance(merged, str):
        return merged
    main, tree = merged
    changed = changed_between(root, main, tree.commit)
    there = tuple(
        path for path in changed if path in tree.entries or "\\x" in path
    )  # an odd name is not looked up
    registers, folders = CommitTree(root, main), _folders_there(tree, changed)
    gone = _gone(tree, changed)
    return Scope(tree, tuple(sorted(folders)), registers, registers, there, gone)


def _gone(tree: CommitTree, changed: Iterable[str]) -> tuple[str, ...]:
    """What the merge takes away; a post that only moves is still there under its id."""
    kept = {path.split("/")[4] for path in tree.paths(f"{POSTS}/") if post_folder(path)}
    lost = [path for path in changed if path not in tree.entries]
    folders = {folder for folder in map(post_folder, lost) if folder.rpartition("/")[2] not in kept}
    replies = {path for path in lost if path.startswith(f"{REPLIES}/")}
    return (*sorted(folders - {""}), *sorted(replies))


def merge_of(root: Path, base: str, head: str) -> tuple[str, CommitTree] | str:
    """The commit behind `base` and the files that merging `head` into it would make; or why there are none."""
    require_merge_tree(root)
    main, branch = (_commit(root, name) for name in (base, head))
    merged = merge_result(root, main, branch)
    if merged.tree:
        return main, CommitTree(root, merged.tree)
    return (
        "main に取り込んだときの姿が決まらないため、確かめられません。プルリクエストの「Update branch」か"
        "「Resolve conflicts」で、main の新しい内容を取り込んでください。"
    )


def _commit(root: Path, name: str) -> str:
    commit = resolve(root, name)
    if commit is None:
        raise UsageError(f"「{name}」というコミットが、このチェックアウトにありません。")
    return commit


def _folders_there(tree: Tree, paths: Iterable[str]) -> set[str]:
    """The posts to which these paths belong, without those that are gone."""
    return {folder for folder in map(post_folder, paths) if folder and tree.paths(folder + "/")}
