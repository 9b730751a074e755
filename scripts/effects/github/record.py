"""Asking GitHub about one commit or one pull request, in as few waits as there are questions that depend on answers."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from scripts.approvals.github_reader import (
    Unreadable,
    read_base_change,
    read_commit,
    read_pull_request,
    read_push,
    read_review,
)
from scripts.approvals.github_record import GitHubRecord, PullRequest, Unavailable
from scripts.effects.github.api import Api, Unanswered


def testimony_of_merge(api: Api, sha: str, base: str) -> GitHubRecord | Unavailable:
    """What GitHub knows of a commit of `main`: seven calls for one pull request, in two waits."""

    def ask(pool: ThreadPoolExecutor) -> GitHubRecord:
        commit = pool.submit(api.get, f"commits/{sha}")
        pulls = pool.submit(api.pages, f"commits/{sha}/pulls")
        merge = read_commit(commit.result())
        found = [read_pull_request(each, api.repository) for each in pulls.result()]
        merged = tuple(each for each in found if each.merged_at)
        fitting = [each for each in merged if each.merge_commit == sha and each.base == base]
        if merge.sha != sha:
            raise Unreadable("another commit")
        if len(fitting) != 1:
            return GitHubRecord(merge, merged)
        return _about(api, pool, fitting[0].number, fitting[0].head_branch, GitHubRecord(merge, merged))

    return _answered(ask)


def testimony_of_pull_request(api: Api, number: int) -> GitHubRecord | Unavailable:
    """What GitHub knows of a pull request that may still be open."""

    def ask(pool: ThreadPoolExecutor) -> GitHubRecord:
        found = read_pull_request(api.get(f"pulls/{number}"), api.repository)
        return _about(api, pool, number, found.head_branch, GitHubRecord())

    return _answered(ask)


def _about(
    api: Api, pool: ThreadPoolExecutor, number: int, branch: str, so_far: GitHubRecord
) -> GitHubRecord:
    ref = f"refs/heads/{branch}"
    pull = pool.submit(api.get, f"pulls/{number}")
    reviews = pool.submit(api.pages, f"pulls/{number}/reviews")
    commits = pool.submit(api.pages, f"pulls/{number}/commits")
    timeline = pool.submit(api.pages, f"issues/{number}/timeline")
    activity = pool.submit(api.pages, "activity", ref=ref)
    return GitHubRecord(
        so_far.merge,
        so_far.candidates,
        _same(read_pull_request(pull.result(), api.repository), number, branch),
        tuple(review for each in reviews.result() if (review := read_review(each))),
        tuple(read_commit(each) for each in commits.result()),
        tuple(push for each in activity.result() if (push := read_push(each, ref))),
        tuple(at for each in timeline.result() if (at := read_base_change(each))),
    )


def _same(found: PullRequest, number: int, branch: str) -> PullRequest:
    if (found.number, found.head_branch) != (number, branch):
        raise Unreadable("another pull request")
    return found


def _answered(ask: Callable[[ThreadPoolExecutor], GitHubRecord]) -> GitHubRecord | Unavailable:
    try:
        with ThreadPoolExecutor(5) as pool:
            return ask(pool)
    except (Unanswered, Unreadable) as why:
        return Unavailable(str(why))
