"""Who wrote what is to be approved: opened, committed, co-authored or pushed."""

from collections.abc import Sequence
from datetime import datetime

from scripts.approvals.github_record import WEB_FLOW, Actor, Commit, GitHubRecord, Push
from scripts.approvals.snapshot import MergeRecord


def pushes_of_the_head(merge: MergeRecord) -> tuple[Push, ...]:
    """Who moved the head branch, up to the merge, oldest first: since it was last made before the pull request was opened.

    A pull request outlives its branch, which can be deleted and restored: whatever was pushed to it counts, and so does
    an earlier push that brought one of its commits.
    """
    moved = _movements(merge)
    begins, brought = _first_of_this_branch(moved, merge), {_head(merge), *merge.own_commits}
    return tuple(
        push
        for index, push in enumerate(moved)
        if push.kind != "branch_deletion" and (index >= begins or push.after in brought)
    )


def _movements(merge: MergeRecord) -> list[Push]:
    """All that the server saw of the branch's name up to the merge.

    GitHub lists the newest first; turning the list round keeps the order of those in one second.
    """
    if not isinstance(merge.github, GitHubRecord):
        return []
    until = (push for push in reversed(merge.github.pushes) if push.at <= merge.merged_at)
    return sorted(until, key=lambda push: push.at)


def _first_of_this_branch(moved: Sequence[Push], merge: MergeRecord) -> int:
    """The place of the creation that the pull request was opened upon: what lies before it was another branch of this name."""
    pull = merge.pull_request
    made = [
        index
        for index, push in enumerate(moved)
        if push.kind == "branch_creation" and pull and push.at <= pull.opened_at
    ]
    return made[-1] if made else 0


def _head(merge: MergeRecord) -> str:
    return merge.pull_request.head if merge.pull_request else ""


def head_was_seen(merge: MergeRecord) -> bool:
    """True if the server's record of pushes knows the head itself."""
    moved = _movements(merge)
    return any(push.after == _head(merge) for push in moved[_first_of_this_branch(moved, merge) :])


def settled_at(merge: MergeRecord) -> datetime | None:
    """The last moment at which the text, or where it goes, could still change. An approval must be younger."""
    if not isinstance(merge.github, GitHubRecord):
        return None
    moments = [push.at for push in pushes_of_the_head(merge)]
    moments += [at for at in merge.github.base_changes if at <= merge.merged_at]
    return max(moments, default=None)


MOST_COMMITS = 250  # GitHub lists no more of a pull request


def contributors(merge: MergeRecord) -> dict[int, str]:
    """The account numbers of everybody who took part, and what each of them did first."""
    if not isinstance(merge.github, GitHubRecord) or not merge.pull_request:
        return {}
    acts: list[tuple[Actor | None, str]] = [(merge.pull_request.author, "プルリクエストを開いた")]
    for commit in merge.github.commits:
        acts += [(account, "コミットした") for account in (commit.author, commit.committer)]
    acts += [(push.actor, "プッシュした") for push in pushes_of_the_head(merge)]
    did: dict[int, str] = {}
    for account, what in acts:
        if account and account.id != WEB_FLOW:
            did.setdefault(account.id, what)
    for commit in merge.github.commits:
        for number in commit.co_authors:
            if number is not None:
                did.setdefault(number, "共同作成者(Co-authored-by)になっている")
    return did


def nameless(merge: MergeRecord) -> list[str]:
    """Contributions without a known account. GitHub itself counts as known only where its signature holds."""
    if not isinstance(merge.github, GitHubRecord) or not merge.pull_request:
        return []
    parts = [] if merge.pull_request.author else ["プルリクエストを開いた人"]
    for commit in merge.github.commits:
        parts += [f"コミット {commit.sha[:7]} の{part}" for part in _nameless_parts(commit)]
    if any(push.actor is None for push in pushes_of_the_head(merge)):
        parts.append("ブランチにプッシュした人")
    return parts


def _nameless_parts(commit: Commit) -> list[str]:
    parts = []
    for account, part in ((commit.author, "作成者"), (commit.committer, "コミットした人")):
        if account is None or (account.id == WEB_FLOW and not commit.verified):
            parts.append(part)
    if None in commit.co_authors:
        parts.append("共同作成者(コミットの説明の Co-authored-by の行)")
    return parts


def too_many(merge: MergeRecord) -> bool:
    """True if GitHub cannot list all commits of the pull request."""
    if not isinstance(merge.github, GitHubRecord) or not merge.pull_request:
        return False
    counts = (merge.pull_request.commits, len(merge.own_commits), len(merge.github.commits))
    return max(counts) > MOST_COMMITS


def unlisted(merge: MergeRecord) -> list[str]:
    """Commits that git knows between `main` and the head, but GitHub's list leaves out."""
    if not isinstance(merge.github, GitHubRecord):
        return []
    listed = {commit.sha for commit in merge.github.commits}
    return [sha for sha in merge.own_commits if sha not in listed]
