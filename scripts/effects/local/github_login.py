"""Who asks GitHub when a person types a command: the run's own settings, or the login of `gh` on this machine."""

import os
import re
import subprocess
from pathlib import Path

from scripts.effects.local import environment
from scripts.effects.local.cli import UsageError

_GITHUB = re.compile(r"github\.com[:/]([\w.-]+/[\w.-]+?)(?:\.git)?/?")


def github_of_a_person(root: Path) -> environment.GitHub:
    """The repository and a token; the token is neither stored nor printed. Raises UsageError."""
    repository = os.environ.get("GITHUB_REPOSITORY", "") or _origin(root)
    token = os.environ.get("GITHUB_TOKEN", "") or _output_of(root, "gh", "auth", "token")
    if not repository:
        raise UsageError("リポジトリの名前が分かりません。GITHUB_REPOSITORY=OWNER/NAME を付けてください。")
    if not token:
        raise UsageError("GitHubに入れません。`gh auth login` を済ませるか、GITHUB_TOKEN を付けてください。")
    return environment.GitHub(environment.github_api_url(), repository, token)


def _origin(root: Path) -> str:
    origin = _GITHUB.search(_output_of(root, "git", "config", "--get", "remote.origin.url"))
    return origin[1] if origin else ""


def _output_of(root: Path, *command: str) -> str:
    """What a command prints; nothing where it is not there or fails."""
    try:
        done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
