"""An open pull request as a proposal. Of its commits only git's data is fetched; nothing of it is checked out or run."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from scripts.approvals.advice import WAIT
from scripts.approvals.github_reader import Unreadable, read_pull_request
from scripts.approvals.github_record import GitHubRecord, PullRequest, Unavailable
from scripts.approvals.needs import Need
from scripts.approvals.required import required
from scripts.approvals.snapshot import ConfigAtMerge, MergeRecord, Snapshot
from scripts.approvals.verdict import Reason
from scripts.content.places import POST_FILE, post_folder
from scripts.content.reply import REPLIES
from scripts.effects.git.commands import CommitTree, GitFailed, git, objects, resolve
from scripts.effects.git.main_branch import MAIN_ON_ORIGIN
from scripts.effects.github.api import MOST_PAGES_OF_ALL, Api, Unanswered
from scripts.effects.github.merge_result import merge_result, not_mergeable
from scripts.effects.github.merges import changed_between, config_at, content_of, files_of, own_commits
from scripts.effects.github.record import record_of_merge, record_of_proposal
from scripts.effects.github.snapshot import corrected_by, snapshot_with, text_of
from scripts.pull_requests.change_needs import ROSTER, ProposedChange, parts_of, replies_in_question
from scripts.pull_requests.proposal import Proposal, Refusal, refused_unread
from scripts.text.dates import JAPAN

_MOST = 20  # posts, and replies, that are read; a change may bring one


def open_pull_requests(api: Api) -> list[PullRequest] | Unavailable:
    """Every open pull request that can be read; one that cannot disturbs no other."""
    pulls = []
    try:
        for page, _ in api.page_by_page("pulls", MOST_PAGES_OF_ALL, state="open"):
            pulls += [pull for entry in page if (pull := _readable(entry, api.repository))]
    except Unanswered as why:
        return Unavailable(str(why), why.technical)
    return sorted(pulls, key=lambda pull: pull.number)


def _readable(entry: object, repository: str) -> PullRequest | None:
    try:
        return read_pull_request(entry, repository)
    except Unreadable:
        return None


def find_pull_request(api: Api, number: int) -> PullRequest | Unavailable:
    """One pull request, open or not."""
    try:
        return read_pull_request(api.get(f"pulls/{number}"), api.repository)
    except (Unanswered, Unreadable) as why:
        return Unavailable(str(why), why.technical)


def take_proposal(
    api: Api, root: Path, pull: PullRequest, open_ones: Sequence[PullRequest], now: datetime
) -> Proposal | Refusal:
    """A pull request, judged against `main` as the clone knows it; or why there is nothing to judge."""
    if refusal := refused_unread(pull, open_ones):
        return refusal
    record = record_of_proposal(api, pull)
    if isinstance(record, Unavailable):
        return unreadable(pull.number, record, pull.head)
    try:
        _bring(root, pull.head)
        return _taken(api, root, resolve(root, MAIN_ON_ORIGIN) or "", record, pull, now)
    except GitFailed as failure:
        return unreadable(pull.number, Unavailable(f"手元の複製: {failure}", failure.technical), pull.head)


def unreadable(number: int, why: Unavailable, head: str = "") -> Refusal:
    """The hold of a pull request that cannot be judged now."""
    message = f"承認を確かめられませんでした({why.what})。" + WAIT.format(maintainers="保守担当者")
    return Refusal(number, Reason("evidence_unavailable", message, True, why.technical), head)


def _bring(root: Path, head: str) -> None:
    """Have `main` as it stands now and the head's objects. The head gets no reference, so nothing takes it for a branch."""
    quiet = ("--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules")
    wanted = [] if resolve(root, head) else [head]
    git(root, "fetch", *quiet, "origin", "+refs/heads/main:refs/remotes/origin/main", *wanted)


def _taken(
    api: Api, root: Path, main: str, record: GitHubRecord, pull: PullRequest, now: datetime
) -> Proposal | Refusal:
    result = merge_result(root, main, pull.head)
    if why := not_mergeable(root, result):
        return Refusal(pull.number, why, pull.head)
    tree, config = CommitTree(root, result.tree), config_at(root, main)
    changed = changed_between(root, main, result.tree)
    base = MergeRecord(
        sha="",
        parents=(main, pull.head),
        committed_at=_after_everything(record, now),
        changed=changed,
        files={},
        tree="",
        approved_tree="",
        own_commits=own_commits(root, main, pull.head),
        config=config,
        content=None,
        corrected=(),
        github=record,
    )
    folders = [*dict.fromkeys(folder for path in changed if (folder := post_folder(path)))][:_MOST]
    read = [path for path in changed if path == ROSTER or path.startswith(f"{REPLIES}/")]
    opener = pull.author.id if pull.author else 0
    change = ProposedChange(
        changed,
        CommitTree(root, main).read(read),
        tree.read(read),
        {folder: _post_needs(root, main, result.tree, folder, config, opener, now) for folder in folders},
    )
    subjects = [*folders, *replies_in_question(change)[:_MOST]] or [""]
    snapshots = [
        Snapshot(path, main, now, (_with_content(root, base, result.tree, path),), config)
        for path in subjects
    ]
    remaining = [folder for folder in folders if folder in tree.folders]  # a withdrawal is always possible
    earlier = [
        snapshot_with(lambda merge: record_of_merge(api, merge), root, main, folder, now)
        for folder in remaining
    ]
    there = tuple(snapshot for snapshot in earlier if snapshot.merges or snapshot.missing)
    return Proposal(pull.number, tuple(snapshots), parts_of(change, config.roster), there)


def _with_content(root: Path, merge: MergeRecord, tree: str, path: str) -> MergeRecord:
    """The merge as far as one post or reply goes: what it would be, and what it is at the head."""
    if not path:
        return merge
    ours, theirs, text = f"{tree}:{path}", f"{merge.parents[1]}:{path}", f"{tree}:{text_of(path)}"
    blobs = objects(root, [ours, theirs, text])
    return replace(
        merge,
        files=files_of(root, tree, path),
        tree=blobs[ours].sha,
        approved_tree=blobs[theirs].sha,
        content=content_of(path, blobs[text]),
    )


def _post_needs(
    root: Path, main: str, merged: str, folder: str, config: ConfigAtMerge, opener: int, now: datetime
) -> tuple[Need, ...]:
    """The needs of the post as it will be; of one that is withdrawn, as it was."""
    names = [f"{merged}:{folder}/{POST_FILE}", f"{main}:{folder}/{POST_FILE}"]
    objects_by_name = objects(root, names)
    post = content_of(folder, objects_by_name[names[0]]) or content_of(folder, objects_by_name[names[1]])
    over = config.account.over(now.astimezone(JAPAN).date())
    return required(post, corrected_by(root, main, post), config.roster, opener, over)


def _after_everything(record: GitHubRecord, now: datetime) -> datetime:
    """A merge that may come next: GitHub's clock can be ahead of ours."""
    seen = [review.submitted_at for review in record.reviews] + [push.at for push in record.pushes]
    return max(now, *seen, *record.base_changes) + timedelta(seconds=1) if seen else now
