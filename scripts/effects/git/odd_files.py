"""Files of `content/` that git does not keep as plain files, or would rewrite when it checks them out."""

import re
from collections.abc import Iterator
from pathlib import Path

from scripts.content.places import CONTENT, OddFile
from scripts.effects.git.commands import git

_ALTERING = ("ident", "eol", "working-tree-encoding", "filter", "merge", "text")
_NAMED = re.compile(rb"(?:^|\s)(?:\[attr\]|ident|eol|working-tree-encoding|filter|merge|text)", re.MULTILINE)
_HARMLESS = ("unspecified", "unset")


def odd_files(root: Path) -> Iterator[OddFile]:
    """What is odd about the files that git knows: submodules, links, rights to run, attributes. Raises GitFailed."""
    listing = git(root, "ls-files", "--stage", "-z", "--", CONTENT)
    modes = {}
    for record in listing.decode("utf-8", "surrogateescape").split("\0")[:-1]:
        meta, _, path = record.partition("\t")
        modes[path] = meta.split(" ")[0]
    yield from (OddFile(path, mode) for path, mode in modes.items() if mode != "100644")
    if modes and _names_attributes(root):
        yield from _rewritten(root, list(modes))


def _names_attributes(root: Path) -> bool:
    """True where some `.gitattributes` says more than the repository's own line, which forbids all rewriting."""
    names = git(root, "ls-files", "--cached", "--others", "-z", "--", ":(glob)**/.gitattributes")
    files = [root / name for name in names.decode("utf-8", "surrogateescape").split("\0")[:-1]]
    texts = [file.read_bytes() for file in files if file.is_file() and not file.is_symlink()]
    return any(_NAMED.search(text) for text in texts)


def _rewritten(root: Path, paths: list[str]) -> Iterator[OddFile]:
    given = "".join(f"{path}\0" for path in paths).encode("utf-8", "surrogateescape")
    answer = git(root, "check-attr", "-z", "--stdin", *_ALTERING, given=given)
    fields = answer.decode("utf-8", "surrogateescape").split("\0")
    for path, attribute, value in zip(fields[::3], fields[1::3], fields[2::3], strict=False):
        if value not in _HARMLESS and (attribute, value) != ("text", "auto"):
            yield OddFile(path, attribute)
