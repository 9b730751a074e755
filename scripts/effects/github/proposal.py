"""An open pull request as a proposal. Of its commits only git's data is fetched; nothing of it is checked out or run."""

from collections.abc import Sequence
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
from scripts.effects.github.merge_result import merge_drivers, merge_result
from scripts.effects.github.merges import changed_between, config_at, content_of, files_of, own_commits
from scripts.effects.github.record import record_of_proposal
from scripts.effects.github.snapshot import corrected_by
from scripts.pull_requests.change_needs import ROSTER, ProposedChange, parts_of
from scripts.pull_requests.proposal import Proposal, Refusal, refused_unread

_MOST_FOLDERS = 20  # of posts that are read; a change may bring one


def open_pull_requests(api: Api) -> list[PullRequest] | Unavailable:
    """Every open pull request that can be read; one that cannot disturbs no other."""
    try:
        entries = api.pages("pulls", MOST_PAGES_OF_ALL, state="open")
    except Unanswered as why:
        return Unavailable(str(why))
    pulls = []
    for entry in entries:
        try:
            pulls.append(read_pull_request(entry, api.repository))
        except Unreadable:
            continue
    return sorted(pulls, key=lambda pull: pull.number)


def find_pull_request(api: Api, number: int) -> PullRequest | Unavailable:
    """One pull request, open or not."""
    try:
        return read_pull_request(api.get(f"pulls/{number}"), api.repository)
    except (Unanswered, Unreadable) as why:
        return Unavailable(str(why))


def take_proposal(
    api: Api, root: Path, pull: PullRequest, open_ones: Sequence[PullRequest], now: datetime
) -> Proposal | Refusal:
    """A pull request, judged against `main` as the clone knows it; or why there is nothing to judge."""
    if refusal := refused_unread(pull, open_ones):
        return refusal
    record = record_of_proposal(api, pull)
    if isinstance(record, Unavailable):
        return unreadable(pull.number, record.what, pull.head)
    try:
        _bring(root, pull.head)
        return _taken(root, resolve(root, MAIN_ON_ORIGIN) or "", record, pull, now)
    except GitFailed as failure:
        return unreadable(pull.number, f"手元のリポジトリ({failure})", pull.head)


def unreadable(number: int, what: str, head: str = "") -> Refusal:
    """The hold of a pull request that cannot be judged now."""
    message = f"承認を確かめられませんでした({what})。" + WAIT.format(maintainers="保守担当者")
    return Refusal(number, Reason("evidence_unavailable", message, holds=True), head)


def _bring(root: Path, head: str) -> None:
    """Have `main` as it stands now and the head's objects. The head gets no reference, so nothing takes it for a branch."""
    quiet = ("--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules")
    wanted = [] if resolve(root, head) else [head]
    git(root, "fetch", *quiet, "origin", "+refs/heads/main:refs/remotes/origin/main", *wanted)


def _taken(
    root: Path, main: str, record: GitHubRecord, pull: PullRequest, now: datetime
) -> Proposal | Refusal:
    merged = merge_result(root, main, pull.head)
    tree = CommitTree(root, merged.tree)
    if why := _no_tree(pull, merged.conflicts, merged.unrelated) or _driven(tree):
        return Refusal(pull.number, why, pull.head)
    changed = changed_between(root, main, merged.tree)
    config = config_at(root, main)
    folders = tuple(dict.fromkeys(folder for path in changed if (folder := post_folder(path))))
    folder = folders[0] if folders else ""
    names = [f"{merged.tree}:{folder}", f"{pull.head}:{folder}", f"{merged.tree}:{folder}/{POST_FILE}"]
    objects_by_name = objects(root, names)
    merge = MergeRecord(
        sha="",
        parents=(main, pull.head),
        committed_at=_after_everything(record, now),
        changed=changed,
        files=files_of(root, merged.tree, folder) if folder else {},
        tree=objects_by_name[names[0]].sha,
        approved_tree=objects_by_name[names[1]].sha,
        own_commits=own_commits(root, main, pull.head),
        config=config,
        content=content_of(folder, objects_by_name[names[2]]),
        corrected=(),
        github=record,
    )
    read = [path for path in changed if path == ROSTER or path.startswith(f"{REPLIES}/")]
    opener = pull.author.id if pull.author else 0
    change = ProposedChange(
        changed,
        CommitTree(root, main).read(read),
        tree.read(read),
        {
            name: _post_needs(root, main, merged.tree, name, config, opener)
            for name in folders[:_MOST_FOLDERS]
        },
    )
    snapshot = Snapshot(folder, main, now, (merge,), config)
    return Proposal(pull.number, snapshot, parts_of(change, config.roster))


def _no_tree(pull: PullRequest, conflicts: Sequence[str], unrelated: bool) -> Reason | None:
    if unrelated:
        message = (
            "このブランチは main とつながりのない履歴から作られていて、マージできません。"
            "投稿者は、main から新しいブランチを作り、そこに作り直してください。"
        )
        return Reason("content_differs", message)
    if conflicts:
        files = "、".join(conflicts[:3]) + (f" ほか{len(conflicts) - 3}件" if len(conflicts) > 3 else "")
        message = (
            f"main の新しい内容と食い違う所があり、まだマージできません({files})。投稿者は、プルリクエストのページの下の"
            "「Resolve conflicts」で直すか「Update branch」を押してブランチを新しくし、それから承認を受け直してください。"
        )
        return Reason("content_differs", message, holds=True)
    return None


def _driven(tree: CommitTree) -> Reason | None:
    if not (files := merge_drivers(tree)):
        return None
    message = (
        f"{files[0]} がマージのしかた(merge)を決めていて、マージの結果を前もって確かめられません。"
        "その行を消してください。"
    )
    return Reason("mixed_change", message)


def _post_needs(
    root: Path, main: str, merged: str, folder: str, config: ConfigAtMerge, opener: int
) -> tuple[Need, ...]:
    """The needs of the post as it will be; of one that is withdrawn, as it was."""
    names = [f"{merged}:{folder}/{POST_FILE}", f"{main}:{folder}/{POST_FILE}"]
    objects_by_name = objects(root, names)
    post = content_of(folder, objects_by_name[names[0]]) or content_of(folder, objects_by_name[names[1]])
    return required(post, corrected_by(root, main, post), config.roster, opener)


def _after_everything(record: GitHubRecord, now: datetime) -> datetime:
    """A merge that may come next: GitHub's clock can be ahead of ours."""
    seen = [review.submitted_at for review in record.reviews] + [push.at for push in record.pushes]
    return max(now, *seen, *record.base_changes) + timedelta(seconds=1) if seen else now
