"""The workflows as data, and what each of them must not do."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / ".github/workflows").glob("*.yml"))
PULL_REQUEST_EVENTS = {
    "pull_request", "pull_request_review", "pull_request_review_comment", "pull_request_target",
    "issue_comment", "issues", "workflow_run", "discussion", "discussion_comment", "fork", "watch",
}  # fmt: skip
EXPRESSION = re.compile(r"\$\{\{(.*?)\}\}", re.DOTALL)
HARMLESS = {
    "!cancelled()",
    "github.event.pull_request.number",
    "github.event.schedule",
    "github.event.workflow_run.conclusion",
    "github.event.workflow_run.event",
    "github.event.workflow_run.head_sha",
    "github.event.workflow_run.id",
    "github.event_name",
    "github.ref",
    "github.token",
    "inputs.by",
    "inputs.decision",
    "inputs.note",
    "inputs.post_id",
    "runner.temp",
    "steps.deploy.outputs.page_url",
    "steps.scope.outputs.machine",
    "vars.SENDING_PAUSED",
}  # numbers, hashes and words that no author chooses; `inputs` are typed by who may start a run


def read(text: str) -> dict[str, Any]:
    """A workflow with every value as it is written (YAML 1.1 would read `on` as true)."""
    workflow: dict[str, Any] = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506  # it makes strings alone
    return workflow


def events(workflow: dict[str, Any]) -> set[str]:
    """What wakes it."""
    on = workflow["on"]
    return {on} if isinstance(on, str) else set(on)


def jobs(workflow: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Its jobs by id."""
    found: dict[str, dict[str, Any]] = workflow["jobs"]
    return found


def steps(job: dict[str, Any]) -> list[dict[str, Any]]:
    """The steps of a job."""
    found: list[dict[str, Any]] = job.get("steps", [])
    return found


def step(name: str, job: str, named: str) -> dict[str, Any]:
    """The step of that name in a job of a workflow file."""
    workflow = read((ROOT / ".github/workflows" / name).read_text("utf-8"))
    return next(each for each in steps(jobs(workflow)[job]) if each["name"] == named)


def complaints(workflow: dict[str, Any]) -> Iterator[str]:
    """Everything that a workflow of this repository must not do."""
    from_outside = events(workflow) & PULL_REQUEST_EVENTS
    if workflow.get("permissions") != {}:
        yield "rights are not given job by job"
    if "pull_request_target" in events(workflow):
        yield "pull_request_target"
    if "secrets" in str({key: value for key, value in workflow.items() if key != "jobs"}):
        yield "a secret outside of a step"
    for name, job in jobs(workflow).items():
        yield from _rights(name, job, from_outside)
        yield from _secrets(name, job, from_outside)
        for each in steps(job):
            yield from _step(name, each)


def _rights(name: str, job: dict[str, Any], from_outside: set[str]) -> Iterator[str]:
    rights = job.get("permissions", {})
    writes = rights if isinstance(rights, str) else {key for key, value in rights.items() if value == "write"}
    if writes and from_outside - {"workflow_run"}:
        yield f"{name}: may write {writes}, woken by {from_outside}"
    if "workflow_run" in from_outside and writes:
        for each in steps(job):
            place = each.get("with", {})
            if "checkout" in each.get("uses", "") and place.get("ref", "main") != "main":
                yield f"{name}: has rights and checks out {place['ref']}"


def _secrets(name: str, job: dict[str, Any], from_outside: set[str]) -> Iterator[str]:
    around = {key: value for key, value in job.items() if key != "steps"}
    if "secrets" in str(around):
        yield f"{name}: a secret outside of a step"
    for each in steps(job):
        in_environment = {key: value for key, value in each.get("env", {}).items() if "secrets" in value}
        if "secrets" in str({key: value for key, value in each.items() if key != "env"}):
            yield f"{name}: a secret outside of a step's environment"
        if in_environment and (from_outside or job.get("environment") != "line-production"):
            yield f"{name}: {sorted(in_environment)} outside of line-production or woken by {from_outside}"


def _step(name: str, each: dict[str, Any]) -> Iterator[str]:
    if "${{" in each.get("run", ""):
        yield f"{name}: an expression in a command"
    if "uses" in each and not re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", each["uses"]):
        yield f"{name}: {each['uses']} is not pinned, or not GitHub's own"
    if "checkout" in each.get("uses", "") and "persist-credentials" not in each.get("with", {}):
        yield f"{name}: says nothing of credentials"


def unknown_expressions(text: str) -> set[str]:
    """Expressions that are neither known to be harmless nor a secret (judged by `complaints`)."""
    found = {
        part.strip()
        for expression in EXPRESSION.findall(text)
        for part in re.split(r"&&|\|\||[!=]=|'[^']*'", expression)
    } - {""}
    return {part for part in found - HARMLESS if not re.fullmatch(r"secrets\.LINE_CHANNEL_(ID|SECRET)", part)}
