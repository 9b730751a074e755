"""GitHub's answers to what is read about approvals, in the shape of its REST API of 2022-11-28."""

from datetime import UTC, datetime, timedelta
from typing import Any

from scripts.standins.github.git import Written, commits
from scripts.standins.github.http import NOT_FOUND, Answer, Request, route
from scripts.standins.github.nouns import Activity, PullRequest, Review, User
from scripts.standins.github.state import State

_PERIODS = {"day": timedelta(days=1), "week": timedelta(days=7), "month": timedelta(days=30)}


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


def pull_request(state: State, pull: PullRequest) -> dict[str, Any]:
    """A pull request as `pulls/{n}` shows it."""
    home = {"id": state.repository_id(state.name), "full_name": state.name}
    theirs = pull.head_repository
    return {
        "number": pull.number,
        "title": pull.title,
        "body": pull.body or None,
        "state": pull.state,
        "user": user(pull.author),
        "created_at": moment(pull.opened_at),
        "closed_at": moment(pull.closed_at),
        "merged": pull.merged_at is not None,
        "merged_at": moment(pull.merged_at),
        "merged_by": user(pull.merged_by),
        "merge_commit_sha": pull.merge_commit,
        "commits": len(state.commits_of(pull)),
        "requested_reviewers": [user(who) for who in pull.requested],
        "base": {"ref": pull.base, "sha": state.base_of(pull), "repo": home},
        "head": {
            "ref": pull.head_branch,
            "sha": pull.head,
            "repo": {"id": state.repository_id(theirs), "full_name": theirs} if theirs else None,
        },
        "html_url": f"https://github.com/{state.name}/pull/{pull.number}",
    }


def review(given: Review) -> dict[str, Any]:
    """A review; a pending one has no time."""
    shown = {
        "id": given.id,
        "user": user(given.user),
        "state": given.state,
        "commit_id": given.commit,
        "body": given.body,
    }
    return shown | ({"submitted_at": moment(given.at)} if given.at else {})


def activity(entry: Activity) -> dict[str, Any]:
    """A movement of a branch."""
    return {
        "id": entry.id,
        "ref": entry.ref,
        "activity_type": entry.kind,
        "before": entry.before,
        "after": entry.after,
        "timestamp": moment(entry.at),
        "actor": user(entry.actor),
    }


@route("GET", "commits/{sha}")
def _commit(state: State, request: Request, sha: str) -> Answer:
    known = commits(state.repository, "--no-walk", sha) if state.has(sha) else []
    return Answer(200, commit(state, known[0])) if known else NOT_FOUND


@route("GET", "commits/{sha}/pulls")
def _pulls_of_commit(state: State, request: Request, sha: str) -> Answer:
    listed = [
        pull_request(state, pull)
        for pull in state.pull_requests.values()
        if state.is_indexed(pull) and (pull.merge_commit == sha or sha in state.commits_of(pull))
    ]
    return Answer(200, listed)


@route("GET", "pulls")
def _pulls(state: State, request: Request) -> Answer:
    wanted = request.query.get("state", "open")
    listed = [pull for pull in state.pull_requests.values() if wanted in ("all", pull.state)]
    return Answer(200, [pull_request(state, pull) for pull in reversed(listed)])


@route("GET", "pulls/{number}")
def _pull(state: State, request: Request, number: str) -> Answer:
    pull = state.find(number)
    return Answer(200, pull_request(state, pull)) if pull else NOT_FOUND


@route("GET", "pulls/{number}/reviews")
def _reviews(state: State, request: Request, number: str) -> Answer:
    if not state.find(number):
        return NOT_FOUND
    return Answer(200, [review(given) for given in state.reviews if given.number == int(number)])


@route("GET", "pulls/{number}/commits")
def _commits(state: State, request: Request, number: str) -> Answer:
    pull = state.find(number)
    if not pull:
        return NOT_FOUND
    span = commits(state.repository, f"{state.base_of(pull)}..{pull.head}")
    return Answer(200, [commit(state, listed) for listed in span[:250]])


@route("GET", "issues/{number}/timeline")
def _timeline(state: State, request: Request, number: str) -> Answer:
    pull = state.find(number)
    return Answer(200, pull.events) if pull else NOT_FOUND


@route("GET", "activity")
def _activity(state: State, request: Request) -> Answer:
    ref, kind = request.query.get("ref", ""), request.query.get("activity_type", "")
    since = state.clock() - _PERIODS.get(request.query.get("time_period", ""), timedelta(days=36_500))
    entries = [
        entry
        for entry in reversed(state.activities)
        if ref in ("", entry.ref) and kind in ("", entry.kind) and entry.at >= since
    ]
    in_order = reversed(entries) if request.query.get("direction") == "asc" else entries
    return Answer(200, [activity(entry) for entry in in_order])
