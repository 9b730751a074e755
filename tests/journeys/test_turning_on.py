"""The handbook for a new owner, followed to the letter as far as this machine reaches; and a handover."""

import json
import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from scripts import check, doctor, setup
from scripts.pull_requests.codeowners import OWNERS
from scripts.standins.github.github import GitHub
from scripts.standins.github.settings import Environment, Run
from scripts.standins.github.settings_answers import import_ruleset
from scripts.standins.line.line import StandIn
from scripts.standins.samples import program, samples
from scripts.standins.site import Site
from scripts.standins.stage import Stage
from tests.handbooks.workflows import ROOT
from tests.journeys.cafe import Cafe
from tests.journeys.runner import Runner
from tests.outside.scene import ADMINISTRATORS, MAINTAINER_2

NOW = "2026-12-04T10:00+09:00"
SETUP, DAILY = ((ROOT / f".github/{name}.md").read_text("utf-8") for name in ("SETUP", "MAINTAINERS"))
WINTER = "20261210-winter-soudan"


def blocks(handbook: str, heading: str) -> list[str]:
    """What a handbook tells to type under a heading, block by block."""
    section = re.split(r"^###? ", handbook.split(f"{heading}\n", 1)[1], flags=re.MULTILINE)[0]
    return [
        re.sub(r"^ +", "", block, flags=re.MULTILINE)
        for block in re.findall(r"```sh\n(.*?)```", section, re.DOTALL)
    ]


def typed_in(place: Path, script: str) -> None:
    script = script.replace("OWNER/NAME", "hokkaido/cafe")
    who = {"GIT_AUTHOR_NAME": "m", "GIT_AUTHOR_EMAIL": "m@example.com", "GIT_COMMITTER_NAME": "m"}
    subprocess.run(
        ["bash", "-e", "-c", script], cwd=place, check=True, capture_output=True,
        env={"PATH": "/usr/bin:/bin", "HOME": str(place.parent), "LANG": "C.UTF-8", "CAFE_NOW": NOW, **who, "GIT_COMMITTER_EMAIL": "m@example.com"},
    )  # fmt: skip


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """What a new owner has on the desk; `origin` is still empty."""
    place, origin = tmp_path / "clone", tmp_path / "origin.git"
    for path, raw in {**program(ROOT), **samples(ROOT)}.items():
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        (place / path).write_bytes(raw)
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", str(origin)], check=True)
    typed_in(place, f"git init -q -b main; git add -A; git commit -qm first; git remote add origin {origin}")
    (place / ".venv").mkdir()
    for entry in (ROOT / ".venv").iterdir():
        (place / ".venv" / entry.name).symlink_to(entry)
    os.utime(place / "requirements.lock", (0, 0))  # the libraries are here already
    return place


def test_the_first_command_that_needs_the_libraries_comes_after_the_one_that_installs_them() -> None:
    for handbook in (SETUP, DAILY, (ROOT / ".github/CONTRIBUTING.md").read_text("utf-8")):
        assert 0 < handbook.find("make .venv/ready") < handbook.find(".venv/bin/python -m")
        assert re.findall(r"(?<!\.venv/bin/)python -m", handbook) == []


def test_nothing_is_pushed_before_actions_are_off_and_nothing_runs_before_the_doctor_was_asked() -> None:
    in_order = ["**Disable actions**", "git push origin main", "`line-production` を作", "Import a ruleset",
                "scripts.doctor", "**Allow OWNER, and select non-OWNER, actions**", "**Run workflow**"]  # fmt: skip
    steps = SETUP.split("### 1. ", 1)[1]
    places = [steps.find(words) for words in in_order]
    assert -1 not in places
    assert places == sorted(places)


def test_the_clicks_take_no_more_than_thirty_minutes() -> None:
    table = SETUP.split("| 手順 | 分 |", 1)[1].split("\n\n", 1)[0]
    cells = [cell.strip() for cell in table.replace("\n", "|").split("|")]
    minutes = [int(cell) for cell in cells if cell.isdecimal()]
    assert sum(minutes) == int(re.findall(r"\*\*(\d+)\*\*", table)[0]) <= 30
    named = re.findall(r"\| (\d+) [^|]", table)
    assert [f"### {number}. " in SETUP for number in named] == [True] * 9


def test_the_samples_are_put_away_and_the_divisions_own_content_is_clean(
    clone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = program(clone), samples(clone)
    put_away, derive, push = blocks(SETUP, "### 3. 自分たちの内容にして、送る")
    typed_in(clone, put_away)
    account = clone / "content/account.yml"
    settings = account.read_text("utf-8").replace("environment: sample", "environment: production")
    decided = re.findall(r"rules_confirmed: \{.*\}", SETUP)[0].replace("文書番号", "地政第26-001号")
    account.write_text(
        settings.replace("cafe-media.example.jp", "cafe-media.pref.hokkaido.lg.jp") + decided + "\n", "utf-8"
    )
    roster = clone / "content/roster.yml"
    roster.write_text(roster.read_text("utf-8").replace("-example,", "-hokkaido,"), "utf-8")
    typed_in(clone, derive)
    typed_in(clone, push)

    assert sorted(path.name for path in (clone / "content").iterdir()) == [
        "account.yml", "consents.yml", "credentials.yml", "policy.md", "roster.yml",
    ]  # fmt: skip
    after = program(clone), samples(clone)
    assert after[1] == before[1]
    changed = {path for path in before[0] if before[0][path] != after[0][path]}
    assert changed <= {OWNERS, setup.RULES, setup.LINKED}  # what plays the rehearsals is the same
    monkeypatch.chdir(clone)
    monkeypatch.setenv("CAFE_NOW", NOW)
    assert check.main([]) == 0
    pushed = subprocess.run(
        ["git", "-C", str(clone), "ls-remote", "origin", "refs/heads/main"], check=True, capture_output=True
    )
    head = subprocess.run(["git", "-C", str(clone), "rev-parse", "HEAD"], check=True, capture_output=True)
    assert pushed.stdout.split()[0] == head.stdout.strip()


@pytest.fixture
def cafe(clone: Path, tmp_path: Path) -> Iterator[Cafe]:
    """The new owner's desk, with GitHub, LINE and the public site on loopback."""
    now = datetime.fromisoformat(NOW)
    origin = tmp_path / "origin.git"
    with (
        closing(Site(tmp_path / "site")) as site,
        GitHub(origin, lambda: stage.now) as github,
        StandIn() as line,
    ):
        stage = Stage(clone, origin, github, line, site, now)
        (tmp_path / "machines").mkdir()
        secrets = {name: value for name, value in stage.settings().items() if name.startswith("LINE_CHANNEL")}
        yield Cafe(stage, Runner(stage, tmp_path / "machines", {**secrets, "LEDGER_DEPLOY_KEY": "a key"}))


def test_from_nothing_to_the_first_broadcast(
    cafe: Cafe, clone: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Step by step as SETUP.md has them, the doctor asked on the way; clicks change the stand-in's settings."""
    stage, github = cafe.stage, cafe.stage.github
    settings = github.state.settings

    def doctor_answers() -> tuple[int, str]:
        monkeypatch.chdir(clone)
        for name, value in stage.settings().items():
            monkeypatch.setenv(name, value)
        return doctor.main([]), capsys.readouterr().out

    settings.actions_enabled = False  # 2
    typed_in(clone, blocks(SETUP, "### 2. リポジトリを作り、Actionsを止める")[0].replace("https://github.com/OWNER/NAME.git", str(stage.origin)))  # fmt: skip
    put_away, derive, push = blocks(SETUP, "### 3. 自分たちの内容にして、送る")
    typed_in(clone, put_away)
    write_own_content(clone, stage.site.url)
    typed_in(clone, derive)
    typed_in(clone, push)
    for login, number in read_logins(clone).items():
        github.account(login, number)
    github.push("main", by="maintainer-01-example")
    code, text = doctor_answers()
    assert code == 1
    assert "未  ルールセットがそろっている" in text

    secrets = ["LINE_CHANNEL_ID", "LINE_CHANNEL_SECRET", "LEDGER_DEPLOY_KEY"]
    settings.environments["line-production"] = Environment(["main"], secrets, admins_pass=False)  # 4
    settings.keys = [{"title": "ledger", "read_only": False}]
    settings.merge_methods, settings.site = {"merge"}, f"{stage.site.url}/"  # 5
    settings.labels.append("見回り")
    for name in re.findall(r"`(\.github/rulesets/[\w-]+\.json)`", SETUP):  # 6
        import_ruleset(github.state, json.loads((clone / name).read_bytes()))
    settings.rights = dict.fromkeys(read_logins(clone), "push")  # 7
    settings.rights |= ADMINISTRATORS
    code, text = doctor_answers()  # 8
    assert "残りは、Actionsを動かすことだけです" in text, text

    settings.actions_enabled, settings.allowed_actions = True, "selected"  # 9
    assert set(cafe.job("publish.yml", "site").values()) == {0}
    assert set(cafe.send(paused="true").values()) == {0}
    settings.environments["github-pages"] = Environment(["main"])
    settings.runs = [Run(1, "publish.yml", stage.now), Run(2, "watch.yml", stage.now)]
    cafe.job("watch.yml", "watch")
    code, text = doctor_answers()
    assert (code, "すべて済です" in text) == (0, True), text

    number = stage.propose("div-poster-01-example", "hajimete", first_post(), "冬の相談会")  # 10
    checked = cafe.runner.run("check.yml", "check", {}, cafe.head(number))
    assert [result.output for result in checked if result.code] == []
    cafe.shown(number)
    assert (cafe.status(number, "preview"), cafe.status(number, "approval")) == ("success", "pending")
    stage.now += timedelta(minutes=10)
    github.review(number, "section-chief-01-example", "APPROVED")
    stage.now += timedelta(minutes=1)
    assert cafe.judged(number) == "success"
    github.merge(number, by="div-poster-01-example")
    assert set(cafe.job("publish.yml", "site").values()) == {0}
    cafe.clock("2026-12-10T10:07")
    for _ in range(2):
        assert set(cafe.send().values()) == {0}
    assert len(stage.line.deliveries) == 1


def write_own_content(clone: Path, site: str) -> None:
    """The sample's people stay: LINE's own host, which a real account would need, is never spoken to here."""
    account, log = clone / "content/account.yml", clone / "content/credentials.yml"
    account.write_text(account.read_text("utf-8").replace("https://cafe-media.example.jp", site), "utf-8")
    roster = clone / "content/roster.yml"
    roster.write_text(roster.read_text("utf-8") + MAINTAINER_2, "utf-8")
    section = SETUP.split("### 3. ", 1)[1]
    asked = re.findall(r"^     - kind: console_rights_checked\n(?:       .*\n)+", section, re.MULTILINE)[0]
    asked = asked.replace("見た日", "2026-12-04").replace("見た人のid", "maintainer-01")
    asked = asked.replace("確かめた人のid", "section-chief-01")
    log.write_text(log.read_text("utf-8") + re.sub(r"^   ", "", asked, flags=re.MULTILINE), "utf-8")


def read_logins(clone: Path) -> dict[str, int]:
    """Accounts of the people in office."""
    rows = re.findall(r"\{login: ([\w-]+), id: (\d+)\}", (clone / "content/roster.yml").read_text("utf-8"))
    return {login: int(number) for login, number in rows if login != "con-poster-00-example"}


def first_post() -> dict[str, bytes]:
    """The sample's text under a number of its own: those of the samples stand in the history for ever."""
    return {
        path.replace(WINTER, "20261210-hajimete"): raw
        for path, raw in samples(ROOT).items()
        if f"/{WINTER}/" in path
    }


def test_a_handover_is_one_change_of_the_roster_and_one_command(clone: Path) -> None:
    roster = clone / "content/roster.yml"
    text = roster.read_text("utf-8").replace("section-chief-01-example", "next-chief-example")
    roster.write_text(text, "utf-8")
    typed_in(clone, "\n".join(blocks(DAILY, "### 3月のうちに")))
    assert "/content/ @next-chief-example" in (clone / OWNERS).read_text("utf-8")
