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
SECRET = re.compile(r"secrets\.(LINE_CHANNEL_(ID|SECRET)|LEDGER_DEPLOY_KEY)")
EXPRESSION = re.compile(r"\$\{\{(.*?)\}\}", re.DOTALL)
HARMLESS = {
    "!cancelled()",
    "failure()",
    "hashFiles('requirements*.lock')",
    "github.event.pull_request.number",
    "github.event.schedule",
    "github.event.workflow_run.conclusion",
    "github.event.workflow_run.event",
    "github.event.workflow_run.head_repository.full_name",
    "github.event.workflow_run.head_sha",
    "github.event_name",
    "github.ref",
    "github.repository",
    "github.run_id",
    "github.token",
    "inputs.decision",
    "inputs.note",
    "inputs.post_id",
    "needs.draw.outputs.page",
    "runner.temp",
    "steps.deploy.outputs.page_url",
    "steps.page.outputs.artifact-url",
    "steps.ready.outcome",
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
    by_id: dict[str, dict[str, Any]] = workflow["jobs"]
    return by_id


def steps(job: dict[str, Any]) -> list[dict[str, Any]]:
    """The steps of a job."""
    listed: list[dict[str, Any]] = job.get("steps", [])
    return listed


def environment_of(job: dict[str, Any]) -> str:
    """The name of the environment that a job runs in, or nothing."""
    environment = job.get("environment", "")
    return environment if isinstance(environment, str) else str(environment["name"])


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
        for step in steps(job):
            yield from _step(name, step)


def _rights(name: str, job: dict[str, Any], from_outside: set[str]) -> Iterator[str]:
    rights = job.get("permissions", {})
    writes = rights if isinstance(rights, str) else {key for key, value in rights.items() if value == "write"}
    if writes and from_outside - {"workflow_run"}:
        yield f"{name}: may write {writes}, woken by {from_outside}"
    if "workflow_run" in from_outside and writes:
        for step in steps(job):
            inputs = step.get("with", {})
            if "checkout" in step.get("uses", "") and inputs.get("ref") != "main":
                yield f"{name}: has rights and checks out {inputs.get('ref')}"


def _secrets(name: str, job: dict[str, Any], from_outside: set[str]) -> Iterator[str]:
    around = {key: value for key, value in job.items() if key != "steps"}
    if "secrets" in str(around):
        yield f"{name}: a secret outside of a step"
    for step in steps(job):
        known = {key for key, value in step.get("env", {}).items() if "secrets" in value}
        elsewhere = {key: value for key, value in step.items() if key != "env"}
        if step.get("uses", "").startswith("actions/checkout@") and "ssh-key" in step.get("with", {}):
            known.add("ssh-key")  # the one secret that an action is told: with it, git fetches and pushes
            elsewhere["with"] = {key: value for key, value in step["with"].items() if key != "ssh-key"}
        if "secrets" in str(elsewhere):
            yield f"{name}: a secret outside of a step's environment"
        if known and (from_outside or environment_of(job) != "line-production"):
            yield f"{name}: {sorted(known)} outside of line-production or woken by {from_outside}"
        if environment_of(job) == "line-production" and "cache" in str(step):
            yield f"{name}: a cache beside a secret"


def _step(name: str, step: dict[str, Any]) -> Iterator[str]:
    if "${{" in step.get("run", ""):
        yield f"{name}: an expression in a command"
    if "uses" in step and not re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", step["uses"]):
        yield f"{name}: {step['uses']} is not pinned, or not GitHub's own"
    if "checkout" in step.get("uses", "") and "persist-credentials" not in step.get("with", {}):
        yield f"{name}: says nothing of credentials"


def unknown_expressions(text: str) -> set[str]:
    """Expressions that are neither known to be harmless nor a secret (judged by `complaints`)."""
    parts = {
        part.strip()
        for expression in EXPRESSION.findall(text)
        if expression.strip() not in HARMLESS
        for part in re.split(r"&&|\|\||[!=]=|'[^']*'", expression)
    } - {""}
    return {part for part in parts - HARMLESS if not SECRET.fullmatch(part)}
