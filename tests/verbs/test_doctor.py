"""`doctor` on a clone of `main`: its exit code, its two forms, and whose token it uses."""

import json
from pathlib import Path

import pytest

from scripts import doctor
from scripts.effects.outside.snapshot import RULESETS
from scripts.pull_requests.codeowners import OWNERS
from scripts.standins.samples import registers
from scripts.standins.stage import Stage, set_stage
from tests.handbooks.workflows import ROOT
from tests.outside.scene import ASKED, CREDENTIALS, NOW, appoint_second_maintainer, set_up

TOKEN = "gho_a-token-of-a-person"


@pytest.fixture(scope="module")
def stage(tmp_path_factory):
    files = registers(ROOT)
    files |= {f"{RULESETS}{file.name}": file.read_bytes() for file in (ROOT / RULESETS).iterdir()}
    files |= {OWNERS: (ROOT / OWNERS).read_bytes()}
    files[CREDENTIALS] += ASKED.encode()
    appoint_second_maintainer(files)
    with set_stage(tmp_path_factory.mktemp("stage"), files, NOW) as it:
        yield it


@pytest.fixture
def run(stage: Stage, monkeypatch, capsys):
    def run(*arguments: str, **settings: str | None) -> tuple[int, str]:
        monkeypatch.chdir(stage.checkout)
        for name, value in {**stage.settings(), "GITHUB_TOKEN": TOKEN, **settings}.items():
            monkeypatch.delenv(name, raising=False) if value is None else monkeypatch.setenv(name, value)
        code = doctor.main(list(arguments))
        printed = capsys.readouterr()
        return code, printed.out + printed.err

    return run


def test_a_new_repository_has_much_to_do(run) -> None:
    code, text = run()
    assert code == 1
    for row in (
        "未  ルールセットがそろっている",
        "未  取り込み方は merge commit だけ",
        "→ **Settings**",
        "未が",
    ):
        assert row in text
    assert TOKEN not in text


def test_one_that_is_turned_on_has_nothing(stage: Stage, run) -> None:
    set_up(stage.github, {path: file.read_bytes() for path, file in on_the_desk(stage.checkout).items()})
    assert run("--format", "json", LINE_CHANNEL_ID=None)[0] == 1  # the site serves nothing yet
    (stage.site.folder / "policy.html").write_bytes(policy(stage.checkout))
    code, text = run("--format", "json", LINE_CHANNEL_ID=None)
    assert code == 0
    states = {line["name"]: line["state"] for line in json.loads(text)}
    assert {name for name, state in states.items() if state != "done"} == {
        "line-account", "line-quota", "sample-people", "example-hosts", "decisions",
    }  # fmt: skip
    assert "すべて済です(見えなかったもの3件)。" in run()[1]


def test_without_a_token_the_login_of_gh_is_used(stage: Stage, run, monkeypatch, tmp_path: Path) -> None:
    gh = tmp_path / "gh"
    gh.write_text(f'#!/bin/sh\n[ "$*" = "auth token" ] && echo {TOKEN}\n', "utf-8")
    gh.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    code, text = run(GITHUB_TOKEN=None)
    assert code in (0, 1)
    assert TOKEN not in text
    assert stage.github.requests[-1].headers["Authorization"] == f"Bearer {TOKEN}"


def test_without_any_login_a_person_is_told_what_to_do(run, monkeypatch) -> None:
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    code, text = run(GITHUB_TOKEN=None)
    assert code == 2
    assert "gh auth login" in text


def on_the_desk(checkout: Path) -> dict[str, Path]:
    files = (file for folder in ("content", ".github") for file in (checkout / folder).rglob("*"))
    return {file.relative_to(checkout).as_posix(): file for file in files if file.is_file()}


def policy(checkout: Path) -> bytes:
    from scripts.effects.content.load import account_in, policy_in
    from scripts.effects.git.working_tree import WorkingTree
    from scripts.pages.policy import policy_page

    tree = WorkingTree(checkout)
    return policy_page(policy_in(tree), account_in(tree)).encode()
