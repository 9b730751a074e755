"""What a run may write on GitHub: requests for review, issues, comments, commit statuses."""

from typing import Any

from scripts.standins.github.answers import moment, pull_request, user
from scripts.standins.github.http import NOT_FOUND, Answer, Request, route
from scripts.standins.github.nouns import BOT, Comment, Issue, Status
from scripts.standins.github.state import State


def _issue(state: State, issue: Issue) -> dict[str, Any]:
    return {
        "number": issue.number,
        "title": issue.title,
        "body": issue.body,
        "state": issue.state,
        "labels": [{"name": name} for name in issue.labels],
        "created_at": moment(issue.opened_at),
        "user": user(issue.user),
        "html_url": f"https://github.com/{state.name}/issues/{issue.number}",
    }


def _comment(comment: Comment) -> dict[str, Any]:
    return {
        "id": comment.id,
        "body": comment.body,
        "created_at": moment(comment.at),
        "updated_at": moment(comment.edited_at or comment.at),
        "user": user(comment.user),
    }


@route("POST", "pulls/{number}/requested_reviewers")
def _request_review(state: State, request: Request, number: str) -> Answer:
    pull, wanted = state.find(number), request.body.get("reviewers", [])
    if not pull:
        return NOT_FOUND
    known = [state.accounts[login] for login in wanted if login in state.accounts]
    if len(known) < len(wanted):
        return Answer(422, {"message": "Reviews may only be requested from collaborators."})
    if pull.author in known:
        return Answer(422, {"message": "Review cannot be requested from pull request author."})
    pull.requested.extend(who for who in known if who not in pull.requested)
    return Answer(201, pull_request(state, pull))


@route("POST", "statuses/{sha}")
def _set_status(state: State, request: Request, sha: str) -> Answer:
    fields = {name: str(request.body.get(name) or "") for name in ("state", "description", "target_url")}
    if fields["state"] not in ("error", "failure", "pending", "success") or len(fields["description"]) > 140:
        return Answer(422, {"message": "Validation Failed"})
    if not state.has(sha):
        return Answer(422, {"message": f"No commit found for SHA: {sha}"})
    status = Status(sha, str(request.body.get("context") or "default"), **fields)
    state.statuses.append(status)
    return Answer(201, {"state": status.state, "context": status.context})


@route("GET", "issues")
def _issues(state: State, request: Request) -> Answer:
    wanted = request.query.get("state", "open")
    labels = {name for name in request.query.get("labels", "").split(",") if name}
    issues = [
        issue
        for issue in reversed(state.issues.values())
        if wanted in ("all", issue.state) and labels <= set(issue.labels)
    ]
    return Answer(200, [_issue(state, issue) for issue in issues])


@route("POST", "issues")
def _open_issue(state: State, request: Request) -> Answer:
    body = request.body
    if not body.get("title"):
        return Answer(422, {"message": "Validation Failed"})
    issue = Issue(
        next(state.numbers), body["title"], body.get("body") or "", body.get("labels", []), state.clock()
    )
    state.issues[issue.number] = issue
    return Answer(201, _issue(state, issue))


@route("PATCH", "issues/{number}")
def _change_issue(state: State, request: Request, number: str) -> Answer:
    issue = state.issues.get(int(number)) if number.isdecimal() else None
    if not issue:
        return NOT_FOUND
    for name in ("title", "body", "state", "labels"):
        if name in request.body:
            setattr(issue, name, request.body[name])
    return Answer(200, _issue(state, issue))


@route("GET", "issues/{number}/comments")
def _comments(state: State, request: Request, number: str) -> Answer:
    return Answer(200, [_comment(comment) for comment in state.comments if str(comment.number) == number])


@route("POST", "issues/{number}/comments")
def _write_comment(state: State, request: Request, number: str) -> Answer:
    if not number.isdecimal() or int(number) not in {*state.issues, *state.pull_requests}:
        return NOT_FOUND
    comment = Comment(next(state.ids), int(number), request.body["body"], state.clock(), BOT)
    state.comments.append(comment)
    return Answer(201, _comment(comment))


@route("PATCH", "issues/comments/{id}")
def _change_comment(state: State, request: Request, id: str) -> Answer:
    for comment in state.comments:
        if str(comment.id) == id:
            comment.body, comment.edited_at = request.body["body"], state.clock()
            return Answer(200, _comment(comment))
    return NOT_FOUND
