"""What a check speaks about: every form of `content/` that was asked for, and what is none."""

from collections.abc import Callable, Iterable, Iterator

from scripts.core.account import read_account
from scripts.core.consents import read_consents
from scripts.core.document import Document
from scripts.core.form import Form
from scripts.core.incident import read_incident
from scripts.core.layout import REQUIRED, Stray, kind_at, strays
from scripts.core.policy import read_policy
from scripts.core.reply import read_reply
from scripts.core.roster import read_roster
from scripts.world.content import post_in
from scripts.world.registers import Tree, credentials_in, document_in

# Kind of form → how it is made from its document. A post is more than its document: see `post_in`.
_READERS: dict[str, Callable[[Document], Form]] = {
    "account": read_account,
    "roster": read_roster,
    "consents": read_consents,
    "policy": read_policy,
    "reply": read_reply,
    "incident": read_incident,
}


def subjects_in(tree: Tree, paths: Iterable[str]) -> Iterator[Form | Stray]:
    """What the rules speak about at these paths: each form once, and what is none. Missing paths are silent."""
    listed = sorted(paths)
    yield from strays(listed)
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
