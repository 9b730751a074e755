"""The posts that go out near others: those of `main` that wait or went out lately, those that are proposed."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from scripts.checking.context import RuleContext
from scripts.content.hours import first_allowed
from scripts.content.places import POST_FILE, POSTS, SIDES, day_of, folder_parts, post_folder
from scripts.content.post import read_post
from scripts.delivery.entry import Entry
from scripts.delivery.ledger import state_of
from scripts.effects.content.load import Tree
from scripts.effects.git.commands import CommitTree, GitFailed, git, line_of, resolve
from scripts.effects.github.merges import changed_between
from scripts.pages.around.beside import PreviewContext
from scripts.pages.around.neighbours import Neighbour, planned
from scripts.records.record import Record

Heads = Mapping[int, str]  # a pull request's number → its newest commit
_SPAN = timedelta(days=62)  # a post that is older by its name, and not sent, is no plan any more
_MOST = 100  # posts that are read
_MOST_PROPOSED = 20  # pull requests that are read, and posts of one


def near_posts(tree: Tree, context: RuleContext) -> dict[str, str]:
    """post_id → folder of the newest posts of `main`, by the days in their names."""
    since = context.today - _SPAN
    years = range(since.year, context.today.year + 2)
    homes = [f"{POSTS}/{side}/{year}/" for side in SIDES for year in years]
    paths = [path for home in homes for path in tree.paths(home) if path.endswith(f"/{POST_FILE}")]
    ids = {parts[2]: post_folder(path) for path in paths if (parts := folder_parts(path))}
    near = sorted((day, post_id) for post_id in ids if (day := day_of(post_id)) and day >= since)
    return {post_id: ids[post_id] for _, post_id in near[-_MOST:]}


def neighbours_among(
    tree: Tree, near: Mapping[str, str], lines: Mapping[str, tuple[Entry, ...]], context: RuleContext
) -> tuple[Neighbour, ...]:
    """When each of them went out or will; those that a person stopped or LINE refused are left out."""
    files = tree.read([f"{folder}/{POST_FILE}" for folder in near.values()])
    neighbours = []
    for post_id, folder in near.items():
        raw, entries = files.get(f"{folder}/{POST_FILE}"), lines.get(post_id, ())
        if raw is None or (entries and state_of(entries) not in ("sent", "claimed", "new")):
            continue
        post = read_post(f"{folder}/{POST_FILE}", raw, {})
        sent_at = Record(post_id, entries).sent_at
        at = sent_at or first_allowed(post, context.account, context.now)
        if at is not None and (sent_at or not (post.send.not_after and post.send.not_after < context.now)):
            waits = planned(post, at, context.now)
            neighbours.append(replace(waits, sent=True, at_once=False) if sent_at else waits)
    return tuple(neighbours)


def with_proposed(
    root: Path,
    main: str,
    heads: Heads,
    beside: Mapping[str, PreviewContext],
    context: RuleContext,
) -> tuple[Mapping[str, PreviewContext], tuple[int, ...]]:
    """The same by folder, with the new posts of other pull requests among the neighbours; `heads` are by number.

    What is not there yet is fetched as data in one go. Also the numbers of those that cannot be read: whatever one of
    them holds costs it alone.
    """
    read = dict(sorted(heads.items())[-_MOST_PROPOSED:])
    known = {folder.rpartition("/")[2] for folder in beside}
    known |= {other.post_id for around in beside.values() for other in around.neighbours}
    if missing := [head for head in read.values() if not resolve(root, head)]:
        with suppress(GitFailed):
            git(root, "fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "origin", *missing)
    new: list[Neighbour] = []
    unread = sorted(heads.keys() - read.keys())
    for number, head in read.items():
        try:
            new += [
                other for other in _proposed(root, main, number, head, context) if other.post_id not in known
            ]
        except (GitFailed, OverflowError, ValueError):
            unread.append(number)
    return {
        folder: replace(around, neighbours=(*around.neighbours, *new)) for folder, around in beside.items()
    }, tuple(unread)


def _proposed(root: Path, main: str, number: int, head: str, context: RuleContext) -> Iterator[Neighbour]:
    tree = CommitTree(root, head)
    changed = changed_between(root, line_of(root, "merge-base", main, head), head)
    folders = sorted({folder for path in changed if (folder := post_folder(path))})[:_MOST_PROPOSED]
    for path, raw in tree.read(f"{folder}/{POST_FILE}" for folder in folders).items():
        post = read_post(path, raw, {})
        at = first_allowed(post, context.account, context.now)
        if at is not None:
            yield planned(post, at, context.now, number)
