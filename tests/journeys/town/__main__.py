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
import traceback
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.request import Request, urlopen

from scripts.content.roster import read_roster
from scripts.reading.document import read_yaml_file
from scripts.standins.github.github import GitHub
from scripts.standins.line.line import StandIn
from scripts.standins.samples import registers
from scripts.standins.site import Site
from scripts.standins.stage import Stage
from tests.handbooks.workflows import ROOT
from tests.journeys.town.clicks import click, listed
from tests.journeys.town.town import Town

NOW = datetime.fromisoformat("2026-12-07T09:00+09:00")
_CONTROL = "control.txt"
_SECOND_MAINTAINER = ("maintainer-02-example", 1202)


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
        github.account(*_SECOND_MAINTAINER)
        town = Town(stage, folder)
        with HTTPServer(("127.0.0.1", 0), _controls(town)) as control:
            (folder / _CONTROL).write_text(f"http://127.0.0.1:{control.server_port}", "utf-8")
            print("\n".join(_papers(stage)), flush=True)
            control.serve_forever()


def _papers(stage: Stage) -> Iterator[str]:
    """What one has noted down before one begins, as lines for a shell."""
    account, github = stage.line.account, stage.github.state
    shell = {name: value for name, value in stage.settings().items() if "CHANNEL" not in name}
    address = {  # git goes to this machine where the handbook says GitHub
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": f"url.{stage.origin}.insteadOf",
        "GIT_CONFIG_VALUE_0": f"https://github.com/{github.name}.git",
    }
    yield from (f"export {name}={value}" for name, value in (shell | address).items())
    yield f"# OWNER/NAME is {github.name}"
    yield f"# LINE: channel {account.channel_id}, secret {account.channel_secret}, basic id {account.basic_id}"
    yield f"# accounts at GitHub: {' '.join(login for login in github.accounts if login != 'web-flow')}"
    yield "# begin"


def _controls(town: Town) -> type[BaseHTTPRequestHandler]:
    lock = threading.Lock()

    class Controls(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            name, *words = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            with lock:
                told = answered(town, name, words)
            content = f"{told}\n[{town.stage.now:%Y-%m-%d %H:%M}]".encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            """The answers are what counts."""

    return Controls


def answered(town: Town, name: str, words: list[str]) -> str:
    """What a click answers; what the town itself cannot do is told to whoever clicked, and the town goes on."""
    try:
        return click(town, name, *words)
    except Exception:
        return f"the town broke at this click, which is no fault of yours:\n{traceback.format_exc()}"


def main(argv: list[str]) -> None:
    """Serve, or click; what a click answers is printed."""
    match argv:
        case ["serve", folder]:
            Path(folder).mkdir(parents=True, exist_ok=True)
            serve(Path(folder).resolve())
        case ["click", folder, name, *words]:
            print(clicked_in(Path(folder), [name, *words]))
        case ["click", _]:
            print(listed())
        case _:
            print(__doc__)


def clicked_in(folder: Path, words: list[str]) -> str:
    """What one sees after a click in the town that is played in a folder."""
    try:
        control = (folder / _CONTROL).read_text("utf-8")
        with urlopen(Request(control, json.dumps(words).encode()), timeout=300) as answer:  # noqa: S310  # this machine's own
            return str(answer.read().decode())
    except OSError as error:
        return f"nobody plays in {folder}: {error}"


if __name__ == "__main__":
    main(sys.argv[1:])
