"""A desk at which `approval.py` is called: a clone of the repository, with GitHub behind it."""

import json
from pathlib import Path
from typing import Any

import pytest

from scripts import approval
from scripts.standins.github.git import git
from tests.approvals.cafe import NAME, Cafe


def sit_down(cafe: Cafe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cafe:
    """A clone in which the command is called; it does not know the branches that come later."""
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", str(cafe.bare), str(clone))
    monkeypatch.chdir(clone)
    for name, value in {
        "GITHUB_API_URL": cafe.github.url,
        "GITHUB_REPOSITORY": NAME,
        "GITHUB_TOKEN": "sample",
        "CAFE_NOW": "2026-12-04T12:00+09:00",
        "HEAD_SHA": "",
    }.items():
        monkeypatch.setenv(name, value)
    return cafe


def ask(cafe: Cafe, capsys: pytest.CaptureFixture[str]) -> tuple[int, Any]:
    """Exit code and JSON."""
    git(Path.cwd(), "fetch", "-q", "origin", "+refs/heads/main:refs/remotes/origin/main")
    code = approval.main([str(cafe.number), "--format", "json"])
    return code, json.loads(capsys.readouterr().out)


def roles(said: Any) -> list[tuple[str, str]]:
    return [(need["role"], need["contractor"]) for need in said["needs"]]


def changed(cafe: Cafe, files: dict[str, str | None], author: str = "div-poster-01") -> None:
    cafe.write(files, author)
    cafe.open(author)


def reply(author: str, **more: str) -> str:
    extra = "".join(f'{key}: "{value}"\n' for key, value in more.items())
    return (
        f'---\nreceived_on: "2026-12-03"\nchannel: chat\npost: x\ninquiry: x\ndecision: reply\nreason: x\n'
        f"author: {author}\n{extra}---\nご連絡ありがとうございます。\n"
    )
