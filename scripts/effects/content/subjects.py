"""What a check speaks about: every form of `content/` that was asked for, and what is none."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from scripts.content.account import read_account
from scripts.content.consents import read_consents
from scripts.content.form import Form
from scripts.content.incident import read_incident
from scripts.content.places import CONTENT, REQUIRED, OddFile, Stray, kind_at, odd_names, post_folder, strays
from scripts.content.policy import read_policy
from scripts.content.reply import read_reply
from scripts.content.roster import read_roster
from scripts.effects.content.load import Tree, post_in
from scripts.effects.content.registers import credentials_in, document_in
from scripts.effects.git.working_tree import WorkingTree
from scripts.effects.local.cli import UsageError
from scripts.reading.document import Document

# Kind of form → how it is made from its document. A post is more than its document: see `post_in`.
_READERS: dict[str, Callable[[Document], Form]] = {
    "account": read_account,
    "roster": read_roster,
    "consents": read_consents,
    "policy": read_policy,
    "reply": read_reply,
    "incident": read_incident,
}


def subjects_in(tree: Tree, paths: Iterable[str]) -> Iterator[Form | Stray | OddFile]:
    """What the rules speak about at these paths: each form once, and what is none. Missing paths are silent."""
    listed = sorted(paths)
    yield from strays(listed)
    yield from odd_names(listed)
    for path in listed:
        kind = kind_at(path)
        if kind == "post":
            yield post_in(tree, path) or Stray(path, (path.rpartition("/")[2],))
        elif kind == "credentials":
            yield credentials_in(tree)
        elif kind in _READERS:
            yield _READERS[kind](document_in(tree, path))
    # A missing register of those without which nothing works is a finding on its path.
    for path in REQUIRED:
        kind = kind_at(path)
        if path not in listed and kind in _READERS and not tree.paths(path):
            yield _READERS[kind](document_in(tree, path))


def files_named(root: Path, named: Iterable[str]) -> list[str]:
    """Every file of `content/` at or below the paths that were named on the command line."""
    tree, root = WorkingTree(root), root.resolve()
    touched: list[str] = []
    for name in named:
        path = Path.cwd() / name
        if not path.exists() or not path.resolve().is_relative_to(root / CONTENT):
            raise UsageError(f"「{name}」は {CONTENT} の中にありません。パスを確かめてください。")
        inside = path.resolve().relative_to(root).as_posix()
        touched += tree.paths(inside if path.is_file() else inside + "/")
    return with_neighbours(tree, touched)


def with_neighbours(tree: Tree, touched: Iterable[str]) -> list[str]:
    """The files of `content/` among these that are there, and everything else in the posts that they belong to."""
    ours = [path for path in touched if path.startswith(CONTENT)]
    folders = {folder for path in ours if (folder := post_folder(path))}
    paths = {path for folder in folders for path in tree.paths(folder + "/")}
    return sorted(paths | {path for path in ours if not post_folder(path) and tree.paths(path)})
