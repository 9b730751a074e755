"""Who wrote what is to be approved: opened, committed, co-authored or pushed."""

from datetime import datetime

from scripts.approvals.github_record import WEB_FLOW, Actor, Commit, GitHubRecord, Push
from scripts.approvals.snapshot import MergeRecord


def pushes_of_the_head(merge: MergeRecord) -> tuple[Push, ...]:
    """The movements of the head branch since it was last made, up to the merge, oldest first.

    GitHub lists the newest first; turning the list round keeps the order of those in one second.
    """
    if not isinstance(merge.github, GitHubRecord):
        return ()
    until = sorted(
        (push for push in reversed(merge.github.pushes) if push.at <= merge.merged_at),
        key=lambda push: push.at,
    )
    made = [index for index, push in enumerate(until) if push.kind == "branch_creation"]
    since = until[made[-1] :] if made else until
    return tuple(push for push in since if push.kind != "branch_deletion")


def head_was_seen(merge: MergeRecord) -> bool:
    """True if the server's record of pushes knows the head itself."""
    head = merge.pull_request.head if merge.pull_request else ""
    return any(push.after == head for push in pushes_of_the_head(merge))


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
