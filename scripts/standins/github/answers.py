"""GitHub's answers to what is read about approvals, in the shape of its REST API of 2022-11-28."""

from datetime import UTC, datetime
from typing import Any

from scripts.standins.github.git import Written, commits
from scripts.standins.github.http import NOT_FOUND, Answer, Request, route
from scripts.standins.github.nouns import Activity, PullRequest, Review, User
from scripts.standins.github.state import State


def moment(at: datetime | None) -> str | None:
    """A time as GitHub writes it: UTC, whole seconds."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if at else None


def user(who: User | None) -> dict[str, Any] | None:
    """An account."""
    return {"login": who.login, "id": who.id, "type": who.type} if who else None


def commit(state: State, written: Written) -> dict[str, Any]:
    """A commit with the accounts that GitHub knows behind its e-mail addresses."""
    return {
        "sha": written.sha,
        "parents": [{"sha": parent} for parent in written.parents],
        "author": user(state.behind(written.author_email)),
        "committer": user(state.behind(written.committer_email)),
        "commit": {
            "author": {"name": written.author, "email": written.author_email},
            "committer": {"name": written.committer, "email": written.committer_email},
            "message": written.message,
            "verification": {
                "verified": written.sha in state.signed,
                "reason": "valid" if written.sha in state.signed else "unsigned",
            },
        },
    }


def pull_request(state: State, each: PullRequest) -> dict[str, Any]:
    """A pull request as `pulls/{n}` shows it."""
    home = {"id": state.repository_id(state.name), "full_name": state.name}
    theirs = each.head_repository
    return {
        "number": each.number,
        "title": each.title,
        "state": each.state,
        "user": user(each.author),
        "created_at": moment(each.opened_at),
        "closed_at": moment(each.closed_at),
        "merged": each.merged_at is not None,
        "merged_at": moment(each.merged_at),
        "merged_by": user(each.merged_by),
        "merge_commit_sha": each.merge_commit,
        "commits": len(state.commits_of(each)),
        "requested_reviewers": [user(who) for who in each.requested],
        "base": {"ref": each.base, "sha": state.base_of(each), "repo": home},
        "head": {
            "ref": each.head_branch,
            "sha": each.head,
            "repo": {"id": state.repository_id(theirs), "full_name": theirs} if theirs else None,
        },
        "html_url": f"https://github.com/{state.name}/pull/{each.number}",
    }


def review(each: Review) -> dict[str, Any]:
    """A review; a pending one has no time."""
    shown = {
        "id": each.id,
        "user": user(each.user),
        "state": each.state,
        "commit_id": each.commit,
        "body": each.body,
    }
    return shown | ({"submitted_at": moment(each.at)} if each.at else {})


def activity(each: Activity) -> dict[str, Any]:
    """A movement of a branch."""
    return {
        "id": each.id,
        "ref": each.ref,
        "activity_type": each.kind,
        "before": each.before,
        "after": each.after,
        "timestamp": moment(each.at),
        "actor": user(each.actor),
    }


@route("GET", "commits/{sha}")
def _commit(state: State, request: Request, sha: str) -> Answer:
    found = commits(state.repository, "--no-walk", sha) if state.has(sha) else []
    return Answer(200, commit(state, found[0])) if found else NOT_FOUND


@route("GET", "commits/{sha}/pulls")
def _pulls_of_commit(state: State, request: Request, sha: str) -> Answer:
    found = [
        pull_request(state, each)
        for each in state.pull_requests.values()
        if state.is_indexed(each) and (each.merge_commit == sha or sha in state.commits_of(each))
    ]
    return Answer(200, found)


@route("GET", "pulls")
def _pulls(state: State, request: Request) -> Answer:
    wanted = request.query.get("state", "open")
    found = [each for each in state.pull_requests.values() if wanted in ("all", each.state)]
    return Answer(200, [pull_request(state, each) for each in reversed(found)])


@route("GET", "pulls/{number}")
def _pull(state: State, request: Request, number: str) -> Answer:
    found = state.find(number)
    return Answer(200, pull_request(state, found)) if found else NOT_FOUND


@route("GET", "pulls/{number}/reviews")
def _reviews(state: State, request: Request, number: str) -> Answer:
    if not state.find(number):
        return NOT_FOUND
    return Answer(200, [review(each) for each in state.reviews if each.number == int(number)])


@route("GET", "pulls/{number}/commits")
def _commits(state: State, request: Request, number: str) -> Answer:
    found = state.find(number)
    if not found:
        return NOT_FOUND
    span = commits(state.repository, f"{state.base_of(found)}..{found.head}")
    return Answer(200, [commit(state, each) for each in span[:250]])


@route("GET", "issues/{number}/timeline")
def _timeline(state: State, request: Request, number: str) -> Answer:
    found = state.find(number)
    return Answer(200, found.events) if found else NOT_FOUND


@route("GET", "activity")
def _activity(state: State, request: Request) -> Answer:
    ref = request.query.get("ref", "")
    found = [each for each in reversed(state.activities) if ref in ("", each.ref)]
    return Answer(200, [activity(each) for each in found])
