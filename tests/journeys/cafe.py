"""The repository on GitHub, played here: the whole program on a stage, and a machine that runs its workflows."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from scripts.effects.github.runs import SENDER, WATCH
from scripts.standins.github.settings import Run
from scripts.standins.samples import post, program
from scripts.standins.stage import Stage, set_stage
from tests.handbooks.workflows import ROOT
from tests.journeys.runner import Runner


@dataclass
class Cafe:
    """What people do there, and what the workflows make of it."""

    stage: Stage
    runner: Runner

    def job(
        self, file: str, job: str, values: dict[str, str] | None = None, head: str = ""
    ) -> dict[str, int]:
        """Run a job; the exit code of each of its commands, by the step's name."""
        results = self.runner.run(file, job, {} if values is None else values, head)
        return {result.name: result.code for result in results}

    def clock(self, local: str) -> None:
        """It is now this late in Japan."""
        self.stage.now = datetime.fromisoformat(f"{local}+09:00")

    def head(self, number: int) -> str:
        """The head of a pull request."""
        return self.stage.github.state.pull_requests[number].head

    def judged(self, number: int) -> str:
        """Let the judge run, woken by a review; the mark `approval` of the pull request's head."""
        assert set(self.job("approval.yml", "judge").values()) == {0}
        return self.status(number, "approval")

    def status(self, number: int, context: str) -> str:
        """The newest state of a mark on the pull request's head; empty where nobody set it."""
        statuses = self.stage.github.state.statuses
        marks = [mark for mark in statuses if (mark.sha, mark.context) == (self.head(number), context)]
        return marks[-1].state if marks else ""

    def shown(self, number: int) -> dict[str, int]:
        """Let the preview be drawn and shown, as after a check of the pull request."""
        head = self.head(number)
        self.runner.artifacts.pop("preview", None)
        drawn = self.job("preview.yml", "draw", woken_by_run(head))
        shown = self.job("preview.yml", "show", woken_by_run(head))
        assert set(shown.values()) == {0}
        return drawn

    def comments(self, number: int) -> list[str]:
        """What was written under a pull request."""
        return [comment.body for comment in self.stage.github.state.comments if comment.number == number]

    def issues(self, words: str) -> list[str]:
        """The states of the issues that speak of a post, or hold these words."""
        issues = self.stage.github.state.issues.values()
        return [issue.state for issue in issues if words in issue.title + issue.body]

    def bring_in(self, post_id: str, author: str, approvers: tuple[str, ...], day: str) -> None:
        """A sample post is proposed, approved and merged in the morning of a day; then it is a little after noon."""
        self.merged(post(ROOT, post_id), post_id, author, approvers, day)

    def merged(
        self, files: Mapping[str, bytes], branch: str, author: str, approvers: tuple[str, ...], day: str
    ) -> None:
        """Files are proposed, approved and merged in the morning of a day; then it is a little after noon."""
        self.clock(f"{day}T09:00")
        number = self.stage.propose(f"{author}-example", branch, files, branch)
        self.approved(number, author, approvers, day)

    def approved(self, number: int, author: str, approvers: tuple[str, ...], day: str) -> None:
        """A pull request of this morning is approved, merged and deployed; then it is a little after noon."""
        self.clock(f"{day}T09:30")
        for approver in approvers:
            self.stage.github.review(number, f"{approver}-example", "APPROVED")
        self.clock(f"{day}T09:40")
        self.stage.github.merge(number, by=f"{author}-example")
        assert set(self.job("publish.yml", "site").values()) == {0}
        self.clock(f"{day}T12:07")

    def send(self, paused: str = "") -> dict[str, int]:
        """Let the sender run."""
        return self.job("publish.yml", "send", {"vars.SENDING_PAUSED": paused})

    def decide(self, **form: str) -> dict[str, int]:
        """Let what a person typed into the form be written down."""
        return self.job("decide.yml", "decide", {f"inputs.{name}": value for name, value in form.items()})


def woken_by_run(head: str) -> dict[str, str]:
    """What a `workflow_run` event tells of the run that woke this one."""
    run = {"head_sha": head, "id": "77", "event": "pull_request"}
    return {f"github.event.workflow_run.{name}": value for name, value in run.items()}


@contextmanager
def opened(folder: Path) -> Iterator[Cafe]:
    """A stage with the registers and no post, and machines that know the channel's secrets."""
    written = datetime.fromisoformat("2026-12-04T10:00+09:00")
    machines = folder / "machines"
    machines.mkdir()
    with set_stage(folder / "stage", program(ROOT), written) as stage:
        secrets = {name: value for name, value in stage.settings().items() if name.startswith("LINE_CHANNEL")}
        stage.github.state.settings.labels.append("見回り")
        for number, workflow in enumerate((SENDER, WATCH)):  # both run well, and long will
            stage.github.state.settings.runs.append(Run(number, workflow, written + timedelta(days=90)))
        secrets["LEDGER_DEPLOY_KEY"] = "the key with which `ledger` is written"
        yield Cafe(stage, Runner(stage, machines, secrets))
