"""What git and GitHub know of one reply: every merge that touched its file."""

from datetime import datetime
from pathlib import Path

from scripts.core.snapshot import Landing, Snapshot
from scripts.world.git import GitFailed, objects
from scripts.world.github import MAIN
from scripts.world.github_api import Api
from scripts.world.landings import (
    NO_COMMIT,
    Merge,
    changed_by,
    merges,
    own_commits,
    register_names,
    registers_at,
    registers_of,
    touching,
)
from scripts.world.settings import GitHub
from scripts.world.testifying import testimony_of_merge


def reply_snapshot(github: GitHub, root: Path, main: str, path: str, now: datetime) -> Snapshot:
    """Everything that the judge needs to know of one reply. What cannot be had is in it as missing."""
    api = Api(github)
    try:
        landings = tuple(
            _landing(api, root, path, merge) for merge in merges(root, touching(root, main, [path]))
        )
        return Snapshot(path, main, now, landings, registers_at(root, main))
    except GitFailed as failure:
        return Snapshot(
            path, main, now, (), registers_of({}, NO_COMMIT), missing=f"手元のリポジトリ({failure})"
        )


def _landing(api: Api, root: Path, path: str, merge: Merge) -> Landing:
    before, head = (*merge.parents, NO_COMMIT, NO_COMMIT)[:2]
    names = [f"{merge.sha}:{path}", f"{head}:{path}"]
    found = objects(root, [*names, *register_names(before)])
    return Landing(
        sha=merge.sha,
        parents=merge.parents,
        committed_at=merge.committed_at,
        changed=changed_by(root, merge),
        files={},
        tree=found[names[0]].sha,
        approved_tree=found[names[1]].sha,
        own_commits=own_commits(root, before, head) if len(merge.parents) > 1 else (),
        registers=registers_of(found, before),
        post=None,
        corrected=(),
        testimony=testimony_of_merge(api, merge.sha, MAIN),
    )
