"""GitHub, LINE and the public site for somebody who follows SETUP.md on this machine, click by click.

    python -m tests.journeys.town serve FOLDER      # plays until it is ended; prints what to put into one's shell
    python -m tests.journeys.town click FOLDER …    # a click on GitHub's pages; without words it lists them

What GitHub would run, is run: the workflows' own commands, in fresh clones. LINE's own host is never spoken to, so the
account stays `environment: sample`.
"""

import json
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.request import Request, urlopen

from scripts.content.roster import read_roster
from scripts.reading.document import read_yaml_file
from scripts.standins.github.github import GitHub
from scripts.standins.github.settings import Environment, Run
from scripts.standins.github.settings_answers import import_ruleset
from scripts.standins.line.line import StandIn
from scripts.standins.samples import registers
from scripts.standins.site import Site
from scripts.standins.stage import Stage
from tests.handbooks.workflows import ROOT, jobs, read
from tests.journeys.cafe import woken_by_run
from tests.journeys.runner import Runner

NOW = datetime.fromisoformat("2026-12-07T09:00+09:00")
_CONTROL = "control.txt"
Click = Callable[..., str]


class Town:
    """The stage, and every click that SETUP.md and the first post need."""

    def __init__(self, stage: Stage, folder: Path) -> None:
        self.stage, self.github = stage, stage.github
        self.settings = stage.github.state.settings
        self.secrets: dict[str, str] = {}
        self.variables: dict[str, str] = {}
        self.runner = Runner(stage, folder / "machines", self.secrets)

    def actions(self, choice: str) -> str:
        """off | all | selected: Settings → Actions → General → Actions permissions"""
        self.settings.actions_enabled = choice != "off"
        self.settings.allowed_actions = "all" if choice == "off" else choice
        return "Actions: " + choice

    def merge_methods(self, *methods: str) -> str:
        """merge squash rebase: the boxes that stay ticked under Settings → General → Pull Requests"""
        self.settings.merge_methods = set(methods)
        return "merge methods: " + " ".join(methods)

    def pages(self) -> str:
        """Settings → Pages → Source: GitHub Actions"""
        self.settings.site = self.stage.site.url
        return f"the site's address (site_base_url) is {self.stage.site.url}"

    def label(self, name: str) -> str:
        """NAME: Issues → Labels → New label"""
        self.settings.labels.append(name)
        return "labels: " + " ".join(self.settings.labels)

    def environment(self, name: str, *branches: str) -> str:
        """NAME BRANCH …: Environments → New environment, Selected branches; administrators may not bypass"""
        self.settings.environments[name] = Environment([*branches] or None, admins_pass=not branches)
        return f"environment {name} for {branches or 'every branch'}"

    def secret(self, name: str, value: str) -> str:
        """NAME VALUE (a value @FILE is read from the file): Environment secrets of line-production"""
        held = Path(value[1:]).expanduser().read_text("utf-8") if value.startswith("@") else value
        self.secrets[name] = held
        self.settings.environments["line-production"].secrets.append(name)
        return f"line-production holds {name}"

    def variable(self, name: str, value: str) -> str:
        """NAME VALUE: Secrets and variables → Actions → Variables"""
        self.variables[f"vars.{name}"] = value
        return f"{name} = {value}"

    def deploy_key(self, title: str, write: str = "") -> str:
        """TITLE write: Deploy keys → Add deploy key, Allow write access"""
        self.settings.keys.append({"title": title, "read_only": write != "write"})
        return f"{len(self.settings.keys)} deploy keys"

    def import_ruleset(self, file: str) -> str:
        """FILE: Rules → Rulesets → Import a ruleset"""
        import_ruleset(self.github.state, json.loads(Path(file).read_bytes()))
        return f"{len(self.settings.rulesets)} rulesets"

    def access(self, login: str, right: str) -> str:
        """LOGIN admin | push | pull | none: Collaborators and teams"""
        self.settings.rights.pop(login, None)
        if right != "none":
            self.settings.rights[login] = right
        return f"{login}: {right}"

    def pushed(self, branch: str, by: str) -> str:
        """BRANCH LOGIN: you have pushed with git; GitHub sees it (and runs what a push wakes)"""
        self.github.push(branch, by=by)
        return self._run("publish.yml") if branch == "main" else f"GitHub knows {branch}"

    def run(self, workflow: str) -> str:
        """配信 | 見回り | 承認: Actions → that workflow → Run workflow"""
        return self._run({"配信": "publish.yml", "見回り": "watch.yml", "承認": "approval.yml"}[workflow])

    def pull_request(self, branch: str, by: str, title: str) -> str:
        """BRANCH LOGIN TITLE: open a pull request to main"""
        number = self.github.open_pull_request(branch, by, title=title)
        head = woken_by_run(self.github.state.pull_requests[number].head)
        told = [self._run("check.yml", head=head["github.event.workflow_run.head_sha"])]
        return "\n".join(
            [f"pull request {number}", *told, self._run("preview.yml", head), self.marks(str(number))]
        )

    def review(self, number: str, by: str, opinion: str) -> str:
        """NUMBER LOGIN APPROVED | CHANGES_REQUESTED | COMMENTED: a review"""
        self.github.review(int(number), by, opinion)
        return f"{self._run('approval.yml')}\n{self.marks(number)}"

    def merge(self, number: str, by: str) -> str:
        """NUMBER LOGIN: Merge pull request"""
        if self.marks(number).count("success") < 2:
            return f"GitHub does not let you: {self.marks(number)}"
        self.github.merge(int(number), by=by)
        return self._run("publish.yml")

    def marks(self, number: str) -> str:
        """NUMBER: the statuses `approval` and `preview` of a pull request"""
        head = self.github.state.pull_requests[int(number)].head
        marks = {mark.context: mark for mark in self.github.state.statuses if mark.sha == head}
        return "\n".join(f"{name}: {mark.state} {mark.description}" for name, mark in marks.items())

    def comments(self, number: str) -> str:
        """NUMBER: what stands under a pull request or an issue"""
        return "\n---\n".join(
            comment.body for comment in self.github.state.comments if str(comment.number) == number
        )

    def issues(self) -> str:
        """the issues, open and closed"""
        issues = self.github.state.issues.values()
        return "\n\n".join(f"#{issue.number} [{issue.state}] {issue.title}\n{issue.body}" for issue in issues)

    def clock(self, local: str) -> str:
        """2026-12-10T10:07: it is now this late in Japan (put CAFE_NOW into your shell as well)"""
        self.stage.now = datetime.fromisoformat(f"{local}+09:00")
        return f"export CAFE_NOW={self.stage.now.isoformat(timespec='seconds')}"

    def phone(self) -> str:
        """what the account's friends have received"""
        sent = self.stage.line.deliveries
        return "\n".join(
            [
                f"{len(sent)} broadcasts",
                *(json.dumps(delivery.messages, ensure_ascii=False) for delivery in sent),
            ]
        )

    def _run(self, file: str, values: dict[str, str] | None = None, head: str = "") -> str:
        """Every job of a workflow, as far as Actions are on."""
        if not self.settings.actions_enabled:
            return f"Actions are off: {file} is not run"
        told, failed = [], False
        self.settings.environments.setdefault("github-pages", Environment(["main"]))
        number = next(self.github.state.ids)
        for job in jobs(read((ROOT / ".github/workflows" / file).read_text("utf-8"))):
            paused = {"vars.SENDING_PAUSED": "", **self.variables}
            for result in self.runner.run(file, job, {**(values or {}), **paused}, head):
                failed = failed or bool(result.code)
                told.append(
                    f"{job} / {result.name}: {'ok' if not result.code else 'failed'}\n{result.output}"
                )
        ended = "failure" if failed else "success"
        self.settings.runs.append(
            Run(number, file, self.stage.now, "push", conclusion=ended, steps=_worked(failed))
        )
        return f"{file}: {ended}\n" + "\n".join(told)


def _worked(failed: bool) -> dict[str, str]:
    ended = "failure" if failed else "success"
    return {"Send": ended, "Look around": ended}


def clicks() -> list[str]:
    """The name of every click."""
    return [name for name, value in vars(Town).items() if callable(value) and not name.startswith("_")]


def serve(folder: Path) -> None:
    """Play until somebody ends it."""
    origin = folder / "origin.git"
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", str(origin)], check=True)
    (folder / "machines").mkdir(exist_ok=True)
    with (
        closing(Site(folder / "site")) as site,
        GitHub(origin, lambda: stage.now, name="hokkaido/cafe") as github,
        StandIn() as line,
    ):
        stage = Stage(folder, origin, github, line, site, NOW)
        for person in read_roster(read_yaml_file("roster.yml", registers(ROOT)["content/roster.yml"])).people:
            github.account(person.login, person.github_id)
        town = Town(stage, folder)
        with HTTPServer(("127.0.0.1", 0), _controls(town)) as control:
            (folder / _CONTROL).write_text(f"http://127.0.0.1:{control.server_port}", "utf-8")
            shell = {name: value for name, value in stage.settings().items() if "CHANNEL" not in name}
            print("\n".join(f"export {name}={value}" for name, value in shell.items()))
            print(f"# GitHub's address of the repository: {origin}")
            print(
                f"# LINE's channel: {line.account.channel_id}, its secret: {line.account.channel_secret}",
                flush=True,
            )
            control.serve_forever()


def _controls(town: Town) -> type[BaseHTTPRequestHandler]:
    lock = threading.Lock()

    class Controls(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            name, *words = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            with lock:
                try:
                    told = getattr(town, name)(*words)
                except (KeyError, TypeError, AttributeError, OSError) as error:
                    told = f"there is no such click: {error!r}"
            content = told.encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            """The answers are what counts."""

    return Controls


def main(argv: list[str]) -> None:
    """Serve, or click."""
    verb, folder, *words = argv
    if verb == "serve":
        Path(folder).mkdir(parents=True, exist_ok=True)
        serve(Path(folder).resolve())
    elif not words:
        print("\n".join(f"{name.replace('_', '-'):16} {getattr(Town, name).__doc__}" for name in clicks()))
    else:
        body = json.dumps([words[0].replace("-", "_"), *words[1:]]).encode()
        control = (Path(folder) / _CONTROL).read_text("utf-8")
        with urlopen(Request(control, body), timeout=300) as answer:  # noqa: S310  # this machine's own
            print(answer.read().decode())


if __name__ == "__main__":
    main(sys.argv[1:])
