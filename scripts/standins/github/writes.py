"""What a run may write on GitHub: requests for review, issues, comments, commit statuses."""

from typing import Any

from scripts.standins.github.answers import moment, pull_request, user
from scripts.standins.github.http import NOT_FOUND, Answer, Request, route
from scripts.standins.github.nouns import Comment, Issue, Status, User
from scripts.standins.github.state import State

BOT = User("github-actions[bot]", 41898282, "Bot")


def _issue(state: State, each: Issue) -> dict[str, Any]:
    return {
        "number": each.number,
        "title": each.title,
        "body": each.body,
        "state": each.state,
        "labels": [{"name": name} for name in each.labels],
        "created_at": moment(each.opened_at),
        "user": user(BOT),
        "html_url": f"https://github.com/{state.name}/issues/{each.number}",
    }


def _comment(each: Comment) -> dict[str, Any]:
    return {"id": each.id, "body": each.body, "created_at": moment(each.at), "user": user(BOT)}


@route("POST", "pulls/{number}/requested_reviewers")
def _request_review(state: State, request: Request, number: str) -> Answer:
    found, wanted = state.find(number), request.body.get("reviewers", [])
    if not found:
        return NOT_FOUND
    known = [state.accounts[login] for login in wanted if login in state.accounts]
    if len(known) < len(wanted):
        return Answer(422, {"message": "Reviews may only be requested from collaborators."})
    if found.author in known:
        return Answer(422, {"message": "Review cannot be requested from pull request author."})
    found.requested.extend(who for who in known if who not in found.requested)
    return Answer(201, pull_request(state, found))


@route("POST", "statuses/{sha}")
def _set_status(state: State, request: Request, sha: str) -> Answer:
    told = {name: str(request.body.get(name) or "") for name in ("state", "description", "target_url")}
    if told["state"] not in ("error", "failure", "pending", "success") or len(told["description"]) > 140:
        return Answer(422, {"message": "Validation Failed"})
    if not state.has(sha):
        return Answer(422, {"message": f"No commit found for SHA: {sha}"})
    status = Status(sha, str(request.body.get("context") or "default"), **told)
    state.statuses.append(status)
    return Answer(201, {"state": status.state, "context": status.context})


@route("GET", "issues")
def _issues(state: State, request: Request) -> Answer:
    wanted = request.query.get("state", "open")
    labels = {name for name in request.query.get("labels", "").split(",") if name}
    found = [
        each
        for each in reversed(state.issues.values())
        if wanted in ("all", each.state) and labels <= set(each.labels)
    ]
    return Answer(200, [_issue(state, each) for each in found])


@route("POST", "issues")
def _open_issue(state: State, request: Request) -> Answer:
    body = request.body
    if not body.get("title"):
        return Answer(422, {"message": "Validation Failed"})
    each = Issue(
        next(state.numbers), body["title"], body.get("body") or "", body.get("labels", []), state.clock()
    )
    state.issues[each.number] = each
    return Answer(201, _issue(state, each))


@route("PATCH", "issues/{number}")
def _change_issue(state: State, request: Request, number: str) -> Answer:
    each = state.issues.get(int(number)) if number.isdecimal() else None
    if not each:
        return NOT_FOUND
    for name in ("title", "body", "state", "labels"):
        if name in request.body:
            setattr(each, name, request.body[name])
    return Answer(200, _issue(state, each))


@route("GET", "issues/{number}/comments")
def _comments(state: State, request: Request, number: str) -> Answer:
    return Answer(200, [_comment(each) for each in state.comments if str(each.number) == number])


@route("POST", "issues/{number}/comments")
def _write_comment(state: State, request: Request, number: str) -> Answer:
    if not number.isdecimal() or int(number) not in {*state.issues, *state.pull_requests}:
        return NOT_FOUND
    each = Comment(next(state.ids), int(number), request.body["body"], state.clock())
    state.comments.append(each)
    return Answer(201, _comment(each))


@route("PATCH", "issues/comments/{id}")
def _change_comment(state: State, request: Request, id: str) -> Answer:
    for each in state.comments:
        if str(each.id) == id:
            each.body = request.body["body"]
            return Answer(200, _comment(each))
    return NOT_FOUND
