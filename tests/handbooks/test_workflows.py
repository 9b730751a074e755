"""No secret and no right is within reach of a pull request, and nothing that an author writes becomes a command."""

import json
import re
from pathlib import Path

import pytest

from tests.handbooks.workflows import (
    FILES,
    PULL_REQUEST_EVENTS,
    ROOT,
    complaints,
    events,
    jobs,
    read,
    steps,
    unknown_expressions,
)

BAD = {
    "rights for all jobs": "on: push\njobs: {}",
    "a secret woken by a review": """
on: {pull_request_review: {}}
permissions: {}
jobs:
  a: {environment: line-production, steps: [{run: x, env: {K: "${{ secrets.LINE_CHANNEL_ID }}"}}]}
""",
    "a secret in an action's input": """
on: push
permissions: {}
jobs:
  a: {environment: line-production, steps: [{uses: "actions/x@1", with: {k: "${{ secrets.LINE_CHANNEL_ID }}"}}]}
""",
    "a secret outside of its environment": """
on: push
permissions: {}
jobs:
  a: {steps: [{run: x, env: {K: "${{ secrets.LINE_CHANNEL_ID }}"}}]}
""",
    "a secret for a whole job": """
on: push
permissions: {}
jobs:
  a: {environment: line-production, env: {K: "${{ secrets.LINE_CHANNEL_ID }}"}, steps: []}
""",
    "a secret for all jobs": """
on: push
permissions: {}
env: {K: "${{ secrets.LINE_CHANNEL_ID }}"}
jobs: {}
""",
    "rights for a pull request": """
on: [pull_request]
permissions: {}
jobs:
  a: {permissions: {contents: write}, steps: []}
""",
    "the stranger's code with rights": """
on: {workflow_run: {}}
permissions: {}
jobs:
  a:
    permissions: {contents: write}
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1
        with: {ref: "${{ github.event.workflow_run.head_sha }}", persist-credentials: "false"}
""",
    "an expression in a command": """
on: push
permissions: {}
jobs:
  a: {steps: [{run: "echo ${{ github.head_ref }}"}]}
""",
    "an action by its tag": "on: push\npermissions: {}\njobs: {a: {steps: [{uses: actions/cache@v5}]}}",
    "silent about credentials": """
on: push
permissions: {}
jobs:
  a: {steps: [{uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1}]}
""",
}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_workflow_does_nothing_that_it_must_not(file: Path) -> None:
    assert list(complaints(read(file.read_text("utf-8")))) == []


@pytest.mark.parametrize("bad", BAD)
def test_each_of_these_would_be_noticed(bad: str) -> None:
    assert len(list(complaints(read(BAD[bad])))) >= 1


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_expression_is_one_that_no_author_chooses(file: Path) -> None:
    assert unknown_expressions(file.read_text("utf-8")) == set()


def test_an_expression_that_an_author_chooses_would_be_noticed() -> None:
    assert unknown_expressions("if: ${{ 'x' == github.head_ref }}") == {"github.head_ref"}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_pin_names_its_version(file: Path) -> None:
    for line in file.read_text("utf-8").splitlines():
        if re.match(r" *(- )?uses: ", line):
            assert re.search(r"@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line), line


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_schedules_run_on_japans_clock_at_minutes_that_others_avoid(file: Path) -> None:
    workflow = read(file.read_text("utf-8"))
    if "schedule" not in events(workflow):
        return
    for schedule in workflow["on"]["schedule"]:
        assert schedule["timezone"] == "Asia/Tokyo"
        assert all(int(minute) % 2 for minute in schedule["cron"].split()[0].split(","))


def test_credentials_stay_only_where_git_fetches_or_pushes_again() -> None:
    kept = {
        (file.name, name): job["permissions"]["contents"]
        for file in FILES
        for name, job in jobs(read(file.read_text("utf-8"))).items()
        for step in steps(job)
        if step.get("with", {}).get("persist-credentials") == "true"
    }
    assert kept == {
        ("publish.yml", "send"): "write",
        ("watch.yml", "measure"): "write",
        ("comment.yml", "comment"): "write",
        ("watch.yml", "watch"): "read",
        ("approval.yml", "judge"): "read",
    }


def test_the_channels_secrets_are_known_to_these_steps_alone() -> None:
    told = {
        (file.name, name, step["name"])
        for file in FILES
        for name, job in jobs(read(file.read_text("utf-8"))).items()
        for step in steps(job)
        if "secrets." in str(step)
    }
    assert told == {
        ("publish.yml", "send", "Write down what a person decided"),
        ("publish.yml", "send", "Send"),
        ("watch.yml", "measure", "Measure"),
    }


def test_sends_queue_up_and_are_never_cancelled() -> None:
    publish = read((ROOT / ".github/workflows/publish.yml").read_text("utf-8"))
    assert publish["concurrency"] == {"group": "broadcast", "cancel-in-progress": "false", "queue": "max"}
    assert not events(publish) & PULL_REQUEST_EVENTS
    for job in jobs(publish).values():
        checkout = next(each for each in steps(job) if "checkout" in each.get("uses", ""))
        assert (checkout["with"]["ref"], checkout["with"]["fetch-depth"]) == ("main", "0")


def test_what_main_requires_is_what_the_workflows_answer() -> None:
    ruleset = json.loads((ROOT / ".github/rulesets/main.json").read_text("utf-8"))
    rules = {rule["type"]: rule.get("parameters", {}) for rule in ruleset["rules"]}
    required = {each["context"] for each in rules["required_status_checks"]["required_status_checks"]}
    answered = {
        job["name"]
        for file in FILES
        if "pull_request" in events(workflow := read(file.read_text("utf-8")))
        for job in jobs(workflow).values()
    }
    assert required - answered == {"approval"}  # set as a commit status by scripts/approval.py
    assert required >= {"check", "approval"}
    assert rules["pull_request"]["allowed_merge_methods"] == ["merge"]
    assert not rules["required_status_checks"]["strict_required_status_checks_policy"]


@pytest.mark.parametrize("branch", ["main", "ledger", "previews"])
def test_no_branch_of_record_can_be_deleted_or_rewritten(branch: str) -> None:
    ruleset = json.loads((ROOT / f".github/rulesets/{branch}.json").read_text("utf-8"))
    assert {"deletion", "non_fast_forward"} <= {rule["type"] for rule in ruleset["rules"]}
    assert ruleset["bypass_actors"] == []
    assert ruleset["enforcement"] == "active"
    wanted = "~DEFAULT_BRANCH" if branch == "main" else f"refs/heads/{branch}"
    assert ruleset["conditions"]["ref_name"]["include"] == [wanted]


def test_the_sweep_that_leaves_the_site_alone_is_one_of_the_schedules() -> None:
    publish = read((ROOT / ".github/workflows/publish.yml").read_text("utf-8"))
    spared = re.findall(r"github\.event\.schedule != '([^']+)'", jobs(publish)["site"]["if"])
    assert len(spared) == 1
    assert set(spared) < {schedule["cron"] for schedule in publish["on"]["schedule"]}
