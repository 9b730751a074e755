"""Who wrote what is to be approved: opened, committed, co-authored or pushed."""

from datetime import datetime

from scripts.approvals.github_record import WEB_FLOW, Actor, Commit, GitHubRecord, Push
from scripts.approvals.snapshot import MergeRecord


def pushes_of_the_head(landing: MergeRecord) -> tuple[Push, ...]:
    """The movements of the head branch since it was last made, up to the merge, oldest first.

    GitHub lists the newest first; turning the list round keeps the order of those in one second.
    """
    if not isinstance(landing.testimony, GitHubRecord):
        return ()
    until = sorted(
        (push for push in reversed(landing.testimony.pushes) if push.at <= landing.merged_at),
        key=lambda push: push.at,
    )
    made = [place for place, push in enumerate(until) if push.kind == "branch_creation"]
    since = until[made[-1] :] if made else until
    return tuple(push for push in since if push.kind != "branch_deletion")


def head_was_seen(landing: MergeRecord) -> bool:
    """True if the server's record of pushes knows the head itself."""
    head = landing.pull_request.head if landing.pull_request else ""
    return any(push.after == head for push in pushes_of_the_head(landing))


def settled_at(landing: MergeRecord) -> datetime | None:
    """The last moment at which the text, or where it goes, could still change. An approval must be younger."""
    if not isinstance(landing.testimony, GitHubRecord):
        return None
    moments = [push.at for push in pushes_of_the_head(landing)]
    moments += [at for at in landing.testimony.base_changes if at <= landing.merged_at]
    return max(moments, default=None)


MOST_COMMITS = 250  # GitHub lists no more of a pull request


def contributors(landing: MergeRecord) -> dict[int, str]:
    """The account numbers of everybody who took part, and what each of them did first."""
    if not isinstance(landing.testimony, GitHubRecord) or not landing.pull_request:
        return {}
    found: list[tuple[Actor | None, str]] = [(landing.pull_request.author, "プルリクエストを開いた")]
    for commit in landing.testimony.commits:
        found += [(each, "コミットした") for each in (commit.author, commit.committer)]
    found += [(push.actor, "プッシュした") for push in pushes_of_the_head(landing)]
    did: dict[int, str] = {}
    for who, what in found:
        if who and who.id != WEB_FLOW:
            did.setdefault(who.id, what)
    for commit in landing.testimony.commits:
        for number in commit.co_authors:
            if number is not None:
                did.setdefault(number, "共同作成者(Co-authored-by)になっている")
    return did


def nameless(landing: MergeRecord) -> list[str]:
    """What was done by somebody whom nobody can name. GitHub itself counts only where its signature holds."""
    if not isinstance(landing.testimony, GitHubRecord) or not landing.pull_request:
        return []
    found = [] if landing.pull_request.author else ["プルリクエストを開いた人"]
    for commit in landing.testimony.commits:
        found += [f"コミット {commit.sha[:7]} の{part}" for part in _nameless_parts(commit)]
    if any(push.actor is None for push in pushes_of_the_head(landing)):
        found.append("ブランチにプッシュした人")
    return found


def _nameless_parts(commit: Commit) -> list[str]:
    parts = []
    for who, part in ((commit.author, "作成者"), (commit.committer, "コミットした人")):
        if who is None or (who.id == WEB_FLOW and not commit.verified):
            parts.append(part)
    if None in commit.co_authors:
        parts.append("共同作成者")
    return parts


def too_many(landing: MergeRecord) -> bool:
    """True if GitHub cannot list all commits of the pull request."""
    if not isinstance(landing.testimony, GitHubRecord) or not landing.pull_request:
        return False
    counts = (landing.pull_request.commits, len(landing.own_commits), len(landing.testimony.commits))
    return max(counts) > MOST_COMMITS


def unlisted(landing: MergeRecord) -> list[str]:
    """Commits that git knows between `main` and the head, but GitHub's list leaves out."""
    if not isinstance(landing.testimony, GitHubRecord):
        return []
    listed = {commit.sha for commit in landing.testimony.commits}
    return [sha for sha in landing.own_commits if sha not in listed]
