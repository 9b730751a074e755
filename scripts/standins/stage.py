"""The stage of a rehearsal: a bare repository with GitHub over it, LINE, the public site, people and a clock.

Everything is on loopback. The commands themselves run as they do in earnest, each in a process of its own, in a
checkout of the repository; only the servers behind their settings are played.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from scripts.content.roster import read_roster
from scripts.reading.document import read_yaml_file
from scripts.standins.github.github import GitHub, User
from scripts.standins.line.line import StandIn
from scripts.standins.site import Site

MAINTAINER = "maintainer-01-example"
_ROSTER, _ACCOUNT = "content/roster.yml", "content/account.yml"


@dataclass
class Stage:
    """What a rehearsal plays on. `now` is the clock of everybody on it, moved by hand."""

    checkout: Path
    origin: Path
    github: GitHub
    line: StandIn
    site: Site
    now: datetime

    def settings(self) -> dict[str, str]:
        """The settings from outside at this moment, pointing at the stand-ins."""
        self.line.account.now = self.now
        return {
            "LINE_API_ENDPOINT": self.line.url,
            "LINE_CHANNEL_ID": self.line.account.channel_id,
            "LINE_CHANNEL_SECRET": self.line.account.channel_secret,
            "GITHUB_API_URL": self.github.url,
            "GITHUB_REPOSITORY": self.github.state.name,
            "GITHUB_TOKEN": "rehearsal",
            "CAFE_NOW": self.now.isoformat(timespec="seconds"),
        }

    def start(self, verb: str, *arguments: str) -> subprocess.Popen[str]:
        """A command, running."""
        return subprocess.Popen(
            [sys.executable, "-m", f"scripts.{verb}", *arguments],
            cwd=self.checkout, env={**os.environ, **self.settings()},
            text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    def run(self, verb: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """A command, run to its end, whatever its exit code."""
        return ended(self.start(verb, *arguments))

    def git(self, *arguments: str, by: str = MAINTAINER) -> str:
        """Git in the checkout, as one of the people, now."""
        address = f"{self.github.state.accounts[by].id}+{by}@users.noreply.github.com"
        written = {"NAME": by, "EMAIL": address, "DATE": self.now.isoformat()}
        who = {
            f"GIT_{role}_{part}": value for role in ("AUTHOR", "COMMITTER") for part, value in written.items()
        }
        done = subprocess.run(
            ["git", "-C", str(self.checkout), *arguments],
            env={**os.environ, **who}, check=True, text=True, capture_output=True,
        )  # fmt: skip
        return done.stdout.strip()

    def commit(self, message: str, by: str = MAINTAINER) -> None:
        """Everything that lies in the checkout."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "-m", message, by=by)

    def propose(self, author: str, branch: str, files: Mapping[str, bytes], title: str) -> int:
        """An author puts files on a branch and opens a pull request; its number."""
        self.git("fetch", "--quiet", "origin")
        self.git("checkout", "--quiet", "-B", branch, "origin/main")
        _write(self.checkout, files)
        self.commit(title, by=author)
        self.git("push", "--quiet", "--force", "origin", branch)
        self.github.push(branch, by=author)
        return self.github.open_pull_request(branch, author, title=title)

    def pull(self) -> None:
        """The checkout stands on origin's `main` again."""
        self.git("fetch", "--quiet", "origin")
        self.git("checkout", "--quiet", "-B", "main", "origin/main")


def ended(running: subprocess.Popen[str]) -> subprocess.CompletedProcess[str]:
    """A command that was started, when it is over."""
    output, errors = running.communicate()
    return subprocess.CompletedProcess(running.args, running.returncode, output, errors)


@contextmanager
def set_stage(
    folder: Path, first_commit: Mapping[str, bytes], now: datetime, hang: float = 11.0
) -> Iterator[Stage]:
    """A stage for as long as the block lasts: an origin whose `main` holds these files, the roster's people on GitHub.

    In `content/account.yml` the site's address is the stand-in's. `hang` is for how many seconds LINE keeps silent.
    """
    people = read_roster(read_yaml_file(_ROSTER, first_commit[_ROSTER])).people
    accounts = [User(person.login, person.github_id) for person in people]
    shutil.rmtree(folder, ignore_errors=True)
    origin, checkout = folder / "origin.git", folder / "checkout"
    for path, *options in ((origin, "--bare"), (checkout,)):
        subprocess.run(["git", "init", "--quiet", "-b", "main", *options, str(path)], check=True)
    with (
        closing(Site(folder / "site")) as site,
        GitHub(origin, lambda: stage.now, accounts) as github,
        StandIn(hang=hang) as line,
    ):
        stage = Stage(checkout, origin, github, line, site, now)
        stage.git("remote", "add", "origin", str(origin))
        account = first_commit[_ACCOUNT].decode().splitlines()
        moved = [row for row in account if not row.startswith("site_base_url:")]
        _write(
            checkout,
            {**first_commit, _ACCOUNT: "\n".join([*moved, f"site_base_url: {site.url}", ""]).encode()},
        )
        stage.commit("Infra: the program and the registers")
        stage.git("push", "--quiet", "origin", "main")
        github.push("main", by=MAINTAINER)
        github.hear_of("ledger")
        yield stage


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    for path, raw in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(raw)
