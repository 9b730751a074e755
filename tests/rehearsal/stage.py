"""A whole world in a folder: origin, a checkout, GitHub, LINE and the public site, with approved posts on `main`."""

import hashlib
import shutil
import subprocess
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

from scripts.delivery.ledger import Entry, read_lines
from scripts.standins.github.github import GitHub, User
from scripts.standins.github.http import Answer, Request
from scripts.standins.line.account import LineAccount
from scripts.standins.line.line import StandIn
from scripts.standins.samples import home
from scripts.text.dates import JAPAN
from tests.rehearsal.pictures import Pictures

PROJECT = Path(__file__).parents[2]
SAMPLES = home(PROJECT)
WINTER = "20261210-winter-soudan"
DUE = datetime(2026, 12, 10, 10, 5, tzinfo=JAPAN)
WRITTEN = datetime(2026, 12, 8, 10, 0, tzinfo=JAPAN)
NAME = "hokkaido-example/cafe"


def git(root: Path, *arguments: str) -> str:
    done = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


class Stage:
    """Use as a context manager. `now` is the clock of everybody on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.origin, self.desk, self.checkout = (folder / name for name in ("origin.git", "desk", "checkout"))
        self.now = WRITTEN
        self.pictures = Pictures()
        self.line = StandIn(hang=30)
        self.people = _people()
        accounts = [User(login, number) for login, number in self.people.values()]
        for path, *options in ((self.origin, "--bare"), (self.desk,)):
            subprocess.run(["git", "init", "-q", "-b", "main", *options, str(path)], check=True)
        git(self.desk, "remote", "add", "origin", str(self.origin))
        self.on_github: Callable[[str, str], None] = lambda moment, path: None
        self.github = _Watched(self, self.origin, lambda: self.now, accounts, NAME)
        self.titles: dict[str, str] = {}

    def __enter__(self) -> "Stage":
        self.line.__enter__()
        self.github.__enter__()
        self._found()
        return self

    def __exit__(self, *error: object) -> None:
        self.line.__exit__(None, None, None)
        self.github.__exit__(None, None, None)
        self.pictures.close()

    def later(self, seconds: int = 20) -> None:
        """Time goes by between two acts of people."""
        self.now += timedelta(seconds=seconds)

    def _found(self) -> None:
        """The first commit of `main`: the registers, and no post."""
        content = self.desk / "content"
        content.mkdir()
        for name in ("account.yml", "roster.yml", "consents.yml", "policy.md", "credentials.yml"):
            shutil.copy(SAMPLES / "content" / name, content / name)
        self.change_account(lambda data: data.update(site_base_url=self.pictures.url))
        self.commit("maintainer-01", "土台")
        git(self.desk, "push", "-q", "origin", "main")
        subprocess.run(["git", "clone", "-q", str(self.origin), str(self.checkout)], check=True)

    def change_account(self, change) -> None:
        """Rewrite account.yml on the desk."""
        path = self.desk / "content" / "account.yml"
        data = yaml.safe_load(path.read_text("utf-8"))
        change(data)
        path.write_text(_yaml(data), "utf-8")

    def commit(self, person: str, message: str) -> None:
        login, number = self.people[person]
        name = ["-c", f"user.name={login}", "-c", f"user.email={number}+{login}@users.noreply.github.com"]
        git(self.desk, "add", "-A")
        git(self.desk, *name, "commit", "-q", "--allow-empty", "-m", message)

    def write_post(self, sample: str = WINTER, post_id: str = "", **changes: object) -> Path:
        """Put a sample post on the desk, perhaps under another name and with other fields in its front matter."""
        source = next((SAMPLES / "content" / "posts").glob(f"*/*/{sample}"))
        post_id = post_id or sample
        target = self.desk / source.relative_to(SAMPLES).parent.parent / post_id[:4] / post_id
        shutil.copytree(source, target, dirs_exist_ok=True)
        if changes:
            text = (target / "post.md").read_text("utf-8")
            _, front, body = text.split("---\n", 2)
            data = {**yaml.safe_load(front), **changes}
            for name, value in list(data.items()):
                if value is None:
                    del data[name]
            (target / "post.md").write_text(f"---\n{_yaml(data)}---\n{body}", "utf-8")
        front = (target / "post.md").read_text("utf-8").split("---\n", 2)[1]
        self.titles[post_id] = yaml.safe_load(front)["title"]
        return target

    def propose(self, author: str, branch: str) -> int:
        """What lies on the desk, as a pull request."""
        self.later()
        git(self.desk, "checkout", "-q", "-B", branch)
        self.commit(author, branch)
        git(self.desk, "push", "-q", "-f", "origin", branch)
        git(self.desk, "checkout", "-q", "main")
        login = self.people[author][0]
        self.github.push(branch, login)
        self.later()
        return self.github.open_pull_request(branch, login)

    def merge(self, number: int, by: str) -> str:
        self.later()
        merged = self.github.merge(number, self.people[by][0])
        git(self.desk, "pull", "-q", "origin", "main")
        return merged

    def bring(self, author: str = "div-poster-01", approvers: tuple[str, ...] = ("section-chief-01",)) -> int:
        """What lies on the desk becomes a pull request, is approved and merged. Its number."""
        number = self.propose(author, f"branch-{len(self.github.state.pull_requests) + 1}")
        for approver in approvers:
            self.later()
            self.github.review(number, self.people[approver][0], "APPROVED")
        self.merge(number, author)
        self.publish_pictures()
        return number

    def publish_pictures(self) -> None:
        """What `site.py` does after a merge: every picture under its hash."""
        for file in (self.desk / "content" / "posts").rglob("*"):
            if file.suffix in (".jpg", ".png"):
                content = file.read_bytes()
                self.pictures.files[f"/media/{hashlib.sha256(content).hexdigest()}{file.suffix}"] = content

    def environment(self, **more: str) -> dict[str, str]:
        """The settings of a run at this moment."""
        account = self.line.account
        account.now = self.now
        return {
            "CAFE_NOW": self.now.isoformat(timespec="seconds"),
            "LINE_API_ENDPOINT": self.line.url,
            "LINE_CHANNEL_ID": account.channel_id,
            "LINE_CHANNEL_SECRET": account.channel_secret,
            "GITHUB_API_URL": self.github.url,
            "GITHUB_REPOSITORY": NAME,
            "GITHUB_TOKEN": "sample-token",
            **more,
        }

    def as_before(self, *checkouts: Path) -> None:
        """What runs have done is undone: the ledger, LINE's account, GitHub's issues and comments, every fault."""
        ledger = "refs/remotes/origin/ledger"
        for path in (
            self.origin / "refs/heads/ledger",
            *(each / ".git" / ledger for each in (self.checkout, *checkouts)),
        ):
            path.unlink(missing_ok=True)
        git(self.checkout, "remote", "set-url", "origin", str(self.origin))
        self.line.account = LineAccount()
        self.line.faults.clear()
        self.line.requests.clear()
        self.github.server.faults.clear()
        self.github.state.issues.clear()
        self.github.state.comments.clear()
        self.pictures.files.clear()
        self.pictures.redirects.clear()
        self.publish_pictures()
        self.now = DUE

    def ledger(self, post_id: str = WINTER) -> tuple[Entry, ...]:
        """The lines as they stand on origin."""
        shown = subprocess.run(
            ["git", "-C", str(self.origin), "show", f"ledger:{post_id}.jsonl"],
            capture_output=True,
            check=False,
        )
        return read_lines(shown.stdout) if shown.returncode == 0 else ()

    def events(self, post_id: str = WINTER) -> list[str]:
        return [line.event for line in self.ledger(post_id)]


def _people() -> Mapping[str, tuple[str, int]]:
    roster = yaml.safe_load((SAMPLES / "content" / "roster.yml").read_text("utf-8"))
    return {each["id"]: (each["github"]["login"], each["github"]["id"]) for each in roster["people"]}


class _Watched(GitHub):
    """GitHub, with the stage told of every request before and after it takes effect."""

    def __init__(self, stage: Stage, *given: Any) -> None:
        self._stage = stage
        super().__init__(*given)
        self.server._http.handle_error = lambda request, address: None  # the asker was killed

    def _respond(self, request: Request) -> Answer:
        self._stage.on_github("before", f"{request.method} {request.path}")
        answer = super()._respond(request)
        self._stage.on_github("after", f"{request.method} {request.path}")
        return answer


class _Quoting(yaml.SafeDumper):
    """Dates and times stand in quotes, as the strict reader wants them."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"' if text[:1].isdigit() else None)


_Quoting.add_representer(str, _text)


def _yaml(data: Mapping[str, object]) -> str:
    return yaml.dump(data, Dumper=_Quoting, allow_unicode=True, sort_keys=False)
