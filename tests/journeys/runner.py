"""A runner for workflows on this machine: a job's own commands, in their order, in a fresh clone.

Only what GitHub's machines bring is played: the actions (checkout, artifacts, Pages), `sudo`, and the values of
expressions. A clone without persisted credentials can neither fetch nor push, as in a private repository.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scripts.standins.stage import Stage
from tests.handbooks.workflows import EXPRESSION, ROOT, jobs, read, steps

_SHELLS = {"": ("bash", "-e"), "bash": ("bash", "--noprofile", "--norc", "-eo", "pipefail")}


@dataclass
class Said:
    """What one step did."""

    name: str
    code: int
    output: str


@dataclass
class Runner:
    """One machine for all jobs of a test. `secrets` are handed out to the steps that name them, and to no other."""

    stage: Stage
    folder: Path
    secrets: Mapping[str, str]
    artifacts: dict[str, Path] = field(default_factory=dict)

    def run(
        self, file: str, job: str, told: dict[str, str], head: str = "", leave_out: tuple[str, ...] = ()
    ) -> list[Said]:
        """Run a job. `told` are the values of expressions, to which steps add their outputs; `head` is the pull
        request's commit, for events that check out what would be merged.
        """
        place = self.folder / f"{file}-{job}-{len(list(self.folder.iterdir()))}"
        (place / "temp").mkdir(parents=True)
        told |= {"runner.temp": str(place / "temp"), "github.token": "rehearsal"}
        told |= {f"secrets.{name}": value for name, value in self.secrets.items()}
        workflow = read((ROOT / ".github/workflows" / file).read_text("utf-8"))
        done: list[Said] = []
        for step in steps(jobs(workflow)[job]):
            failed = any(said.code for said in done)
            if step["name"] in leave_out or not _wanted(step.get("if", ""), told, failed):
                continue
            if "uses" in step:
                self._act(step, told, place, head)
            else:
                done.append(self._command(step, told, place))
        return done

    def summary(self) -> str:
        """What the last job wrote for people to read."""
        return max(self.folder.glob("*/summary.md"), key=lambda file: file.stat().st_mtime).read_text("utf-8")

    def _command(self, step: Mapping[str, Any], told: dict[str, str], place: Path) -> Said:
        script = place / "step.sh"
        script.write_text(step["run"], "utf-8")
        given = {name: filled(value, told) for name, value in step.get("env", {}).items()}
        (place / "output").write_text("", "utf-8")
        done = subprocess.run(
            [*_SHELLS[step.get("shell", "")], str(script)],
            cwd=place / "checkout", env={**self._around(place), **given}, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
        )  # fmt: skip
        for line in (place / "output").read_text("utf-8").splitlines():
            name, _, value = line.partition("=")
            told[f"steps.{step['id']}.outputs.{name}"] = value
        return Said(step["name"], done.returncode, done.stdout)

    def _around(self, place: Path) -> dict[str, str]:
        """What every command on a machine of GitHub's finds around it, and no secret."""
        tools = place / "tools"
        tools.mkdir(exist_ok=True)
        (tools / "sudo").write_text("#!/bin/sh\nexit 0\n", "utf-8")  # its fonts are on this machine already
        (tools / "sudo").chmod(0o755)
        rehearsal = self.stage.settings()
        kept = ("LINE_API_ENDPOINT", "GITHUB_API_URL", "GITHUB_REPOSITORY", "CAFE_NOW")
        return {
            "PATH": f"{tools}:{os.environ['PATH']}",
            "HOME": str(place),
            "LANG": "C.UTF-8",
            "GITHUB_RUN_ID": "77",
            "GITHUB_SERVER_URL": "https://github.com",
            "GITHUB_STEP_SUMMARY": str(place / "summary.md"),
            "GITHUB_OUTPUT": str(place / "output"),
            "RUNNER_TEMP": str(place / "temp"),
            **{name: rehearsal[name] for name in kept},
        }

    def _act(self, step: Mapping[str, Any], told: Mapping[str, str], place: Path, head: str) -> None:
        action = step["uses"].partition("@")[0]
        given = {name: filled(value, told) for name, value in step.get("with", {}).items()}
        actions: dict[str, Callable[[], None]] = {
            "actions/checkout": lambda: self._checkout(given, place / "checkout", head),
            "actions/upload-artifact": lambda: self._keep(given["name"], place / "checkout" / given["path"]),
            "actions/download-artifact": lambda: self._bring(given["name"], Path(given["path"])),
            "actions/upload-pages-artifact": lambda: self._keep("github-pages", Path(given["path"])),
            "actions/deploy-pages": lambda: self._bring("github-pages", self.stage.site.folder),
        }
        actions[action]()

    def _checkout(self, given: Mapping[str, str], place: Path, head: str) -> None:
        whole = place.parent / "whole" if given.get("fetch-depth") != "0" else place
        subprocess.run(["git", "clone", "-q", str(self.stage.origin), str(whole)], check=True)
        if head and "ref" not in given:
            _git(whole, "checkout", "--detach", "origin/main")
            _git(whole, "merge", "--no-ff", "-m", "as it would be merged", head)
        if whole != place:  # one commit and as many before it as were asked for, and no other branch
            _git(whole, "checkout", "-q", "-B", "fetched")
            depth = given.get("fetch-depth", "1")
            _git(place.parent, "clone", "-q", "--depth", depth, f"file://{whole}", str(place))
        if given["persist-credentials"] == "false":
            _git(place, "remote", "set-url", "origin", "/nowhere")
        (place / ".venv").symlink_to(ROOT / ".venv")
        os.utime(
            place / "requirements.lock", (0, 0)
        )  # the environment is there: nothing is installed in a test

    def _keep(self, name: str, folder: Path) -> None:
        assert any(folder.rglob("*")), f"nothing to keep in {folder}"
        self.artifacts[name] = folder

    def _bring(self, name: str, to: Path) -> None:
        shutil.copytree(self.artifacts[name], to, dirs_exist_ok=True)


def _git(place: Path, *arguments: str) -> None:
    who = ("-c", "user.name=runner", "-c", "user.email=runner@example.com")
    subprocess.run(["git", "-C", str(place), *who, *arguments], check=True, capture_output=True)


def filled(value: str, told: Mapping[str, str]) -> str:
    """A value with its expressions replaced; an expression that nobody told is a mistake of the test."""
    return EXPRESSION.sub(lambda found: _value(found.group(1).strip(), told), value)


def _value(expression: str, told: Mapping[str, str]) -> str:
    chosen = re.fullmatch(r"(\S+ [!=]= '[^']*') && (\S+) \|\| ''", expression)
    if not chosen:
        return told[expression]
    return told[chosen[2]] if _true(chosen[1], told, failed=False) else ""


def _wanted(condition: str, told: Mapping[str, str], failed: bool) -> bool:
    if not condition:
        return not failed
    inside = EXPRESSION.fullmatch(condition.strip())
    assert inside, condition
    return all(_true(part.strip(), told, failed) for part in inside.group(1).split("&&"))


def _true(part: str, told: Mapping[str, str], failed: bool) -> bool:
    if part == "!cancelled()":
        return True
    compared = re.fullmatch(r"(\S+) (==|!=) '([^']*)'", part)
    assert compared, part
    name, sign, word = compared.groups()
    return not failed and (told[name] == word) == (sign == "==")
