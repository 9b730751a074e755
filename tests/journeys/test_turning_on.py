"""The handbook for a new owner, followed to the letter as far as this machine reaches; and a handover."""

import re
import subprocess
from pathlib import Path

import pytest

from scripts import check, setup
from scripts.standins.samples import program, samples
from tests.handbooks.workflows import ROOT

NOW = "2026-12-04T10:00+09:00"
SETUP, DAILY = ((ROOT / f".github/{name}.md").read_text("utf-8") for name in ("SETUP", "MAINTAINERS"))


def commands(handbook: str, heading: str) -> str:
    """What a handbook tells to type under a heading."""
    section = re.split(r"^###? ", handbook.split(f"{heading}\n", 1)[1], flags=re.MULTILINE)[0]
    return "\n".join(
        re.sub(r"^ +", "", block, flags=re.MULTILINE)
        for block in re.findall(r"```sh\n(.*?)```", section, re.DOTALL)
    )


def typed_in(place: Path, script: str) -> None:
    script = script.replace("OWNER/NAME", "hokkaido/cafe")
    who = {"GIT_AUTHOR_NAME": "m", "GIT_AUTHOR_EMAIL": "m@example.com", "GIT_COMMITTER_NAME": "m"}
    subprocess.run(
        ["bash", "-e", "-c", script], cwd=place, check=True, capture_output=True,
        env={"PATH": "/usr/bin:/bin", "HOME": str(place.parent), "LANG": "C.UTF-8", "CAFE_NOW": NOW, **who, "GIT_COMMITTER_EMAIL": "m@example.com"},
    )  # fmt: skip


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    place, origin = tmp_path / "clone", tmp_path / "origin.git"
    for path, raw in {**program(ROOT), **samples(ROOT)}.items():
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        (place / path).write_bytes(raw)
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", str(origin)], check=True)
    typed_in(place, f"git init -q -b main; git add -A; git commit -qm first; git remote add origin {origin}")
    (place / ".venv").symlink_to(ROOT / ".venv")
    return place


def test_the_first_command_that_needs_the_libraries_comes_after_the_one_that_installs_them() -> None:
    for handbook in (SETUP, DAILY, (ROOT / ".github/CONTRIBUTING.md").read_text("utf-8")):
        assert 0 < handbook.find("make .venv/ready") < handbook.find(".venv/bin/python -m")
        assert re.findall(r"(?<!\.venv/bin/)python -m", handbook) == []


def test_the_samples_are_put_away_and_the_divisions_own_content_is_clean(
    clone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = program(clone), samples(clone)
    typed_in(clone, commands(SETUP, "### 6. 見本を片付ける"))
    account = clone / "content/account.yml"
    settings = account.read_text("utf-8").replace("environment: sample", "environment: production")
    account.write_text(settings.replace("cafe-media.example.jp", "cafe-media.pref.hokkaido.lg.jp"), "utf-8")
    roster = clone / "content/roster.yml"
    roster.write_text(roster.read_text("utf-8").replace("-example,", "-hokkaido,"), "utf-8")
    typed_in(clone, commands(SETUP, "### 7. 自分たちの内容にする"))

    assert sorted(path.name for path in (clone / "content").iterdir()) == [
        "account.yml", "consents.yml", "credentials.yml", "policy.md", "roster.yml",
    ]  # fmt: skip
    after = program(clone), samples(clone)
    assert after[1] == before[1]
    changed = {path for path in before[0] if before[0][path] != after[0][path]}
    assert changed <= {setup.OWNERS, setup.RULES, setup.LINKED}  # what plays the rehearsals is the same
    monkeypatch.chdir(clone)
    monkeypatch.setenv("CAFE_NOW", NOW)
    assert check.main([]) == 0
    pushed = subprocess.run(
        ["git", "-C", str(clone), "ls-remote", "origin", "refs/heads/main"], check=True, capture_output=True
    )
    head = subprocess.run(["git", "-C", str(clone), "rev-parse", "HEAD"], check=True, capture_output=True)
    assert pushed.stdout.split()[0] == head.stdout.strip()


def test_a_handover_is_one_change_of_the_roster_and_one_command(clone: Path) -> None:
    roster = clone / "content/roster.yml"
    text = roster.read_text("utf-8").replace("section-chief-01-example", "next-chief-example")
    roster.write_text(text, "utf-8")
    typed_in(clone, commands(DAILY, "## 異動のとき"))
    assert "/content/ @next-chief-example" in (clone / setup.OWNERS).read_text("utf-8")
