"""Which files a command speaks about: what was named, and whatever belongs to it."""

from collections.abc import Iterable
from pathlib import Path

from scripts.core.layout import CONTENT
from scripts.core.post_path import post_folder
from scripts.world.content import Tree
from scripts.world.door import WrongQuestion
from scripts.world.files import WorkingTree


def asked(root: Path, named: Iterable[str]) -> list[str]:
    """Every file of `content/` at or below the paths that were named on the command line."""
    tree, root = WorkingTree(root), root.resolve()
    touched: list[str] = []
    for name in named:
        path = Path.cwd() / name
        if not path.exists() or not path.resolve().is_relative_to(root / CONTENT):
            raise WrongQuestion(f"「{name}」は {CONTENT} の中にありません。パスを確かめてください。")
        inside = path.resolve().relative_to(root).as_posix()
        touched += tree.paths(inside if path.is_file() else inside + "/")
    return with_neighbours(tree, touched)


def with_neighbours(tree: Tree, touched: Iterable[str]) -> list[str]:
    """The files of `content/` among these that are there, and everything else in the posts that they belong to."""
    ours = [path for path in touched if path.startswith(CONTENT)]
    folders = {folder for path in ours if (folder := post_folder(path))}
    found = {path for folder in folders for path in tree.paths(folder + "/")}
    return sorted(found | {path for path in ours if not post_folder(path) and tree.paths(path)})
