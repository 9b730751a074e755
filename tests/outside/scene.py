"""A repository that is turned on as the handbook says, on stand-ins for GitHub, LINE and the public site."""

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from scripts.content.post import Post
from scripts.effects.content.load import policy_in, post_in, setting_of_registers
from scripts.effects.github.api import Api
from scripts.effects.line.client import LineClient
from scripts.effects.local.environment import Channel, GitHub
from scripts.effects.outside.snapshot import RULESETS, take_outside
from scripts.outside.settings import Unseen
from scripts.outside.snapshot import Outside
from scripts.pages.policy import policy_page
from scripts.pull_requests.codeowners import OWNERS, codeowners
from scripts.standins.github import github as standin
from scripts.standins.github.settings import Environment, Run
from scripts.standins.github.settings_answers import import_ruleset
from scripts.standins.line.line import StandIn
from scripts.standins.samples import post, registers
from scripts.standins.site import Site
from tests.handbooks.workflows import ROOT
from tests.rules.good_world import MemoryTree

NOW = datetime.fromisoformat("2026-12-10T10:00+09:00")
ACCOUNT, ROSTER, CREDENTIALS = "content/account.yml", "content/roster.yml", "content/credentials.yml"
POST = "20261210-winter-soudan"
ASKED = """  - kind: console_rights_checked
    trigger: periodic
    done_on: "2026-12-01"
    done_by: maintainer-01
    confirmed_by: section-chief-01
"""
MAINTAINER_2 = """
  - id: maintainer-02
    title: 地域政策課 情報担当 主任
    side: division
    roles: [maintainer]
    github: {login: maintainer-02-example, id: 1202}
    appointed_on: "2026-04-01"
    policy_confirmed_on: "2026-04-01"
    ends_on: null
"""
ADMINISTRATORS = {"maintainer-01-example": "admin", "maintainer-02-example": "admin"}
DECIDED = 'rules_confirmed: {by: section-chief-01, on: "2026-04-01", evidence: 地政第26-001号}\n'


@dataclass
class Scene:
    """`github`, `line`, `site` are the stand-ins; `files` are `main`'s own. Each row of the test spoils one thing.

    `real` are the files of a real division: GitHub is asked in their name, but neither LINE nor its public site.
    """

    github: standin.GitHub
    line: StandIn
    site: Site
    files: dict[str, bytes]
    real: dict[str, bytes] | None = None
    now: datetime = NOW

    def write(self, path: str, old: str, new: str) -> None:
        """Another text in one of `main`'s files."""
        files = self.files if self.real is None else self.real
        text = files[path].decode()
        assert old in text, old
        files[path] = text.replace(old, new).encode()

    def make_real(self) -> None:
        """The registers and accounts of a real division, instead of the sample's."""
        state = self.github.state
        renamed = {login: login.replace("-example", "-hokkaido") for login in state.settings.rights}
        for old, new in renamed.items():
            self.github.account(new, state.accounts[old].id)
        state.settings.rights = {renamed[old]: right for old, right in state.settings.rights.items()}
        self.real = dict(self.files)
        self.write(ACCOUNT, "environment: sample", "environment: production")
        self.write(ACCOUNT, self.site.url, "https://cafe.pref.hokkaido.lg.jp")
        state.settings.site = "https://cafe.pref.hokkaido.lg.jp/"
        self.write(ROSTER, "-example,", "-hokkaido,")
        self.real[ACCOUNT] += DECIDED.encode()

    def outside(self) -> Outside:
        """The snapshot, over real HTTP."""
        self.line.account.now = self.now
        account, tree = self.line.account, MemoryTree(self.files)
        client = LineClient(self.line.url, Channel(account.channel_id, account.channel_secret))
        api = Api(GitHub(self.github.url, self.github.state.name, "rehearsal"))
        seen = take_outside(api, tree, [to_come(tree)], client, self.now)
        if self.real is None:
            return seen
        context = setting_of_registers(MemoryTree(self.real), self.now)
        owners = codeowners(context.roster, context.account, self.now.date())
        hidden = Unseen("no secret of the channel")
        return replace(seen, context=context, line=hidden, code_owners=owners)


def to_come(tree: MemoryTree) -> Post:
    """The one post on `main`."""
    found = post_in(tree, next(path for path in tree.files if path.endswith("post.md")))
    assert found
    return found


@contextmanager
def turned_on(folder: Path) -> Iterator[Scene]:
    """A scene on which nothing is wrong."""
    with (
        closing(Site(folder / "site")) as site,
        standin.GitHub(folder, lambda: NOW) as github,
        StandIn() as line,
    ):
        files = registers(ROOT) | post(ROOT, POST)
        files |= {f"{RULESETS}{file.name}": file.read_bytes() for file in (ROOT / RULESETS).iterdir()}
        files[OWNERS] = (ROOT / OWNERS).read_bytes()
        appoint_second_maintainer(files)
        scene = Scene(github, line, site, files)
        scene.write(ACCOUNT, "https://cafe-media.example.jp", site.url)
        files[CREDENTIALS] += ASKED.encode()
        set_up(github, files)
        _serve(scene)
        yield scene


def appoint_second_maintainer(files: dict[str, bytes]) -> None:
    """The sample has one only; whoever turns it on, has two."""
    files[ROSTER] += MAINTAINER_2.encode()
    files[OWNERS] = files[OWNERS].replace(
        b"* @maintainer-01-example", b"* @maintainer-01-example @maintainer-02-example"
    )


def set_up(github: standin.GitHub, files: dict[str, bytes]) -> None:
    """Every click of SETUP.md."""
    settings = github.state.settings
    context = setting_of_registers(MemoryTree(files), NOW)
    for person in context.roster.people:
        if person.in_office(NOW.date()):
            github.account(person.login, person.github_id)
            settings.rights[person.login] = "push"
    settings.rights |= ADMINISTRATORS
    settings.merge_methods = {"merge"}
    for path, raw in files.items():
        if path.startswith(RULESETS):
            import_ruleset(github.state, json.loads(raw))
    secrets = ["LINE_CHANNEL_ID", "LINE_CHANNEL_SECRET", "LEDGER_DEPLOY_KEY"]
    settings.environments = {
        "line-production": Environment(["main"], secrets, admins_pass=False),
        "github-pages": Environment(["main"]),
    }
    settings.keys = [deploy_key("ledger", read_only=False)]
    settings.labels.append("見回り")
    settings.site = f"{context.account.site_base_url}/"
    settings.allowed_actions = "selected"
    settings.runs = [
        Run(1, "publish.yml", NOW - timedelta(minutes=23)),
        Run(2, "watch.yml", NOW - timedelta(minutes=97)),
    ]


def _serve(scene: Scene) -> None:
    tree = MemoryTree(scene.files)
    context = setting_of_registers(tree, NOW)
    scene.site.files["/policy.html"] = policy_page(policy_in(tree), context.account).encode()
    for picture in to_come(tree).pictures.values():
        scene.site.files[f"/media/{picture.sha256}.jpg"] = picture.raw


def deploy_key(title: str, read_only: bool) -> dict[str, object]:
    """A deploy key as GitHub lists it."""
    return {"id": 1, "key": "ssh-ed25519 AAAA", "title": title, "verified": True, "read_only": read_only}
