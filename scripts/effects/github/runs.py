"""The runs of a workflow on `main`: when one last did its work, and starting one."""

from datetime import datetime
from typing import Any

from scripts.effects.github.api import Api
from scripts.reading.fields import instant, mapping, sequence, text

SENDER, WATCH = "publish.yml", "watch.yml"
STEP_OF_WORK = {SENDER: "Send", WATCH: "Look around"}  # the step that is the run's work
_LOOKED_AT = 20  # runs, the newest first
_FAILED_ONES = 5  # of these, the steps are looked at


def last_good_run(api: Api, workflow: str) -> datetime | None:
    """When the newest run began whose work came to its end; it may have found something for people to do.

    A run that failed because a post is held has done its work; one that could not install its libraries has not.
    Raises Unanswered.
    """
    path = f"actions/workflows/{workflow}/runs?branch=main&status=completed&per_page={_LOOKED_AT}"
    looked_into = 0
    for run in map(mapping, sequence(mapping(api.get(path)).get("workflow_runs"))):
        if run.get("conclusion") == "failure" and looked_into < _FAILED_ONES:
            looked_into += 1
            if not _did_its_work(api, run, STEP_OF_WORK[workflow]):
                continue
        elif run.get("conclusion") != "success":
            continue
        return instant(run.get("run_started_at")) or instant(run.get("created_at"))
    return None


def _did_its_work(api: Api, run: Any, work: str) -> bool:
    jobs = sequence(mapping(api.get(f"actions/runs/{run.get('id')}/jobs?per_page=100")).get("jobs"))
    steps = [mapping(step) for job in jobs for step in sequence(mapping(job).get("steps"))]
    return any(
        text(step.get("name")) == work and step.get("conclusion") in ("success", "failure") for step in steps
    )


def is_waiting(api: Api, workflow: str) -> bool:
    """True where a run is queued or under way: another would only stand behind it. Raises Unanswered."""
    runs = sequence(
        mapping(api.get(f"actions/workflows/{workflow}/runs?branch=main&per_page=10")).get("workflow_runs")
    )
    return any(mapping(run).get("status") != "completed" for run in runs)


def start(api: Api, workflow: str) -> None:
    """What the form does. Raises Unanswered."""
    api.send("POST", f"actions/workflows/{workflow}/dispatches", {"ref": "main"})
