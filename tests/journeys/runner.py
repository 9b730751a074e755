"""A runner for workflows on this machine: a job's own commands, in their order, in a fresh clone.

Only what GitHub's machines bring is played: the actions (checkout, artifacts, Pages), `sudo`, and the values of
expressions. A clone without persisted credentials can neither fetch nor push, as in a private repository; without the
ledger's key and the right to write it can only fetch.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scripts.standins.stage import Stage
from tests.handbooks.workflows import EXPRESSION, ROOT, jobs, read, steps

_SHELLS = {"": ("bash", "-e"), "bash": ("bash", "--noprofile", "--norc", "-eo", "pipefail")}
_STATUS = {"!cancelled()", "failure()"}
_TRIAL = "refs/pull/77/merge"


@dataclass
class StepResult:
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
    outputs: dict[str, str] = field(default_factory=dict)  # of the jobs that have run
    broken: tuple[str, ...] = ()  # commands that fail on this machine
    actor: tuple[str, int] = ("section-chief-01-example", 1101)  # whoever pressed the button

    def run(
        self, file: str, job: str, values: dict[str, str], head: str = "", leave_out: tuple[str, ...] = ()
    ) -> list[StepResult]:
        """Run a job. `values` are those of expressions, to which steps add their outputs; `head` is the pull
        request's commit, for events that check out what would be merged.
        """
        place = self.folder / f"{file}-{job}-{len(list(self.folder.iterdir()))}"
        (place / "temp").mkdir(parents=True)
        values |= {"runner.temp": str(place / "temp"), "github.token": "rehearsal"}
        values |= {"needs.draw.outputs.page": "", **self.outputs}
        values |= {f"secrets.{name}": value for name, value in self.secrets.items()}
        workflow = read((ROOT / ".github/workflows" / file).read_text("utf-8"))
        work = jobs(workflow)[job]
        around = self._around(place) | {"GITHUB_WORKFLOW": workflow["name"], "GITHUB_JOB": job}
        results: list[StepResult] = []
        for step in steps(work):
            values[f"steps.{step.get('id')}.outcome"] = "skipped"
            failed = any(result.code for result in results)
            if step["name"] in leave_out or not _wanted(step.get("if", ""), values, failed):
                continue
            if "uses" in step:
                may_push = work["permissions"].get("contents") == "write"
                self._act(step, values, place, head, may_push)
            else:
                result = _command(step, values, place, around)
                if step.get("continue-on-error") != "true":
                    results.append(result)
                values[f"steps.{step.get('id')}.outcome"] = "failure" if result.code else "success"
        for name, value in work.get("outputs", {}).items():
            self.outputs[f"needs.{job}.outputs.{name}"] = filled(value, values)
        return results

    def summary(self) -> str:
        """What the last job wrote for people to read."""
        return max(self.folder.glob("*/summary.md"), key=lambda file: file.stat().st_mtime).read_text("utf-8")

    def _around(self, place: Path) -> dict[str, str]:
        """What every command on a machine of GitHub's finds around it, and no secret."""
        tools = place / "tools"
        tools.mkdir()
        ends = {"sudo": 0, **dict.fromkeys(self.broken, 1)}  # `sudo`: its fonts are on this machine already
        for name, code in ends.items():
            (tools / name).write_text(f"#!/bin/sh\nexit {code}\n", "utf-8")
            (tools / name).chmod(0o755)
        rehearsal = self.stage.settings()
        kept = ("LINE_API_ENDPOINT", "GITHUB_API_URL", "GITHUB_REPOSITORY", "CAFE_NOW")
        return {
            "PATH": f"{tools}:{os.environ['PATH']}",
            "HOME": str(place),
            "LANG": "C.UTF-8",
            "GITHUB_ACTIONS": "true",
            "GITHUB_ACTOR": self.actor[0],
            "GITHUB_ACTOR_ID": str(self.actor[1]),
            "GITHUB_RUN_ID": "77",
            "GITHUB_SERVER_URL": "https://github.com",
            "GITHUB_STEP_SUMMARY": str(place / "summary.md"),
            "GITHUB_OUTPUT": str(place / "output"),
            "RUNNER_TEMP": str(place / "temp"),
            **{name: rehearsal[name] for name in kept},
        }

    def _act(
        self, step: Mapping[str, Any], values: dict[str, str], place: Path, head: str, may_push: bool
    ) -> None:
        values["hashFiles('requirements*.lock')"] = "0"
        inputs = {name: filled(value, values) for name, value in step.get("with", {}).items()}
        match step["uses"].partition("@")[0]:
            case "actions/checkout":
                self._checkout(inputs, place / "checkout", head, may_push or bool(inputs.get("ssh-key")))
            case "actions/cache":
                pass  # nothing is installed in a test
            case "actions/upload-artifact" if inputs.get("archive") == "false":
                files = list(Path(place).glob(Path(inputs["path"]).relative_to(place).as_posix()))
                address = f"https://github.com/{self.stage.settings()['GITHUB_REPOSITORY']}/actions/runs/77/artifacts/9"
                values[f"steps.{step['id']}.outputs.artifact-url"] = address if len(files) == 1 else ""
            case "actions/upload-artifact":
                self._keep(inputs["name"], Path(inputs["path"]))
            case "actions/download-artifact" if inputs["name"] not in self.artifacts:
                assert step["continue-on-error"] == "true", f"there is no artifact {inputs['name']}"
            case "actions/download-artifact":
                self._bring(inputs["name"], Path(inputs["path"]))
            case "actions/upload-pages-artifact":
                self._keep("github-pages", Path(inputs["path"]))
            case "actions/deploy-pages":
                shutil.rmtree(self.stage.site.folder)  # a deployment takes the place of the one before
                self._bring("github-pages", self.stage.site.folder)

    def _checkout(self, inputs: Mapping[str, str], place: Path, head: str, may_push: bool) -> None:
        """One commit of one branch, unless more is asked for."""
        trial = bool(head) and "ref" not in inputs
        if trial:
            self._try_to_merge(place.parent / "trial", head)
        place.mkdir()
        _git(place, "init", "-q")
        _git(place, "remote", "add", "origin", f"file://{self.stage.origin}")
        source, target = (
            (_TRIAL, "refs/remotes/pull/77/merge") if trial else ("main", "refs/remotes/origin/main")
        )
        depth = inputs.get("fetch-depth", "1")
        if sparse := inputs.get("sparse-checkout", "").split():
            _git(place, "sparse-checkout", "set", "--cone", *sparse)
        partial = [f"--filter={inputs['filter']}"] if "filter" in inputs else []
        for allowed in ("allowFilter", "allowAnySHA1InWant"):  # as GitHub's server does
            _git(self.stage.origin, "config", f"uploadpack.{allowed}", "true")
        _git(place, "fetch", "-q", "--no-tags", f"--depth={depth}", *partial, "origin", f"+{source}:{target}")
        _git(place, "checkout", "-q", *(("--detach", target) if trial else ("-B", "main", target)))
        if not may_push:
            _git(place, "remote", "set-url", "--push", "origin", "/nowhere")
        if inputs["persist-credentials"] == "false":
            _git(place, "remote", "set-url", "origin", "/nowhere")
        (place / ".venv").symlink_to(ROOT / ".venv")
        (place / "node_modules").mkdir()
        if (browser_python := ROOT / "node_modules/pyodide").exists():
            (place / "node_modules/pyodide").symlink_to(browser_python.resolve())
        for lock in (
            "requirements.lock",
            "requirements-site.lock",
            "package-lock.json",
        ):  # nothing is installed in a test
            os.utime(place / lock, (0, 0))

    def _try_to_merge(self, place: Path, head: str) -> None:
        """Let origin have what the pull request would be merged to, as GitHub does."""
        subprocess.run(["git", "clone", "-q", "-b", "main", str(self.stage.origin), str(place)], check=True)
        _git(place, "merge", "--no-ff", "-m", "as it would be merged", head)
        _git(place, "push", "-q", "--force", "origin", f"HEAD:{_TRIAL}")

    def _keep(self, name: str, folder: Path) -> None:
        assert any(folder.rglob("*")), f"nothing to keep in {folder}"
        self.artifacts[name] = folder

    def _bring(self, name: str, to: Path) -> None:
        shutil.copytree(self.artifacts[name], to, dirs_exist_ok=True)


def _command(
    step: Mapping[str, Any], values: dict[str, str], place: Path, around: Mapping[str, str]
) -> StepResult:
    script = place / "step.sh"
    script.write_text(step["run"], "utf-8")
    given = {name: filled(value, values) for name, value in step.get("env", {}).items()}
    (place / "output").write_text("", "utf-8")
    head = subprocess.run(
        ["git", "-C", str(place / "checkout"), "rev-parse", "HEAD"],
        check=True,
        capture_output=True,
        text=True,
    )
    ran = subprocess.run(
        [*_SHELLS[step.get("shell", "")], str(script)],
        cwd=place / "checkout", env={**around, "GITHUB_SHA": head.stdout.strip(), **given}, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
    )  # fmt: skip
    for line in (place / "output").read_text("utf-8").splitlines():
        name, _, value = line.partition("=")
        values[f"steps.{step['id']}.outputs.{name}"] = value
    return StepResult(step["name"], ran.returncode, ran.stdout)


def _git(place: Path, *arguments: str) -> None:
    who = ("-c", "user.name=runner", "-c", "user.email=runner@example.com")
    subprocess.run(["git", "-C", str(place), *who, *arguments], check=True, capture_output=True)


def filled(text: str, values: Mapping[str, str]) -> str:
    """A text with its expressions replaced; an expression without a value is a mistake of the test."""
    return EXPRESSION.sub(lambda match: _value(match.group(1).strip(), values), text)


def _value(expression: str, values: Mapping[str, str]) -> str:
    chosen = re.fullmatch(r"(\S+ [!=]= '[^']*') && (\S+) \|\| ''", expression)
    if not chosen:
        return values[expression]
    return values[chosen[2]] if _true(chosen[1], values, failed=False) else ""


def _wanted(condition: str, values: Mapping[str, str], failed: bool) -> bool:
    if not condition:
        return not failed
    inside = EXPRESSION.fullmatch(condition.strip())
    assert inside, condition
    parts = [part.strip() for part in inside.group(1).split("&&")]
    if failed and not _STATUS & set(parts):
        return False
    return all(_true(part, values, failed) for part in parts)


def _true(part: str, values: Mapping[str, str], failed: bool) -> bool:
    if part in _STATUS:
        return failed or part != "failure()"
    compared = re.fullmatch(r"(\S+) (==|!=) '([^']*)'", part)
    assert compared, part
    name, sign, word = compared.groups()
    return (values[name] == word) == (sign == "==")
