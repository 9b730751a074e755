"""An open pull request as a proposal. Of its commits only git's data is fetched; nothing of it is checked out or run."""

from datetime import datetime, timedelta
from pathlib import Path

from scripts.approvals.github_record import Actor, GitHubRecord, PullRequest, Unavailable
from scripts.approvals.needs import Need, roles_needed
from scripts.approvals.post_needs import needs_of_post
from scripts.approvals.snapshot import MergeRecord, Snapshot
from scripts.content.places import POST_FILE, folder_parts
from scripts.content.reply import REPLIES
from scripts.content.roster import Roster
from scripts.effects.git.commands import CommitTree, GitFailed, git, line_of, objects, resolve
from scripts.effects.github.api import Api
from scripts.effects.github.merges import changed_between, files_of, front_matter, own_commits, registers_at
from scripts.effects.github.record import testimony_of_pull_request
from scripts.effects.github.snapshot import corrected_by
from scripts.pull_requests.change_needs import ROSTER, ProposedChange, parts_of
from scripts.pull_requests.proposal import Proposal


def take_proposal(api: Api, root: Path, number: int, now: datetime) -> Proposal | Unavailable:
    """A pull request, judged against `main` as the clone knows it; or what could not be had."""
    testimony = testimony_of_pull_request(api, number)
    if isinstance(testimony, Unavailable) or testimony.pull_request is None:
        return testimony if isinstance(testimony, Unavailable) else Unavailable(f"#{number}")
    main = resolve(root, "refs/remotes/origin/main") or resolve(root, "refs/heads/main")
    try:
        _bring(root, testimony.pull_request.head)
        return _taken(root, main or "", testimony, testimony.pull_request, now)
    except GitFailed as failure:
        return Unavailable(f"手元のリポジトリ({failure})")


def _bring(root: Path, head: str) -> None:
    """Have the head's objects in the clone. No reference is written, so nothing can be taken for a branch."""
    if resolve(root, head) is None:
        quiet = ("--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules")
        git(root, "fetch", *quiet, "origin", head)


def _taken(root: Path, main: str, testimony: GitHubRecord, pull: PullRequest, now: datetime) -> Proposal:
    base = line_of(root, "merge-base", main, pull.head)
    changed = changed_between(root, base, pull.head)
    registers = registers_at(root, main)
    folders = tuple(dict.fromkeys("/".join(path.split("/")[:5]) for path in changed if folder_parts(path)))
    folder = folders[0] if folders else ""
    landing = MergeRecord(
        sha="",
        parents=(main, pull.head),
        committed_at=_after_everything(testimony, now),
        changed=changed,
        files=files_of(root, pull.head, folder) if folder else {},
        tree=_tree_after_merge(root, base, main, pull.head, folder),
        approved_tree=_tree(root, pull.head, folder),
        own_commits=own_commits(root, main, pull.head),
        registers=registers,
        post=front_matter(folder, objects(root, [f"{pull.head}:{folder}/{POST_FILE}"]).popitem()[1]),
        corrected=(),
        testimony=testimony,
    )
    read = [path for path in changed if path == ROSTER or path.startswith(f"{REPLIES}/")]
    change = ProposedChange(
        changed,
        CommitTree(root, base).read(read),
        CommitTree(root, pull.head).read(read),
        {each: _post_needs(root, base, pull.head, each, registers.roster, pull.author) for each in folders},
    )
    snapshot = Snapshot(folder, main, now, (landing,), registers)
    return Proposal(pull.number, snapshot, parts_of(change, registers.roster))


def _post_needs(
    root: Path, base: str, head: str, folder: str, roster: Roster, opener: Actor | None
) -> tuple[Need, ...]:
    """The needs of the post as it will be; of one that is withdrawn, as it was."""
    found = objects(root, [f"{head}:{folder}/{POST_FILE}", f"{base}:{folder}/{POST_FILE}"])
    new, old = (front_matter(folder, each) for each in found.values())
    post = new or old
    if post is None:
        return roles_needed("", "")
    return needs_of_post(post, corrected_by(root, base, post), roster, opener)


def _tree(root: Path, commit: str, folder: str) -> str:
    return objects(root, [f"{commit}:{folder}"])[f"{commit}:{folder}"].sha if folder else ""


def _tree_after_merge(root: Path, base: str, main: str, head: str, folder: str) -> str:
    """The folder that a merge would make: the head's, unless `main` has changed it since the branch began."""
    theirs, ours = _tree(root, head, folder), _tree(root, main, folder)
    return theirs if ours in (_tree(root, base, folder), theirs) else "changed on both sides"


def _after_everything(testimony: GitHubRecord, now: datetime) -> datetime:
    """A merge that may come next: GitHub's clock can be ahead of ours."""
    seen = [review.submitted_at for review in testimony.reviews] + [push.at for push in testimony.pushes]
    return max(now, *seen, *testimony.base_changes) + timedelta(seconds=1) if seen else now
