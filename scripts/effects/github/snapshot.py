"""One snapshot of a post: its merges from the clone, what GitHub says of them, and the registers before them."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from scripts.approvals.github_record import GitHubRecord, Unavailable
from scripts.approvals.snapshot import File, MergeRecord, Snapshot
from scripts.content.places import POST_FILE, POSTS, folder_parts
from scripts.content.post import Post
from scripts.content.roster import SIDE_NAMES
from scripts.effects.git.commands import GitFailed, objects
from scripts.effects.github.api import Api
from scripts.effects.github.merges import (
    NO_COMMIT,
    MergeCommit,
    changed_by,
    files_of,
    front_matter,
    merges,
    own_commits,
    register_names,
    registers_at,
    registers_of,
    touching,
)
from scripts.effects.github.record import testimony_of_merge
from scripts.effects.local.environment import GitHub

MAIN = "main"
FetchRecord = Callable[[str], GitHubRecord | Unavailable]


def take_snapshot(github: GitHub, root: Path, main: str, folder: str, now: datetime) -> Snapshot:
    """Everything that the judge needs to know of one post. What cannot be had is in it as missing."""
    api = Api(github)
    return snapshot_with(lambda sha: testimony_of_merge(api, sha, MAIN), root, main, folder, now)


def snapshot_with(testify: FetchRecord, root: Path, main: str, folder: str, now: datetime) -> Snapshot:
    """The same with GitHub's half from anywhere: from GitHub, or from the record of an earlier verdict."""
    try:
        return _taken(testify, root, main, folder, now)
    except GitFailed as failure:
        nobody = registers_of({}, NO_COMMIT)
        return Snapshot(folder, main, now, (), nobody, missing=f"手元のリポジトリ({failure})")


def _taken(testify: FetchRecord, root: Path, main: str, folder: str, now: datetime) -> Snapshot:
    parts = folder_parts(folder + "/")
    if parts is None:
        raise GitFailed(f"{folder}: no folder of a post")
    landings: list[MergeRecord] = []
    elsewhere: list[str] = []
    gone = withdrawn = False
    for merge in merges(root, touching(root, main, {folder, *homes_of(parts[2])})):
        changed = changed_by(root, merge)
        files = files_of(root, merge.sha, folder)
        if not any(path.startswith(folder + "/") for path in changed):
            elsewhere.append(merge.sha)
        elif not files:
            gone = True
        else:
            withdrawn = withdrawn or gone
            landings.append(_landing(testify, root, folder, merge, changed, files))
    return Snapshot(folder, main, now, tuple(landings), registers_at(root, main), tuple(elsewhere), withdrawn)


def _landing(
    testify: FetchRecord,
    root: Path,
    folder: str,
    merge: MergeCommit,
    changed: tuple[str, ...],
    files: dict[str, File],
) -> MergeRecord:
    before, head = (*merge.parents, NO_COMMIT, NO_COMMIT)[:2]
    names = [f"{merge.sha}:{folder}", f"{head}:{folder}", f"{merge.sha}:{folder}/{POST_FILE}"]
    found = objects(root, [*names, *register_names(before)])
    post = front_matter(folder, found[names[2]])
    return MergeRecord(
        sha=merge.sha,
        parents=merge.parents,
        committed_at=merge.committed_at,
        changed=changed,
        files=files,
        tree=found[names[0]].sha,
        approved_tree=found[names[1]].sha,
        own_commits=own_commits(root, before, head) if len(merge.parents) > 1 else (),
        registers=registers_of(found, before),
        post=post,
        corrected=corrected_by(root, before, post),
        testimony=testify(merge.sha),
    )


def homes_of(post_id: str) -> list[str]:
    """Where a post of that id may lie."""
    return [f"{POSTS}/{side}/{post_id[:4]}/{post_id}" for side in SIDE_NAMES]


def corrected_by(root: Path, commit: str, post: Post | None) -> tuple[Post, ...]:
    """The post that this one corrects, the one that that one corrects, and so on, as the commit has them."""
    chain: list[Post] = []
    while post and post.corrects and post.corrects not in {each.post_id for each in chain}:
        folders = homes_of(post.corrects)
        found = objects(root, [f"{commit}:{folder}/{POST_FILE}" for folder in folders])
        there = [front_matter(folder, each) for folder, each in zip(folders, found.values(), strict=True)]
        post = next((each for each in there if each), None)
        chain += [post] if post else []
    return tuple(chain)


def reply_snapshot(github: GitHub, root: Path, main: str, path: str, now: datetime) -> Snapshot:
    """Everything that the judge needs to know of one reply. What cannot be had is in it as missing."""
    api = Api(github)

    def testify(sha: str) -> GitHubRecord | Unavailable:
        return testimony_of_merge(api, sha, MAIN)

    try:
        landings = tuple(
            _landing(testify, root, path, merge, changed_by(root, merge), {})
            for merge in merges(root, touching(root, main, [path]))
        )
        return Snapshot(path, main, now, landings, registers_at(root, main))
    except GitFailed as failure:
        return Snapshot(
            path, main, now, (), registers_of({}, NO_COMMIT), missing=f"手元のリポジトリ({failure})"
        )
