"""GitHub's record of one merge or one open pull request, asked for in as few waits as answers depend on each other."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from scripts.approvals.github_reader import (
    Unreadable,
    read_base_change,
    read_commit,
    read_dismissal,
    read_pull_request,
    read_push,
    read_review,
)
from scripts.approvals.github_record import GitHubRecord, PullRequest, Unavailable
from scripts.approvals.merge import merged_as
from scripts.effects.github.api import Api, Unanswered
from scripts.effects.github.merges import MergeCommit


def record_of_merge(api: Api, merge: MergeCommit) -> GitHubRecord | Unavailable:
    """What GitHub knows of a commit of `main`: seven calls for one pull request, in two waits."""

    def ask(pool: ThreadPoolExecutor) -> GitHubRecord:
        commit = pool.submit(api.get, f"commits/{merge.sha}")
        pulls = pool.submit(api.pages, f"commits/{merge.sha}/pulls")
        signed = read_commit(commit.result())
        listed = [read_pull_request(entry, api.repository) for entry in pulls.result()]
        candidates = tuple(pull for pull in listed if pull.merged_at)
        if signed.sha != merge.sha:
            raise Unreadable("another commit")
        merged = merged_as(merge.sha, merge.parents, candidates)
        so_far = GitHubRecord(signed, candidates)
        return _about(api, pool, merged[0], so_far) if len(merged) == 1 else so_far

    return _answered(ask)


def record_of_proposal(api: Api, pull: PullRequest) -> GitHubRecord | Unavailable:
    """What GitHub knows of a pull request that may still be open."""
    return _answered(lambda pool: _about(api, pool, pull, GitHubRecord()))


def _about(api: Api, pool: ThreadPoolExecutor, listed: PullRequest, so_far: GitHubRecord) -> GitHubRecord:
    number, ref = listed.number, f"refs/heads/{listed.head_branch}"
    pull = pool.submit(api.get, f"pulls/{number}")
    reviews = pool.submit(api.pages, f"pulls/{number}/reviews")
    commits = pool.submit(api.pages, f"pulls/{number}/commits")
    timeline = pool.submit(api.pages, f"issues/{number}/timeline")
    activity = pool.submit(api.pages, "activity", ref=ref)
    return GitHubRecord(
        so_far.merge,
        so_far.candidates,
        _same(read_pull_request(pull.result(), api.repository), listed),
        tuple(review for entry in reviews.result() if (review := read_review(entry))),
        tuple(read_commit(entry) for entry in commits.result()),
        tuple(push for entry in activity.result() if (push := read_push(entry, ref))),
        tuple(at for entry in timeline.result() if (at := read_base_change(entry))),
        tuple(dismissal for entry in timeline.result() if (dismissal := read_dismissal(entry))),
    )


def _same(pull: PullRequest, listed: PullRequest) -> PullRequest:
    if (pull.number, pull.head_branch) != (listed.number, listed.head_branch):
        raise Unreadable("another pull request")
    return pull


def _answered(ask: Callable[[ThreadPoolExecutor], GitHubRecord]) -> GitHubRecord | Unavailable:
    try:
        with ThreadPoolExecutor(5) as pool:
            return ask(pool)
    except (Unanswered, Unreadable) as why:
        return Unavailable(str(why), why.technical)
