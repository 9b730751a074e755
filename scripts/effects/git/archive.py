"""What was approved and sent, taken out of git again: the posts by the trees that the ledger names."""

from collections.abc import Mapping
from pathlib import Path

from scripts.content.places import POST_FILE
from scripts.content.post import Post, read_post
from scripts.effects.content.load import Tree, post_of_tree
from scripts.effects.git.commands import CommitTree, GitFailed, read_named, resolve
from scripts.effects.git.main_branch import MAIN_ON_ORIGIN, last_folder
from scripts.effects.git.working_tree import WorkingTree
from scripts.effects.local.progress import with_progress
from scripts.reading.fields import text
from scripts.records.record import Record


def approved_texts(root: Path, records: Mapping[str, Record]) -> dict[str, Post]:
    """The text of every post that was claimed, without its pictures: one git process, however many posts."""
    names = {
        record.post_id: f"{text(record.claimed.get('content_sha'))}:{POST_FILE}"
        for record in records.values()
        if record.claim
    }
    if not names:
        return {}
    texts = read_named(root, names.values())
    there = [post_id for post_id, name in names.items() if name in texts]  # two of them may be the same bytes
    return {
        post_id: read_post(f"{folder_of(root, records[post_id])}/{POST_FILE}", texts[names[post_id]], {})
        for post_id in with_progress(there, len(there))
    }


def approved_post(root: Path, record: Record) -> Post | None:
    """One post with its pictures, as it was approved; None where this clone does not hold it."""
    content = text(record.claimed.get("content_sha"))
    try:
        return (
            post_of_tree(root, content, folder_of(root, record), registers_then(root, record))
            if content
            else None
        )
    except GitFailed:
        return None


def registers_then(root: Path, record: Record) -> Tree:
    """The files of `main` on which the approval was judged; today's where this clone does not hold them."""
    main = text(record.evidence.get("main"))
    return CommitTree(root, main) if main and resolve(root, main) else WorkingTree(root)


def folder_of(root: Path, record: Record) -> str:
    """The post's folder, as the evidence names it; else where `main` had it last, never a guess."""
    if named := text(record.evidence.get("folder")):
        return named
    return last_folder(root, resolve(root, MAIN_ON_ORIGIN) or "HEAD", record.post_id)
