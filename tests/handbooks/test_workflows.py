"""No secret and no right is within reach of a pull request, and nothing that an author writes becomes a command."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from scripts.effects.github.runs import STEP_OF_WORK
from tests.handbooks.workflows import (
    FILES,
    PULL_REQUEST_EVENTS,
    ROOT,
    complaints,
    environment_of,
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
    "the ledger's key woken by a pull request": """
on: {workflow_run: {}}
permissions: {}
jobs:
  a:
    environment: line-production
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1
        with: {ref: main, persist-credentials: "true", ssh-key: "${{ secrets.LEDGER_DEPLOY_KEY }}"}
""",
    "a cache beside a secret": """
on: push
permissions: {}
jobs:
  a:
    environment: line-production
    steps: [{uses: "actions/setup-python@3d3c42e5aac5ba805825da76410c181273ba90b1", with: {cache: pip}}]
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
    "a cache beside a secret of an environment that deploys nothing": """
on: push
permissions: {}
jobs:
  a:
    environment: {name: line-production, deployment: false}
    steps: [{uses: "actions/cache@3d3c42e5aac5ba805825da76410c181273ba90b1"}]
""",
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


def every_job() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """File, id and definition of each job."""
    for file in FILES:
        for name, job in jobs(read(file.read_text("utf-8"))).items():
            yield file.name, name, job


def checkout_of(job: dict[str, Any]) -> dict[str, str]:
    """What a job tells the action that checks out; nothing where it checks nothing out."""
    uses = (step for step in steps(job) if step.get("uses", "").startswith("actions/checkout@"))
    inputs: dict[str, str] = next(uses, {}).get("with", {})
    return inputs


WITH_THE_KEY = {("publish.yml", "send"), ("decide.yml", "decide"), ("watch.yml", "measure")}


def test_only_the_jobs_of_the_environment_hold_the_ledgers_key_and_the_channels_secrets() -> None:
    jobs_of_the_environment = {
        (file, name) for file, name, job in every_job() if environment_of(job) == "line-production"
    }
    holders = {
        (file, name, step["name"])
        for file, name, job in every_job()
        for step in steps(job)
        if "secrets." in str(step)
    }
    checkout = "Check out today's main, with the key to the ledger"
    assert jobs_of_the_environment == WITH_THE_KEY
    assert holders == {(*job, checkout) for job in WITH_THE_KEY} | {
        ("publish.yml", "send", "Send"),
        ("decide.yml", "decide", "Write down what a person decided"),
        ("watch.yml", "measure", "Measure"),
    }


def test_who_may_write_what() -> None:
    """The table of rights: a right that nobody needs is given to nobody."""
    rights = {
        (file.removesuffix(".yml"), name): {
            right for right, how in job["permissions"].items() if how == "write"
        }
        for file, name, job in every_job()
        if job.get("permissions")
    }
    assert rights == {
        ("check", "check"): set(),
        ("test", "test"): set(),
        ("preview", "draw"): set(),
        ("preview", "show"): {"contents", "issues", "pull-requests", "statuses"},
        ("approval", "judge"): {"actions", "issues", "pull-requests", "statuses"},
        ("publish", "site"): {"id-token", "issues", "pages"},
        ("publish", "send"): {"issues", "pull-requests"},
        ("decide", "decide"): {"issues", "pull-requests"},
        ("watch", "watch"): {"actions", "contents", "issues"},
        ("watch", "measure"): {"issues"},
    }


LOOKS_AT_NO_PICTURE = {("approval.yml", "judge")}


def test_a_clone_is_whole_and_holds_main_and_the_ledger_alone() -> None:
    """Only who looks at no picture leaves them out; git fetches what it is asked for after all."""
    for file, name, job in every_job():
        if (file, name) in {("test.yml", "test"), ("review.yml", "signal")}:
            continue
        assert "fetch-depth" not in checkout_of(job)
        fetched = steps(job)[1]["run"]
        assert "--depth=2147483647" in fetched  # git's word for no end
        assert "*:refs" not in fetched  # by their exact names: tests/journeys/test_fetching.py
        filtered = "filter" in checkout_of(job), "--filter" in fetched
        assert filtered == ((file, name) in LOOKS_AT_NO_PICTURE,) * 2


def test_jobs_that_hold_a_secret_use_no_cache_and_all_others_keep_wheels_alone() -> None:
    for file, name, job in every_job():
        kept = [step["with"]["path"] for step in steps(job) if "actions/cache@" in step.get("uses", "")]
        bare = (file, name) in WITH_THE_KEY | {("review.yml", "signal")}
        assert kept == ([] if bare else ["~/.cache/pip"])


def test_only_what_deploys_makes_a_deployment() -> None:
    deploying = {
        (file, name)
        for file, name, job in every_job()
        if environment_of(job) and "deployment" not in job["environment"]
    }
    assert deploying == {("publish.yml", "site")}
    for file, name in WITH_THE_KEY:
        job = jobs(read((ROOT / ".github/workflows" / file).read_text("utf-8")))[name]
        assert job["environment"] == {"name": "line-production", "deployment": "false"}


def test_the_steps_by_which_a_run_is_known_to_have_worked_are_there() -> None:
    for file, step in STEP_OF_WORK.items():
        named = [step["name"] for of, _, job in every_job() if of == file for step in steps(job)]
        assert named.count(step) == 1


def test_whoever_did_not_begin_tells_people_by_itself() -> None:
    last = {(file, name): steps(job)[-1] for file, name, job in every_job()}
    telling = {job for job, step in last.items() if step["name"] == "Tell people that it did not begin"}
    assert telling == {
        (file, name) for file, name, job in every_job() if "issues" in job.get("permissions", {})
    }
    assert len({str(last[job]) for job in telling}) == 1
    assert telling > WITH_THE_KEY


@pytest.mark.parametrize("file", ["publish.yml", "approval.yml"])
def test_what_has_effects_queues_up_and_is_never_cancelled(file: str) -> None:
    workflow = read((ROOT / ".github/workflows" / file).read_text("utf-8"))
    assert (workflow["concurrency"]["cancel-in-progress"], workflow["concurrency"]["queue"]) == (
        "false",
        "max",
    )


def test_a_person_who_stops_a_post_does_not_wait_behind_a_run() -> None:
    groups = [read(file.read_text("utf-8"))["concurrency"]["group"] for file in FILES]
    assert len(set(groups)) == len(groups)


def test_nobodys_branch_can_stand_before_the_click_that_stops_a_post() -> None:
    """A group is one for the whole repository: a workflow of any branch that knows its name can wait and cancel in it."""
    click = read((ROOT / ".github/workflows/decide.yml").read_text("utf-8"))
    groups = [
        part["concurrency"]["group"] for part in (click, *jobs(click).values()) if "concurrency" in part
    ]
    assert [group for group in groups if "${{ github.run_id }}" not in group] == []


def test_nothing_that_holds_a_secret_is_woken_by_a_pull_request() -> None:
    for file, _ in WITH_THE_KEY:
        assert not events(read((ROOT / ".github/workflows" / file).read_text("utf-8"))) & PULL_REQUEST_EVENTS


RUNS_WHAT_IT_CHECKS = {
    ("check.yml", "check"),
    ("test.yml", "test"),
}  # the change's own program, without rights
BRINGS_A_TREE = re.compile(
    r"git\s.*\b(checkout|switch|restore|worktree|reset|merge|pull|archive|clone|am|apply)\b"
)


def test_whoever_has_a_right_or_draws_for_the_approver_runs_mains_program() -> None:
    for file, name, job in every_job():
        if (file, name) == ("review.yml", "signal"):
            continue  # it runs nothing
        commands = "\n".join(step.get("run", "") for step in steps(job))
        if (file, name) in RUNS_WHAT_IT_CHECKS:
            assert job["permissions"] == {"contents": "read"} and "secrets." not in str(job)
        else:
            assert checkout_of(job)["ref"] == "main", (file, name)
            assert not BRINGS_A_TREE.search(commands), (file, name)


def test_what_is_checked_is_what_the_merge_would_make() -> None:
    """The blobs, whatever the check-out has made of them."""
    check = jobs(read((ROOT / ".github/workflows/check.yml").read_text("utf-8")))["check"]
    commands = "\n".join(step.get("run", "") for step in steps(check))
    assert (
        commands.count("scripts.check") == commands.count("scripts.check --base origin/main --head HEAD") == 2
    )


def test_pictures_are_drawn_without_a_right_and_taken_from_this_very_run() -> None:
    preview = jobs(read((ROOT / ".github/workflows/preview.yml").read_text("utf-8")))
    assert preview["draw"]["permissions"] == {"contents": "read"}
    assert preview["show"]["needs"] == "draw"
    downloads = [
        (file, name, set(step["with"]))
        for file, name, job in every_job()
        for step in steps(job)
        if "download-artifact@" in step.get("uses", "")
    ]
    assert downloads == [("preview.yml", "show", {"name", "path"})]  # no `run-id`: of no other run


def test_a_forks_pull_request_is_not_even_drawn() -> None:
    preview = read((ROOT / ".github/workflows/preview.yml").read_text("utf-8"))
    ours = "github.event.workflow_run.head_repository.full_name == github.repository"
    assert all(ours in " ".join(job["if"].split()) for job in jobs(preview).values())


def test_no_job_is_woken_by_each_tick_in_a_text() -> None:
    for file in FILES:
        on = read(file.read_text("utf-8"))["on"]
        assert "edited" not in str(on)


def test_what_main_requires_is_what_the_workflows_answer() -> None:
    ruleset = json.loads((ROOT / ".github/rulesets/main.json").read_text("utf-8"))
    rules = {rule["type"]: rule.get("parameters", {}) for rule in ruleset["rules"]}
    required = {status["context"] for status in rules["required_status_checks"]["required_status_checks"]}
    answered = {
        job["name"]
        for file in FILES
        if "pull_request" in events(workflow := read(file.read_text("utf-8")))
        for job in jobs(workflow).values()
    }
    assert required == {"check", "approval", "preview"}
    assert required - answered == {
        "approval",
        "preview",
    }  # commit statuses, of scripts/approval.py and comment.py
    assert rules["pull_request"]["allowed_merge_methods"] == ["merge"]
    assert rules["pull_request"]["require_code_owner_review"]  # what the sender does not judge hangs on it
    assert rules["pull_request"]["require_last_push_approval"]
    assert rules["pull_request"]["dismiss_stale_reviews_on_push"]
    assert rules["pull_request"]["required_approving_review_count"] == 1
    assert rules["pull_request"]["dismissal_restriction"] == {"enabled": True, "allowed_actors": []}
    assert not rules["required_status_checks"]["strict_required_status_checks_policy"]


FORBIDDEN = {
    "main": {"deletion", "non_fast_forward", "pull_request", "required_status_checks"},
    "ledger-history": {"deletion", "non_fast_forward"},
    "ledger-writer": {"creation", "update"},
    "previews": {"deletion"},  # its one commit is written anew
}


@pytest.mark.parametrize("name", FORBIDDEN)
def test_a_ruleset_forbids_what_it_is_there_for(name: str) -> None:
    ruleset = json.loads((ROOT / f".github/rulesets/{name}.json").read_text("utf-8"))
    assert {rule["type"] for rule in ruleset["rules"]} == FORBIDDEN[name]
    assert ruleset["enforcement"] == "active"
    branch = name.partition("-")[0]
    wanted = "~DEFAULT_BRANCH" if branch == "main" else f"refs/heads/{branch}"
    assert ruleset["conditions"]["ref_name"]["include"] == [wanted]


def test_nobody_goes_past_a_ruleset_but_the_key_that_writes_the_ledger() -> None:
    bypass = {
        file.stem: [(actor["actor_type"], actor["bypass_mode"]) for actor in ruleset["bypass_actors"]]
        for file in (ROOT / ".github/rulesets").iterdir()
        if (ruleset := json.loads(file.read_text("utf-8")))
    }
    assert bypass == {name: [] for name in FORBIDDEN} | {"ledger-writer": [("DeployKey", "always")]}


def test_the_schedules_that_serve_the_site_again_are_among_the_schedules() -> None:
    publish = read((ROOT / ".github/workflows/publish.yml").read_text("utf-8"))
    serving = re.findall(r"github\.event\.schedule == '([^']+)'", jobs(publish)["site"]["if"])
    assert len(serving) == 2
    assert set(serving) < {schedule["cron"] for schedule in publish["on"]["schedule"]}


HANDBOOKS = sorted((ROOT / ".github").glob("*.md"))


@pytest.mark.parametrize("page", HANDBOOKS, ids=lambda page: page.name)
def test_every_workflow_and_choice_that_a_handbook_names_is_there(page: Path) -> None:
    workflows = {read(file.read_text("utf-8"))["name"] for file in FILES}
    text = page.read_text("utf-8")
    named = set(re.findall(r"\*\*Actions\*\* → \*\*([^*]+)\*\*", text)) - {"General", "Variables"}
    assert named <= workflows
    inputs = read((ROOT / ".github/workflows/decide.yml").read_text("utf-8"))["on"]["workflow_dispatch"][
        "inputs"
    ]
    chosen = set(re.findall(r"\*\*Run workflow\*\* [^。\n]*`(\w+)` を選び", text))
    assert chosen <= set(inputs["decision"]["options"])


@pytest.mark.parametrize("page", ["SETUP", "UPGRADE"])
def test_a_new_owner_is_told_of_everything_that_the_workflows_need(page: str) -> None:
    text = (ROOT / f".github/{page}.md").read_text("utf-8")
    workflows = "".join(file.read_text("utf-8") for file in FILES)
    needed = {f".github/rulesets/{file.name}" for file in (ROOT / ".github/rulesets").iterdir()}
    if page == "SETUP":
        needed |= set(re.findall(r"(?:secrets|vars)\.(\w+)", workflows))
    assert {
        name for name in needed | {"LEDGER_DEPLOY_KEY", "line-production"} if f"`{name}`" not in text
    } == set()
