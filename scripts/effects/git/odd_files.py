"""Files of `content/` that git does not keep as plain files, or would rewrite when it checks them out."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts.content.places import CONTENT, OddFile
from scripts.effects.git.commands import CommitTree, git, read_blobs

_ALTERING = ("ident", "eol", "working-tree-encoding", "filter", "merge", "text", "crlf")
_NAMED = re.compile(
    rb"(?:^|\s)(?:\[attr\]|ident|eol|working-tree-encoding|filter|merge|text|crlf)", re.MULTILINE
)
_HARMLESS = ("unspecified", "unset")
_ATTRIBUTES = ".gitattributes"


def odd_files(root: Path) -> Iterator[OddFile]:
    """What is odd about the files that git knows: submodules, links, rights to run, attributes. Raises GitFailed."""
    every = ":(glob)**/" + _ATTRIBUTES
    modes: dict[str, str] = {}
    shas: list[str] = []
    for record in _split(git(root, "ls-files", "--stage", "-z", "--", CONTENT, every)):
        meta, _, path = record.partition("\t")
        mode, sha, _ = meta.split(" ")
        shas += [sha] if _is_attributes(path) and mode != "160000" else []
        modes |= {path: mode} if path.startswith(CONTENT) else {}
    yield from _by_mode(modes)
    names = _split(git(root, "ls-files", "--cached", "--others", "-z", "--", every))
    there = [root / name for name in names if (root / name).is_file() and not (root / name).is_symlink()]
    # A file of attributes can name itself, and then lies there in other letters than git holds it: both count.
    if _some_named([*read_blobs(root, shas).values(), *(file.read_bytes() for file in there)]):
        yield from {*_rewritten(root, modes), *_rewritten(root, modes, "--cached")}


def odd_files_of(tree: CommitTree) -> Iterator[OddFile]:
    """The same of the files of a commit, whatever the checkout holds. Raises GitFailed."""
    modes = {path: entry.mode for path, entry in tree.entries.items() if path.startswith(CONTENT)}
    yield from _by_mode(modes)
    if _some_named(tree.read(filter(_is_attributes, tree.entries)).values()):
        with TemporaryDirectory() as nowhere:
            index = f"{nowhere}/index"
            git(tree.root, "read-tree", tree.commit, index=index)
            yield from _rewritten(tree.root, modes, "--cached", index=index)


def _is_attributes(path: str) -> bool:
    return path.rpartition("/")[2] == _ATTRIBUTES


def _by_mode(modes: dict[str, str]) -> Iterator[OddFile]:
    yield from (OddFile(path, mode) for path, mode in modes.items() if mode != "100644")


def _some_named(texts: Iterable[bytes]) -> bool:
    """True where some `.gitattributes` says more than the repository's own line, which forbids all rewriting."""
    return any(_NAMED.search(text) for text in texts)


def _rewritten(root: Path, paths: Iterable[str], *options: str, index: str = "") -> Iterator[OddFile]:
    given = "".join(f"{path}\0" for path in paths).encode("utf-8", "surrogateescape")
    fields = _split(git(root, "check-attr", *options, "-z", "--stdin", *_ALTERING, given=given, index=index))
    for path, attribute, value in zip(fields[::3], fields[1::3], fields[2::3], strict=False):
        if value not in _HARMLESS and (attribute, value) != ("text", "auto"):
            yield OddFile(path, attribute)


def _split(listing: bytes) -> list[str]:
    return listing.decode("utf-8", "surrogateescape").split("\0")[:-1]
