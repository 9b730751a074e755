"""The stage of the demo with a desk for authors, sample posts under any name, and a checkout for the publisher."""

import hashlib
import shutil
import subprocess
from contextlib import ExitStack
from datetime import datetime, timedelta
from pathlib import Path

import yaml

from scripts.delivery.entry import Entry, read_lines
from scripts.standins.line.account import LineAccount
from scripts.standins.samples import home, registers
from scripts.standins.stage import set_stage
from scripts.text.dates import JAPAN

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
        self.checkout = folder / "checkout"
        self.titles: dict[str, str] = {}
        self._curtain = ExitStack()

    def __enter__(self) -> "Stage":
        play = set_stage(self.folder / "stage", registers(PROJECT), WRITTEN, hang=30)
        self._play = self._curtain.enter_context(play)
        self.origin, self.desk = self._play.origin, self._play.checkout
        self.line, self.github, self.pictures = self._play.line, self._play.github, self._play.site
        git(self.folder, "clone", "-q", str(self.origin), str(self.checkout))
        return self

    def __exit__(self, *error: object) -> None:
        self._curtain.close()

    @property
    def now(self) -> datetime:
        return self._play.now

    @now.setter
    def now(self, now: datetime) -> None:
        self._play.now = now

    def later(self, seconds: int = 20) -> None:
        """Time goes by between two acts of people."""
        self.now += timedelta(seconds=seconds)

    def change_account(self, change) -> None:
        """Rewrite account.yml on the desk."""
        path = self.desk / "content" / "account.yml"
        data = yaml.safe_load(path.read_text("utf-8"))
        change(data)
        path.write_text(_yaml(data), "utf-8")

    def commit(self, person: str, message: str) -> None:
        """What lies on the desk."""
        self._play.commit(message, by=login(person))

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
        number = self._play.propose(login(author), branch, {}, branch)
        git(self.desk, "checkout", "-q", "main")
        self.later()
        return number

    def merge(self, number: int, by: str) -> str:
        self.later()
        merged = self.github.merge(number, login(by))
        git(self.desk, "pull", "-q", "origin", "main")
        return merged

    def bring(self, author: str = "div-poster-01", approvers: tuple[str, ...] = ("section-chief-01",)) -> int:
        """What lies on the desk becomes a pull request, is approved and merged. Its number."""
        number = self.propose(author, f"branch-{len(self.github.state.pull_requests) + 1}")
        for approver in approvers:
            self.later()
            self.github.review(number, login(approver), "APPROVED")
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
        return {**self._play.settings(), **more}

    def as_before(self, *checkouts: Path) -> None:
        """What runs have done is undone: the ledger, LINE's account, GitHub's issues and comments, every fault."""
        ledger = "refs/remotes/origin/ledger"
        for path in (
            self.origin / "refs/heads/ledger",
            *(each / ".git" / ledger for each in (self.checkout, *checkouts)),
        ):
            path.unlink(missing_ok=True)
        self.github.state.forget("ledger")
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


def login(person: str) -> str:
    """The account of a person on the samples' roster."""
    return f"{person}-example"


class _Quoting(yaml.SafeDumper):
    """Dates and times stand in quotes, as the strict reader wants them."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"' if text[:1].isdigit() else None)


_Quoting.add_representer(str, _text)


def _yaml(data: dict[str, object]) -> str:
    return yaml.dump(data, Dumper=_Quoting, allow_unicode=True, sort_keys=False)
