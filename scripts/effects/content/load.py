"""Posts and the context of the rules, loaded from a tree of files."""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path

from scripts.checking.context import RuleContext
from scripts.checking.post_text import mentioned_posts
from scripts.content.picture import Picture
from scripts.content.places import POST_FILE, POST_ID, POSTS, folder_parts, homes_of, post_folder
from scripts.content.post import CorrectedPost, Post, read_post
from scripts.effects.content.registers import (
    ACCOUNT,
    CONSENTS,
    CREDENTIALS,
    ROSTER,
    Tree,
    account_in,
    consents_in,
    credentials_in,
    document_in,
    incidents_in,
    policy_in,
    replies_in,
    roster_in,
)
from scripts.effects.git.commands import CommitTree
from scripts.reading.schema import Schema

__all__ = [
    "ACCOUNT", "CONSENTS", "CREDENTIALS", "ROSTER", "Tree", "account_in", "consents_in",
    "corrected_in", "credentials_in", "document_in", "folders_among", "folders_in", "incidents_in", "knowing",
    "policy_in", "post_in", "post_of_tree", "posts_to_come", "replies_in", "roster_in", "schemas", "setting_in", "setting_of_registers", "titles_among",
]  # fmt: skip

_SCHEMAS = Path(__file__).parents[3] / "schemas"


def post_in(tree: Tree, path: str) -> Post | None:
    """The post whose `post.md` stands at that path, with the pictures beside it."""
    folder = path.rpartition("/")[0] + "/"
    files = tree.read(tree.paths(folder))
    raw = files.pop(path, None)
    if raw is None:
        return None
    pictures = {
        name: Picture(name, content) for file, content in files.items() if (name := file.removeprefix(folder))
    }
    return _with_corrected(read_post(path, raw, pictures), tree)


def post_of_tree(root: Path, tree_id: str, folder: str, main: Tree) -> Post:
    """The post whose folder has that tree id, whatever `main` says of it today. Raises GitFailed."""
    tree = CommitTree(root, tree_id)
    files = tree.read(tree.paths())
    raw = files.pop(POST_FILE, b"")
    pictures = {name: Picture(name, content) for name, content in files.items()}
    return _with_corrected(read_post(f"{folder}/{POST_FILE}", raw, pictures), main)


def _with_corrected(post: Post, tree: Tree) -> Post:
    if post.corrects not in mentioned_posts([post]):
        return post
    folders = folders_among(tree, [post.corrects]).get(post.corrects, ())
    files = tree.read([f"{folder}/{POST_FILE}" for folder in folders])
    for path, raw in files.items():
        corrected = read_post(path, raw, {})
        return replace(post, corrected=CorrectedPost(corrected.title))
    return post


def corrected_in(tree: Tree, post: Post) -> tuple[Post, ...]:
    """The post that this one corrects, the one that that one corrects, and so on."""
    chain: list[Post] = []
    while post.corrects in mentioned_posts([post]) - {corrected.post_id for corrected in chain}:
        folders = folders_among(tree, [post.corrects]).get(post.corrects, ())
        corrected = post_in(tree, f"{folders[0]}/{POST_FILE}") if folders else None
        if corrected is None:
            break
        post = corrected
        chain.append(post)
    return tuple(chain)


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
            folders.setdefault(parts[2], set()).add(post_folder(path))
    return {post_id: tuple(sorted(homes)) for post_id, homes in folders.items()}


def posts_to_come(tree: Tree, sent: frozenset[str]) -> list[Post]:
    """Every post of this tree that the ledger does not know as sent."""
    folders = (homes[0] for post_id, homes in folders_in(tree).items() if post_id not in sent)
    return [post for folder in folders if (post := post_in(tree, f"{folder}/{POST_FILE}"))]


def folders_among(tree: Tree, post_ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The folders that carry these ids, on both sides: at most two looks for each, whatever lies beside."""
    known = {
        post_id: tuple(sorted(folder for folder in homes_of(post_id) if tree.paths(folder + "/")))
        for post_id in post_ids
    }
    return {post_id: folders for post_id, folders in known.items() if folders}


def titles_among(tree: Tree, post_ids: Iterable[str]) -> dict[str, str]:
    """post_id → title, of those that this tree has; what is no id is none of them."""
    proper = filter(POST_ID.fullmatch, post_ids)
    texts = {post_id: f"{folders[0]}/{POST_FILE}" for post_id, folders in folders_among(tree, proper).items()}
    files = tree.read(texts.values())
    return {
        post_id: read_post(path, files[path], {}).title for post_id, path in texts.items() if path in files
    }


def setting_in(
    tree: Tree,
    now: datetime,
    sent: frozenset[str] | None,
    approved_at: datetime | None = None,
    in_doubt: frozenset[str] = frozenset(),
) -> RuleContext:
    """What the rules need to know, as this tree and this moment say. `sent` is None where there is no ledger."""
    known = knowing(setting_of_registers(tree, now), tree, (), sent, in_doubt)
    return replace(known, folders=folders_in(tree), approved_at=approved_at)


def setting_of_registers(tree: Tree, now: datetime) -> RuleContext:
    """What the registers say at this moment; nothing is known of any post yet."""
    return RuleContext(now, account_in(tree), roster_in(tree), consents_in(tree), schemas())


def knowing(
    context: RuleContext,
    tree: Tree,
    post_ids: Iterable[str],
    sent: frozenset[str] | None,
    in_doubt: frozenset[str] = frozenset(),
) -> RuleContext:
    """The same with what is known of these posts. `sent` is None where there is no ledger."""
    return replace(
        context,
        sent=sent or frozenset(),
        in_doubt=in_doubt,
        has_ledger=sent is not None,
        folders=folders_among(tree, post_ids),
    )
