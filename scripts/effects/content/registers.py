"""The registers and records of a tree of files, as the nouns of `core`."""

from collections.abc import Collection, Iterable, Iterator
from typing import Protocol

from scripts.checking.changes import CredentialsChange, RosterChange
from scripts.content.account import Account, read_account
from scripts.content.consents import Consents, read_consents
from scripts.content.credentials import Credentials, read_credentials
from scripts.content.incident import INCIDENTS, Incident, read_incident
from scripts.content.places import kind_at
from scripts.content.policy import POLICY, Policy, read_policy
from scripts.content.reply import REPLIES, Reply, read_reply
from scripts.content.roster import Roster, read_roster
from scripts.reading.document import Document, read_markdown_file, read_yaml_file
from scripts.reading.problem import SyntaxProblem

ACCOUNT, ROSTER, CONSENTS = "content/account.yml", "content/roster.yml", "content/consents.yml"
CREDENTIALS = "content/credentials.yml"


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
        message = (
            f"必要なファイル {path} がありません。誤って消していないか確かめ、保守担当者に知らせてください。"
        )
        return Document(path, mistakes=(SyntaxProblem(1, "missing-file", message),))
    return read_markdown_file(path, raw) if path.endswith(".md") else read_yaml_file(path, raw)


def register_changes(
    touched: Collection[str], before: Tree, after: Tree
) -> Iterator[CredentialsChange | RosterChange]:
    """The registers from which nothing may disappear, where a change touches them and they were there before."""
    if CREDENTIALS in touched and before.paths(CREDENTIALS):
        yield CredentialsChange(credentials_in(before), credentials_in(after))
    if ROSTER in touched and before.paths(ROSTER):
        yield RosterChange(roster_in(before), roster_in(after))
