"""The stage of a rehearsal: a bare repository with GitHub over it, LINE, the public site, people and a clock.

Everything is on loopback. The commands themselves run as they do in earnest, each in a process of its own, in a
checkout of the repository; only the servers behind their settings are played.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from scripts.content.roster import Person, Roster
from scripts.standins.github.github import GitHub, User
from scripts.standins.line.line import StandIn

MEDIA = "http://127.0.0.1:{port}"


class Site:
    """The public site: whatever `site.py` wrote into a folder, served."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
        self.url = MEDIA.format(port=self._server.server_port)

    def open(self) -> None:
        """Serve from now on."""
        Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def close(self) -> None:
        """Stop serving."""
        self._server.shutdown()
        self._server.server_close()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@dataclass
class Stage:
    """What a rehearsal plays on. `now` is moved by hand; every process sees it as `CAFE_NOW`."""

    checkout: Path
    origin: Path
    github: GitHub
    line: StandIn
    site: Site
    now: datetime

    def move_clock(self, now: datetime) -> None:
        """It is now this late, for GitHub, for LINE and for every command."""
        self.now = now
        self.line.account.now = now

    def environment(self) -> dict[str, str]:
        """The settings from outside, pointing at the stand-ins."""
        return {
            **os.environ,
            "LINE_API_ENDPOINT": self.line.url,
            "LINE_CHANNEL_ID": self.line.account.channel_id,
            "LINE_CHANNEL_SECRET": self.line.account.channel_secret,
            "GITHUB_API_URL": self.github.url,
            "GITHUB_REPOSITORY": self.github.state.name,
            "GITHUB_TOKEN": "rehearsal",
            "CAFE_NOW": self.now.isoformat(),
        }

    def start(self, verb: str, *arguments: str) -> subprocess.Popen[str]:
        """A command, running."""
        return subprocess.Popen(
            [sys.executable, "-m", f"scripts.{verb}", *arguments],
            cwd=self.checkout, env=self.environment(), text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    def run(self, verb: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """A command, run to its end, whatever its exit code."""
        running = self.start(verb, *arguments)
        said, complained = running.communicate()
        return subprocess.CompletedProcess(running.args, running.returncode, said, complained)

    def git(self, *arguments: str, by: str = "maintainer-01-example") -> str:
        """Git in the checkout, as one of the people."""
        number = self.github.state.accounts[by].id
        return _git(self.checkout, self.now, f"{number}+{by}@users.noreply.github.com", *arguments)

    def propose(self, author: str, branch: str, files: Mapping[str, bytes], title: str) -> int:
        """An author puts files on a branch and opens a pull request; its number."""
        self.git("fetch", "--quiet", "origin")
        self.git("checkout", "--quiet", "-B", branch, "origin/main")
        for path, raw in files.items():
            (self.checkout / path).parent.mkdir(parents=True, exist_ok=True)
            (self.checkout / path).write_bytes(raw)
            self.git("add", path)
        self.git("commit", "--quiet", "-m", title, by=author)
        self.git("push", "--quiet", "--force", "origin", branch)
        self.github.push(branch, by=author)
        return self.github.open_pull_request(branch, author, title=title)

    def pull(self) -> None:
        """The checkout stands on origin's `main` again."""
        self.git("fetch", "--quiet", "origin")
        self.git("checkout", "--quiet", "-B", "main", "origin/main")


def set_stage(folder: Path, first_commit: Mapping[str, bytes], roster: Roster, now: datetime) -> Stage:
    """Raise the curtain: an origin whose `main` holds these files, and everybody on the roster as accounts.

    In `content/account.yml` the site's address is replaced by the stand-in's.
    """
    shutil.rmtree(folder, ignore_errors=True)
    origin, checkout = folder / "origin.git", folder / "checkout"
    subprocess.run(["git", "init", "--quiet", "--bare", "-b", "main", str(origin)], check=True)
    subprocess.run(
        ["git", "clone", "--quiet", str(origin), str(checkout)], check=True, stderr=subprocess.DEVNULL
    )
    github = GitHub(origin, lambda: stage.now, _accounts(roster.people))
    stage = Stage(checkout, origin, github, StandIn(), Site(folder / "site"), now)
    for path, raw in first_commit.items():
        (checkout / path).parent.mkdir(parents=True, exist_ok=True)
        (checkout / path).write_bytes(raw)
    account = checkout / "content/account.yml"
    kept = [line for line in account.read_text("utf-8").splitlines() if not line.startswith("site_base_url:")]
    account.write_text("\n".join([*kept, f"site_base_url: {stage.site.url}", ""]), "utf-8")
    stage.move_clock(now)
    stage.git("checkout", "--quiet", "-B", "main")
    stage.git("add", "--all")
    stage.git("commit", "--quiet", "-m", "Infra: the program and the registers")
    stage.git("push", "--quiet", "origin", "main")
    stage.github.push("main", by="maintainer-01-example")
    return stage


def _accounts(people: Iterable[Person]) -> list[User]:
    return [User(person.login, person.github_id) for person in people]


def _git(where: Path, now: datetime, email: str, *arguments: str) -> str:
    name = email.partition("+")[2].partition("@")[0]
    who = {f"GIT_{role}_{part}": value for role in ("AUTHOR", "COMMITTER")
           for part, value in (("NAME", name), ("EMAIL", email), ("DATE", now.isoformat()))}  # fmt: skip
    done = subprocess.run(
        ["git", "-C", str(where), *arguments],
        env={**os.environ, **who}, check=True, text=True, capture_output=True,
    )  # fmt: skip
    return done.stdout
