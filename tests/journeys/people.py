"""People come and go: the roster, CODEOWNERS and the log as they are changed in a journey."""

import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta

from scripts.content.roster import read_roster
from scripts.effects.github.runs import SENDER, WATCH
from scripts.pull_requests.codeowners import OWNERS
from scripts.reading.document import read_yaml_file
from scripts.standins.github.nouns import Comment, Issue
from scripts.standins.github.settings import Run
from tests.handbooks.workflows import ROOT
from tests.journeys.cafe import Cafe
from tests.outside.scene import appoint_second_maintainer

ROSTER, ACCOUNT, LOG = "content/roster.yml", "content/account.yml", "content/credentials.yml"
MAINTAINERS = (ROOT / ".github/MAINTAINERS.md").read_text("utf-8")
CHIEF, POSTER, MANAGER, MAINTAINER = (
    f"{name}-01-example" for name in ("section-chief", "div-poster", "con-manager", "maintainer")
)
SECOND = "maintainer-02-example"
_TESTED_ELSEWHERE = ("Install fonts", "Test", "Lint")


def staffed(cafe: Cafe) -> Cafe:
    """Two maintainers, who are the administrators; everybody in office has access, and the jobs run well until summer."""
    stage, github = cafe.stage, cafe.stage.github
    stage.pull()
    files = {path: (stage.checkout / path).read_bytes() for path in (ROSTER, OWNERS)}
    appoint_second_maintainer(files)
    github.account(SECOND, 1202)
    for path, raw in files.items():
        (stage.checkout / path).write_bytes(raw)
    stage.commit("Content: a second maintainer")
    stage.git("push", "--quiet", "origin", "main")
    github.push("main", by=MAINTAINER)
    roster = read_roster(read_yaml_file(ROSTER, files[ROSTER]))
    for person in roster.people:
        if person.ends_on is None:
            invite(cafe, person.login, "admin" if "maintainer" in person.roles else "push")
    summer = datetime.fromisoformat("2027-07-01T09:00+09:00")
    github.state.settings.runs += [
        Run(number, name, summer) for number, name in enumerate((SENDER, WATCH), 8)
    ]
    return cafe


def written(post_id: str, author: str = "div-poster-01", **more: str) -> dict[str, bytes]:
    """A post of plain text."""
    side = "contractor" if author.startswith("con-") else "division"
    rows = [
        "---", f"title: {more.pop('title', '春のたより')}", f"author: {author}", "category: attraction", "layout: text",
        *(f"{name}: {value}" for name, value in more.items()), "images: []", "links: []", "declarations:",
        *(f"  {name}: true" for name in ("public_information", "no_personal_information", "fair_competition", "guideline")),
        "---", "雪がとけ、町に春が来ました。", "",
    ]  # fmt: skip
    return {f"content/posts/{side}/{post_id[:4]}/{post_id}/post.md": "\n".join(rows).encode()}


def propose(cafe: Cafe, post_id: str, author: str = "div-poster-01", **more: str) -> int:
    """An author's pull request, which the check has passed."""
    number = cafe.stage.propose(
        f"{author}-example", post_id, written(post_id, author, **more), f"投稿 {post_id}"
    )
    assert check(cafe, number) == []
    return number


def check(cafe: Cafe, number: int) -> list[str]:
    """What 点検 says of a pull request; the program's own tests are left out."""
    results = cafe.runner.run("check.yml", "check", {}, cafe.head(number), _TESTED_ELSEWHERE)
    return [result.output for result in results if result.code]


def change(cafe: Cafe, by: str, branch: str, **edits: Callable[[str], str]) -> int:
    """Registers are changed and CODEOWNERS is written anew, as the handbook has it, in one pull request."""
    stage = cafe.stage
    stage.pull()
    files = {}
    for name, edit in edits.items():
        path = stage.checkout / f"content/{name}.yml"
        text = edit(path.read_text("utf-8"))
        path.write_text(text, "utf-8")
        files[f"content/{name}.yml"] = text.encode()
    assert "scripts.setup" in "".join(handbook("## 異動のとき"))
    assert stage.run("setup").returncode == 0
    files[OWNERS] = (stage.checkout / OWNERS).read_bytes()
    stage.git("checkout", "--quiet", "--force", "main")
    return stage.propose(by, branch, files, branch)


def handbook(heading: str) -> list[str]:
    """What MAINTAINERS.md tells to type under a heading."""
    section = re.split(r"^## ", MAINTAINERS.split(f"{heading}\n", 1)[1], flags=re.MULTILINE)[0]
    return re.findall(r"```sh\n(.*?)```", section, re.DOTALL)


def owners(cafe: Cafe, path: str) -> str:
    """The line of `main`'s CODEOWNERS for a path."""
    cafe.stage.pull()
    text = (cafe.stage.checkout / OWNERS).read_text("utf-8")
    return next((line for line in text.splitlines() if line.startswith(f"{path} ")), "")


def review(cafe: Cafe, number: int, *people: str) -> str:
    """Approvals, a minute after the last push; then the mark `approval`."""
    for login in people:
        cafe.stage.github.review(number, login, "APPROVED")
    return cafe.judged(number)


def merge(cafe: Cafe, number: int, by: str) -> None:
    """Merge pull request, a minute after whatever came before; the check may say what it likes."""
    cafe.stage.now += timedelta(minutes=1)
    cafe.stage.github.merge(number, by=by)


def mark(cafe: Cafe, number: int) -> str:
    """What the mark `approval` says beside its colour."""
    marks = [status for status in cafe.stage.github.state.statuses if status.sha == cafe.head(number)]
    return marks[-1].description


def doctor(cafe: Cafe) -> dict[str, str]:
    """What `doctor` says of people, where it is not 済."""
    cafe.stage.pull()
    answer = cafe.stage.run("doctor", "--format", "json")
    lines = {line["name"]: line for line in json.loads(answer.stdout)}
    return {
        name: lines[name]["seen"]
        for name in ("administrators", "accounts", "access", "strangers", "code-owners")
        if lines[name]["state"] != "done"
    }


def invite(cafe: Cafe, login: str, right: str = "push") -> None:
    """Collaborators and teams → Add people."""
    cafe.stage.github.state.settings.rights[login] = right


def take_access(cafe: Cafe, login: str) -> None:
    """Collaborators and teams → Remove."""
    cafe.stage.github.state.settings.rights.pop(login)


def watched(cafe: Cafe) -> list[str]:
    """The titles of the open issues, after 見回り has looked around."""
    cafe.job("watch.yml", "watch")
    return [issue.title for issue in cafe.stage.github.state.issues.values() if issue.state == "open"]


def issue(cafe: Cafe, words: str) -> Issue:
    """The one issue whose title has these words."""
    (found,) = [entry for entry in cafe.stage.github.state.issues.values() if words in entry.title]
    return found


def comment(cafe: Cafe, number: int, login: str, text: str) -> None:
    """A person writes below an issue."""
    state = cafe.stage.github.state
    state.comments.append(Comment(next(state.ids), number, text, cafe.stage.now, state.accounts[login]))
