"""GitHub's answers about Actions, in the shape of its REST API of 2022-11-28: what may run, what ran, the form."""

from datetime import timedelta
from typing import Any

from scripts.standins.github.answers import moment, user
from scripts.standins.github.http import NOT_FOUND, Answer, Request, route
from scripts.standins.github.settings import Run
from scripts.standins.github.settings_answers import NO_RIGHT
from scripts.standins.github.state import State


@route("GET", "actions/permissions")
def _actions(state: State, request: Request) -> Answer:
    settings = state.settings
    if not settings.admin:
        return NO_RIGHT
    if not settings.actions_enabled:
        return Answer(200, {"enabled": False})
    return Answer(200, {"enabled": True, "allowed_actions": settings.allowed_actions})


@route("GET", "actions/permissions/selected-actions")
def _selected(state: State, request: Request) -> Answer:
    if state.settings.allowed_actions != "selected":
        return Answer(409, {"message": "Conflict"})
    return Answer(200, state.settings.selected)


@route("GET", "actions/permissions/workflow")
def _token(state: State, request: Request) -> Answer:
    settings = state.settings
    shown = {
        "default_workflow_permissions": settings.token_default,
        "can_approve_pull_request_reviews": settings.token_approves,
    }
    return Answer(200, shown) if settings.admin else NO_RIGHT


@route("GET", "actions/workflows/{file}/runs")
def _runs(state: State, request: Request, file: str) -> Answer:
    wanted = request.query.get("status", "")
    listed = [
        _run(run)
        for run in sorted(state.settings.runs, key=lambda run: run.started, reverse=True)
        if run.workflow == file and wanted in ("", run.status, run.conclusion)
    ]
    room = int(request.query.get("per_page", 30))
    return Answer(200, {"total_count": len(listed), "workflow_runs": listed[:room]})


def _run(run: Run) -> dict[str, Any]:
    return {
        "id": run.id,
        "display_title": run.title,
        "actor": user(run.actor),
        "path": f".github/workflows/{run.workflow}",
        "head_branch": "main",
        "event": run.event,
        "status": run.status,
        "conclusion": run.conclusion,
        "created_at": moment(run.started),
        "run_started_at": moment(run.started),
        "updated_at": moment(run.started + timedelta(minutes=1)),
    }


@route("GET", "actions/runs/{number}")
def _one_run(state: State, request: Request, number: str) -> Answer:
    for run in state.settings.runs:
        if str(run.id) == number:
            return Answer(200, _run(run))
    return NOT_FOUND


@route("GET", "actions/runs/{number}/jobs")
def _jobs(state: State, request: Request, number: str) -> Answer:
    for run in state.settings.runs:
        if str(run.id) == number:
            steps = [
                {"name": name, "status": "completed", "conclusion": ended, "number": place}
                for place, (name, ended) in enumerate(run.steps.items(), start=1)
            ]
            job = {"name": "job", "run_id": run.id, "conclusion": run.conclusion, "steps": steps}
            return Answer(200, {"total_count": 1, "jobs": [job]})
    return NOT_FOUND


@route("POST", "actions/workflows/{file}/dispatches")
def _dispatch(state: State, request: Request, file: str) -> Answer:
    settings = state.settings
    if not settings.actions_enabled:
        return Answer(422, {"message": "Actions has been disabled for this repository"})
    settings.runs.append(
        Run(next(state.ids), file, state.clock(), "workflow_dispatch", status="queued", conclusion=None)
    )
    return Answer(204, b"")
