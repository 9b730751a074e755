"""The town: a stage, GitHub's machines, and the rules by which GitHub lets one click."""

from datetime import timedelta
from pathlib import Path

from scripts.standins.github.git import NOWHERE
from scripts.standins.github.nouns import PullRequest, User
from scripts.standins.github.settings import Environment, Run
from scripts.standins.stage import Stage
from tests.handbooks.workflows import ROOT, jobs, read
from tests.journeys.cafe import woken_by_run
from tests.journeys.runner import Runner

CLICK_TAKES = timedelta(minutes=1)
_PROTECTED = "protected"  # in origin: the branches that take no push

# what `git push` meets at a branch that a ruleset protects; the merge button does not push
_UPDATE_HOOK = f"""#!/bin/sh
if grep -qxF "$1" "$GIT_DIR/{_PROTECTED}" 2>/dev/null; then
  echo "error: GH013: Repository rule violations found for $1."
  echo "- Changes must be made through a pull request."
  exit 1
fi
"""


class Refused(Exception):
    """GitHub's page does not let one do that; the message says why."""


class Town:
    """What clicks act upon. `secrets` are those of `line-production`, `variables` the values of `vars.…`."""

    def __init__(self, stage: Stage, folder: Path) -> None:
        self.stage, self.github = stage, stage.github
        self.settings = stage.github.state.settings
        self.secrets: dict[str, str] = {}
        self.checked: dict[str, str] = {}  # head of a pull request → how its check ended
        self.variables = {"vars.SENDING_PAUSED": ""}
        self.runner = Runner(stage, folder / "machines", self.secrets)
        hook = stage.origin / "hooks/update"
        hook.write_text(_UPDATE_HOOK, "utf-8")
        hook.chmod(0o755)

    def account(self, login: str) -> User:
        """Whose login it is. Raises Refused where nobody has it."""
        if login in self.github.state.accounts:
            return self.github.state.accounts[login]
        known = " ".join(login for login in self.github.state.accounts if login != "web-flow")
        raise Refused(f"404 Not Found: nobody is called {login} (there are: {known})")

    def branch(self, name: str) -> str:
        """A branch that GitHub has. Raises Refused where nobody has pushed it."""
        if self.github.state.tip(name) == NOWHERE:
            raise Refused(f"GitHub has no branch {name}: push it with git first")
        return name

    def pull(self, number: str) -> PullRequest:
        """A pull request. Raises Refused where it is not."""
        for pull in self.github.state.pull_requests.values():
            if str(pull.number) == number:
                return pull
        raise Refused(f"404 Not Found: there is no pull request {number}")

    def open_pull(self, number: str) -> PullRequest:
        """A pull request that is still open. Raises Refused where it is merged, closed or not there."""
        pull = self.pull(number)
        if pull.state != "open":
            raise Refused(f"{number} is closed")
        return pull

    def protect(self) -> str:
        """`main` takes no push as long as a ruleset guards it; answers the list of rulesets."""
        rulesets = self.settings.rulesets
        guarded = any(one["name"] == "main" and one["enforcement"] == "active" for one in rulesets)
        (self.stage.origin / _PROTECTED).write_text("refs/heads/main\n" if guarded else "", "utf-8")
        return "\n".join(f"ruleset {one['name']}: {one['enforcement']}" for one in rulesets)

    def proposed(self, pull: PullRequest) -> str:
        """What GitHub runs when a pull request is opened, or pushed to."""
        assert pull.author
        by, woken = pull.author.login, woken_by_run(pull.head)
        checked = self.run("check.yml", by, head=pull.head)
        if self.settings.actions_enabled:
            self.checked[pull.head] = checked.partition("\n")[0].removeprefix("check.yml: ")
        return f"{checked}\n{self.run('preview.yml', by, woken)}"

    def run(self, file: str, by: str, values: dict[str, str] | None = None, head: str = "") -> str:
        """Every job of a workflow, as far as Actions are on."""
        if not self.settings.actions_enabled:
            return f"Actions are off: {file} is not run"
        self.branch("main")
        who = self.account(by)
        self.runner.actor = (who.login, who.id)
        self.settings.environments.setdefault("github-pages", Environment(["main"]))
        told, ended = [], "success"
        for job in jobs(read((ROOT / ".github/workflows" / file).read_text("utf-8"))):
            for result in self.runner.run(file, job, {**(values or {}), **self.variables}, head):
                ended = "failure" if result.code else ended
                told.append(f"{job} / {result.name}: {'failed' if result.code else 'ok'}\n{result.output}")
        steps = dict.fromkeys(("Send", "Look around"), ended)
        number = next(self.github.state.ids)
        self.settings.runs.append(Run(number, file, self.stage.now, "push", conclusion=ended, steps=steps))
        return f"{file}: {ended}\n" + "\n".join(told)


def one_of(word: str, *choices: str) -> str:
    """The word, where it is one of the choices. Raises Refused."""
    if word not in choices:
        raise Refused(f"{word} is none of: {' | '.join(choices)}")
    return word
