"""Snapshot of one post or reply: its merges from the clone, what GitHub says of each, and the configuration before."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path

from scripts.approvals.github_record import GitHubRecord, Unavailable
from scripts.approvals.snapshot import File, MergeRecord, Snapshot
from scripts.content.places import POST_FILE, POST_ID, folder_parts, homes_of
from scripts.content.post import Post
from scripts.content.reply import REPLIES, Reply
from scripts.effects.git.commands import GitFailed, objects
from scripts.effects.github.api import Api
from scripts.effects.github.merges import (
    NO_COMMIT,
    MergeCommit,
    changed_by,
    config_at,
    config_names,
    config_of,
    content_of,
    files_of,
    merge_commits,
    own_commits,
    touching,
)
from scripts.effects.github.record import record_of_merge
from scripts.effects.local.environment import GitHub

FetchRecord = Callable[[MergeCommit], GitHubRecord | Unavailable]


def take_snapshot(
    github: GitHub, root: Path, main: str, path: str, now: datetime, today: str = ""
) -> Snapshot:
    """All that the judge needs to know of a post's folder or a reply's file. What cannot be had is `missing`.

    `today` is the `main` that stands at `now`, where the other one is that of an earlier day.
    """
    api = Api(github)
    return snapshot_with(lambda merge: record_of_merge(api, merge), root, main, path, now, today)


def snapshot_with(
    fetch: FetchRecord, root: Path, main: str, path: str, now: datetime, today: str = ""
) -> Snapshot:
    """The same with GitHub's half from anywhere: from GitHub, or from the record of an earlier verdict."""
    try:
        return _taken(fetch, root, main, path, now, today or main)
    except GitFailed as failure:
        nobody = config_of({}, NO_COMMIT)
        return Snapshot(path, main, now, (), nobody, missing=f"手元の複製({failure})")


def _taken(fetch: FetchRecord, root: Path, main: str, path: str, now: datetime, today: str) -> Snapshot:
    records: list[MergeRecord] = []
    elsewhere: list[str] = []
    gone = withdrawn = False
    for merge in merge_commits(root, touching(root, main, _homes(path))):
        changed = changed_by(root, merge)
        files = files_of(root, merge.sha, path)
        if not any(name == path or name.startswith(f"{path}/") for name in changed):
            elsewhere.append(merge.sha)
        elif not files:
            gone = True
        else:
            withdrawn = withdrawn or gone
            records.append(_merge_record(fetch, root, main, path, merge, changed, files))
    return Snapshot(path, main, now, tuple(records), config_at(root, today), tuple(elsewhere), withdrawn)


def merges_of_file(api: Api, root: Path, path: str, shas: Iterable[str]) -> Iterator[MergeRecord]:
    """Those commits of `main` as they changed one register. Raises GitFailed."""
    for merge in merge_commits(root, shas):
        files = files_of(root, merge.sha, path)
        record = partial(record_of_merge, api)
        yield _merge_record(record, root, merge.sha, path, merge, changed_by(root, merge), files)


def _homes(path: str) -> Iterable[str]:
    """The paths whose history is that of the post or reply. Raises GitFailed for any other path."""
    if path.startswith(f"{REPLIES}/"):
        return (path,)
    parts = folder_parts(path + "/")
    if parts is None:
        raise GitFailed(f"{path}: no folder of a post")
    return {path, *homes_of(parts[2])}


def _merge_record(
    fetch: FetchRecord,
    root: Path,
    main: str,
    path: str,
    merge: MergeCommit,
    changed: tuple[str, ...],
    files: dict[str, File],
) -> MergeRecord:
    before, head = (*merge.parents, NO_COMMIT, NO_COMMIT)[:2]
    text = f"{merge.sha}:{text_of(path)}"
    objects_by_name = objects(root, [f"{merge.sha}:{path}", f"{head}:{path}", text, *config_names(before)])
    content = content_of(path, objects_by_name[text])
    return MergeRecord(
        sha=merge.sha,
        parents=merge.parents,
        committed_at=merge.committed_at,
        changed=changed,
        files=files,
        tree=objects_by_name[f"{merge.sha}:{path}"].sha,
        approved_tree=objects_by_name[f"{head}:{path}"].sha,
        own_commits=own_commits(root, before, head) if len(merge.parents) > 1 else (),
        config=config_of(objects_by_name, before),
        content=content,
        corrected=corrected_by(root, main, content),
        github=fetch(merge),
    )


def text_of(path: str) -> str:
    """The Markdown file of a post's folder; a reply is one."""
    return path if path.startswith(f"{REPLIES}/") else f"{path}/{POST_FILE}"


def corrected_by(root: Path, main: str, content: Post | Reply | None) -> tuple[Post, ...]:
    """The post that this one corrects, those that that one corrects, and so on: every version that `main` has had.

    A correction needs what the post needs that it corrects, and that is judged by all its merges. One commit alone may
    know another version than the one that was sent, or, where the correction was merged first, none.
    """
    versions: list[Post] = []
    read: set[str] = set()
    wanted = [content.corrects] if isinstance(content, Post) else []
    while wanted:
        post_id = wanted.pop()
        if POST_ID.fullmatch(post_id) and post_id not in read:
            read.add(post_id)
            posts = _versions(root, main, post_id)
            versions += posts
            wanted += [post.corrects for post in posts]
    return tuple(versions)


def _versions(root: Path, main: str, post_id: str) -> list[Post]:
    homes = homes_of(post_id)
    merges = touching(root, main, homes)
    names = {f"{sha}:{folder}/{POST_FILE}": folder for sha in merges for folder in homes}
    objects_by_name = objects(root, names)
    versions = (content_of(folder, objects_by_name[name]) for name, folder in names.items())
    return [post for post in versions if isinstance(post, Post)]
