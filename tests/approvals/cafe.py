"""A division, its contractor and their repository on GitHub: the good case, for tests to change one thing in."""

import shutil
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from scripts.approvals.judge import judge
from scripts.approvals.verdict import Verdict
from scripts.effects.github.snapshot import take_snapshot
from scripts.effects.local.environment import GitHub as Settings
from scripts.standins.github.git import NOWHERE, git, tip
from scripts.standins.github.github import GitHub, User
from scripts.text.dates import JAPAN

NAME = "hokkaido-example/cafe"
PEOPLE = {
    "div-poster-01": 1001,
    "div-poster-02": 1002,
    "section-chief-01": 1101,
    "section-chief-02": 1102,
    "maintainer-01": 1201,
    "con-poster-01": 2001,
    "con-poster-02": 2002,
    "con-manager-01": 2101,
    "con-manager-09": 2109,
    "stranger": 3001,
}
ACCOUNTS = [User(f"{who}-example", number) for who, number in PEOPLE.items()]
DIVISION = "content/posts/division/2026/20261210-winter-soudan"
CONTRACTOR = "content/posts/contractor/2026/20261215-hoshifuri-story"

ROSTER = """\
people:
  - {id: div-poster-01, title: 地域政策課 主事, side: division, roles: [poster], github: {login: div-poster-01-example, id: 1001}, appointed_on: "2026-04-01", ends_on: null}
  - {id: div-poster-02, title: 地域政策課 主任, side: division, roles: [poster], github: {login: div-poster-02-example, id: 1002}, appointed_on: "2026-04-01", ends_on: null}
  - {id: section-chief-01, title: 地域政策課 移住交流担当課長, side: division, roles: [section_chief], github: {login: section-chief-01-example, id: 1101}, appointed_on: "2026-04-01", ends_on: null}
  - {id: maintainer-01, title: 地域政策課 主査, side: division, roles: [maintainer], github: {login: maintainer-01-example, id: 1201}, appointed_on: "2026-04-01", ends_on: null}
  - {id: con-poster-01, title: エゾリス 編集員, side: contractor, contractor: ezorisu-2026, roles: [poster], github: {login: con-poster-01-example, id: 2001}, appointed_on: "2026-04-01", appointed_by: con-manager-01, ends_on: null}
  - {id: con-manager-01, title: エゾリス 業務処理責任者, side: contractor, contractor: ezorisu-2026, roles: [operations_manager], github: {login: con-manager-01-example, id: 2101}, appointed_on: "2026-04-01", ends_on: null}
  - {id: con-manager-09, title: 別会社 業務処理責任者, side: contractor, contractor: other-2026, roles: [operations_manager], github: {login: con-manager-09-example, id: 2109}, appointed_on: "2026-04-01", ends_on: null}
"""
ACCOUNT = """\
account: {name: 北海道とつながるカフェ, basic_id: "@hokkaido-cafe"}
environment: sample
rules_version: "2023-07-19"
site_base_url: https://cafe.example.jp
contractors:
  - {id: ezorisu-2026, name: 株式会社エゾリスコミュニケーションズ, contract_from: "2026-04-01", contract_to: "2027-03-31"}
  - {id: other-2026, name: 株式会社オコジョ, contract_from: "2026-04-01", contract_to: "2027-03-31"}
"""
PAPERS = {
    "content/roster.yml": ROSTER,
    "content/account.yml": ACCOUNT,
    "README.md": "カフェ\n",
    "scripts/publish.py": "print('publish')\n",
}


def post(
    author: str = "div-poster-01", category: str = "event", text: str = "本文です。", **more: str
) -> str:
    """A `post.md`; only what an approval looks at is filled in."""
    rows = [
        "---",
        "title: 冬のオンライン移住相談会",
        f"author: {author}",
        f"category: {category}",
        *(f"{key}: {value}" for key, value in more.items()),
        "images: []",
        "links: []",
        "---",
        text,
    ]
    return "\n".join(rows) + "\n"


def template(folder: Path) -> Path:
    """A bare repository with the registers on `main`, to be copied for each test."""
    bare = folder / "template.git"
    git(folder, "init", "-q", "--bare", "--template=", "-b", "main", str(bare))
    Repository(bare).commit("main", PAPERS, "maintainer-01")
    return bare


@dataclass
class Repository:
    """Commits without a working tree. People write under the address by which GitHub knows them."""

    bare: Path

    def commit(
        self,
        branch: str,
        files: dict[str, str | None],
        author: str = "div-poster-01",
        committer: str = "",
        *,
        above: tuple[str, ...] = (),
        message: str = "Content",
        mode: str = "100644",
        at: datetime = datetime(2026, 12, 4, tzinfo=JAPAN),
    ) -> str:
        """Write a commit on a branch (made from `main` where it is new); None deletes a file."""
        new = tip(self.bare, branch) == NOWHERE
        start = ("refs/heads/main^0",) if new and branch != "main" else ()
        first, *others = above or start or ((f"refs/heads/{branch}^0",) if not new else ("",))
        stamp = f"{int(at.timestamp())} +0900"
        rows = [
            f"commit refs/heads/{branch}",
            "mark :1",
            f"author {_address(author)} {stamp}",
            f"committer {_address(committer or author)} {stamp}",
            f"data {len(message.encode())}\n{message}",
        ]
        rows += ([f"from {first}"] if first else []) + [f"merge {other}" for other in others]
        for path, text in files.items():
            if text is None:
                rows.append(f"D {path}")
            else:
                rows.append(f"M {mode} inline {path}\ndata {len(text.encode())}\n{text}")
        rows.append("get-mark :1")
        return git(self.bare, "fast-import", "--quiet", "--force", given="\n".join(rows) + "\n")


def _address(who: str) -> str:
    if "@" in who:
        return f"Somebody <{who}>"
    return f"{who} <{PEOPLE[who]}+{who}-example@users.noreply.github.com>"


@dataclass
class Cafe:
    """The repository, GitHub over it, and a clock that moves a minute with every act."""

    bare: Path
    now: datetime = datetime(2026, 12, 4, 10, 0, tzinfo=JAPAN)
    number: int = 0
    branch: str = "fuyu"
    folder: str = DIVISION
    repository: Repository = field(init=False)
    github: GitHub = field(init=False)

    def __post_init__(self) -> None:
        self.repository = Repository(self.bare)
        self.github = GitHub(self.bare, lambda: self.now, ACCOUNTS, NAME)

    @property
    def settings(self) -> Settings:
        return Settings(self.github.url, NAME, "sample-token")

    def later(self, **span: float) -> None:
        self.now += timedelta(**span) if span else timedelta(minutes=1)

    def write(self, files: dict[str, str | None], author: str = "div-poster-01", **more: object) -> str:
        """Commit on the branch and push it, a minute later, as its author unless `pusher` says otherwise."""
        pusher = more.pop("pusher", author)
        sha = self.repository.commit(self.branch, files, author, **more)  # type: ignore[arg-type]
        self.later()
        self.github.push(self.branch, None if pusher is None else f"{pusher}-example")
        return sha

    def propose(self, author: str = "div-poster-01", text: str = "", **more: str) -> int:
        """The post on a branch, pushed, and a pull request for it."""
        self.write({f"{self.folder}/post.md": text or post(author, **more)}, author)
        return self.open(author)

    def open(self, author: str, base: str = "main", fork: str | None = None) -> int:
        self.later()
        self.number = self.github.open_pull_request(self.branch, f"{author}-example", base=base, fork=fork)
        return self.number

    def review(self, who: str, state: str = "APPROVED", commit: str | None = None) -> int:
        self.later()
        return self.github.review(self.number, f"{who}-example", state, commit)

    def merge(self, by: str = "div-poster-01", commit: str | None = None) -> str:
        self.later()
        sha = self.github.merge(self.number, f"{by}-example", commit)
        self.later()
        return sha

    def judge(self) -> Verdict:
        main = git(self.bare, "rev-parse", "refs/heads/main")
        return judge(take_snapshot(self.settings, self.bare, main, self.folder, self.now))


def copied(source: Path, folder: Path) -> Cafe:
    """A cafe of one's own."""
    bare = folder / "cafe.git"
    shutil.copytree(source, bare)
    return Cafe(bare)


def approved(cafe: Cafe) -> Verdict:
    """The post may go out."""
    verdict = cafe.judge()
    assert (verdict.outcome, verdict.reasons) == ("approved", ())
    return verdict


def rejected(cafe: Cafe, *codes: str) -> Verdict:
    """It may not, for exactly these reasons, and each says in Japanese whom to ask."""
    verdict = cafe.judge()
    assert verdict.outcome == "rejected"
    assert {reason.code for reason in verdict.reasons} == set(codes)
    assert all("-example)" in reason.message for reason in verdict.reasons if not reason.holds)
    return verdict


def held(cafe: Cafe, code: str = "evidence_unavailable") -> Verdict:
    """Nothing is decided: the same question is asked again later."""
    verdict = cafe.judge()
    assert (verdict.outcome, {reason.code for reason in verdict.reasons}) == ("held", {code})
    assert all(reason.message.endswith("。") for reason in verdict.reasons)
    return verdict


def settled(cafe: Cafe, *approvers: str) -> Cafe:
    """The good case: proposed, approved, merged."""
    if not cafe.number:
        cafe.propose()
    for who in approvers or ("section-chief-01",):
        cafe.review(who)
    cafe.merge()
    return cafe


def ending(roster: str, github_id: int, day: str) -> str:
    """The roster with a last day for one person."""
    rows = roster.splitlines(keepends=True)
    changed = [
        row.replace("ends_on: null", f'ends_on: "{day}"') if f"id: {github_id}}}" in row else row
        for row in rows
    ]
    assert changed != rows
    return "".join(changed)
