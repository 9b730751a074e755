"""What a tree of files holds, as the nouns of `core`: the registers, the posts, the setting of the rules."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Protocol

from scripts.core.account import Account, read_account
from scripts.core.consents import Consents, read_consents
from scripts.core.credentials import Credentials, read_credentials
from scripts.core.document import Document, read_markdown_file, read_yaml_file
from scripts.core.form import Form
from scripts.core.incident import INCIDENTS, Incident, read_incident
from scripts.core.layout import REQUIRED, Stray, kind_at, strays
from scripts.core.mistake import Mistake
from scripts.core.picture import read_picture
from scripts.core.policy import POLICY, Policy, read_policy
from scripts.core.post import POST_FILE, POSTS, Post, folder_parts
from scripts.core.post_reader import read_post
from scripts.core.register_change import CredentialsChange, RosterChange
from scripts.core.reply import REPLIES, Reply, read_reply
from scripts.core.roster import SIDE_NAMES, Roster, read_roster
from scripts.core.schema import Schema
from scripts.core.setting import Setting

ACCOUNT, ROSTER, CONSENTS = "content/account.yml", "content/roster.yml", "content/consents.yml"
CREDENTIALS = "content/credentials.yml"
_SCHEMAS = Path(__file__).parents[2] / "schemas"


# Kind of form → how it is made from its document. A post is more than its document: see `post_in`.
_READERS: dict[str, Callable[[Document], Form]] = {
    "account": read_account,
    "roster": read_roster,
    "consents": read_consents,
    "policy": read_policy,
    "reply": read_reply,
    "incident": read_incident,
}


class Tree(Protocol):
    """Files by path from the root: the working tree or a commit's."""

    def paths(self, under: str = "") -> list[str]: ...

    def read(self, paths: Iterable[str]) -> dict[str, bytes]: ...


def account_in(tree: Tree) -> Account:
    """The account as this tree says."""
    return read_account(document_in(tree, ACCOUNT))


def roster_in(tree: Tree) -> Roster:
    """The roster as this tree says."""
    return read_roster(document_in(tree, ROSTER))


def consents_in(tree: Tree) -> Consents:
    """The standing consents as this tree says."""
    return read_consents(document_in(tree, CONSENTS))


def policy_in(tree: Tree) -> Policy:
    """The operation policy as this tree says."""
    return read_policy(document_in(tree, POLICY))


def incidents_in(tree: Tree) -> tuple[Incident, ...]:
    """Every record of trouble that this tree holds, in the order of their names."""
    paths = [path for path in tree.paths(INCIDENTS + "/") if kind_at(path) == "incident"]
    files = tree.read(paths)
    return tuple(read_incident(read_yaml_file(path, files[path])) for path in paths if path in files)


def replies_in(tree: Tree) -> tuple[Reply, ...]:
    """Every reply that this tree holds, in the order of their names."""
    paths = [path for path in tree.paths(REPLIES + "/") if kind_at(path) == "reply"]
    files = tree.read(paths)
    return tuple(read_reply(read_markdown_file(path, files[path])) for path in paths if path in files)


def credentials_in(tree: Tree) -> Credentials:
    """The log of credentials, with the trouble that asks for an entry in it."""
    return read_credentials(document_in(tree, CREDENTIALS), incidents_in(tree))


def document_in(tree: Tree, path: str) -> Document:
    """A file of `content/`; one that is missing is a document whose only mistake is that it is missing."""
    raw = tree.read([path]).get(path)
    if raw is None:
        say = (
            f"必要なファイル {path} がありません。誤って消していないか確かめ、保守担当者に知らせてください。"
        )
        return Document(path, mistakes=(Mistake(1, "missing-file", say),))
    return read_markdown_file(path, raw) if path.endswith(".md") else read_yaml_file(path, raw)


def post_in(tree: Tree, path: str) -> Post | None:
    """The post whose `post.md` stands at that path, with the pictures beside it."""
    folder = path.rpartition("/")[0] + "/"
    files = tree.read(tree.paths(folder))
    raw = files.pop(path, None)
    if raw is None:
        return None
    pictures = {
        name: read_picture(name, content)
        for file, content in files.items()
        if (name := file.removeprefix(folder))
    }
    return read_post(path, raw, pictures)


def corrected_in(tree: Tree, post: Post) -> tuple[Post, ...]:
    """The post that this one corrects, the one that that one corrects, and so on."""
    chain: list[Post] = []
    folders = folders_in(tree) if post.corrects else {}
    while post.corrects in folders and post.corrects not in {each.post_id for each in chain}:
        found = post_in(tree, f"{folders[post.corrects][0]}/{POST_FILE}")
        if found is None:
            break
        post = found
        chain.append(post)
    return tuple(chain)


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


def register_changes(
    touched: Collection[str], before: Tree, after: Tree
) -> Iterator[CredentialsChange | RosterChange]:
    """The registers from which nothing may disappear, where a change touches them and they were there before."""
    if CREDENTIALS in touched and before.paths(CREDENTIALS):
        yield CredentialsChange(credentials_in(before), credentials_in(after))
    if ROSTER in touched and before.paths(ROSTER):
        yield RosterChange(roster_in(before), roster_in(after))


@cache
def schemas() -> dict[str, Schema]:
    """The program's own schemas: `post`, `roster`, … → its shape. They do not change while it runs."""
    return {
        file.name.removesuffix(".schema.json"): Schema(json.loads(file.read_bytes()))
        for file in _SCHEMAS.iterdir()
    }


def folders_in(tree: Tree) -> dict[str, tuple[str, ...]]:
    """Every post_id and the folders that carry it (more than one is a mistake)."""
    folders: dict[str, set[str]] = {}
    for path in tree.paths(POSTS + "/"):
        if parts := folder_parts(path):
            folders.setdefault(parts[2], set()).add("/".join(path.split("/")[:5]))
    return {post_id: tuple(sorted(found)) for post_id, found in folders.items()}


def folders_among(tree: Tree, post_ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The folders that carry these ids, on both sides: at most two looks for each, whatever lies beside."""
    places = {
        post_id: [f"{POSTS}/{side}/{post_id[:4]}/{post_id}" for side in sorted(SIDE_NAMES)]
        for post_id in post_ids
    }
    found = {
        post_id: tuple(folder for folder in folders if tree.paths(folder + "/"))
        for post_id, folders in places.items()
    }
    return {post_id: folders for post_id, folders in found.items() if folders}


def setting_in(
    tree: Tree, now: datetime, sent: frozenset[str], approved_at: datetime | None = None
) -> Setting:
    """What the rules need to know, as this tree and this moment say."""
    return replace(
        setting_about(tree, now, sent or None, ()), folders=folders_in(tree), approved_at=approved_at
    )


def setting_about(tree: Tree, now: datetime, sent: frozenset[str] | None, post_ids: Iterable[str]) -> Setting:
    """The same for subjects that speak of these posts alone. `sent` is None where there is no ledger."""
    return Setting(
        now=now,
        account=account_in(tree),
        roster=roster_in(tree),
        consents=consents_in(tree),
        schemas=schemas(),
        sent=sent or frozenset(),
        has_ledger=sent is not None,
        folders=folders_among(tree, post_ids),
    )
