"""Writes `write/`: the page, its scripts, the program and Python for the browser."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

from scripts.content.account import Account
from scripts.content.post import Post
from scripts.effects.content.load import schemas
from scripts.effects.site.program import program_zip
from scripts.pages.phone_style import CHAT
from scripts.writing.page import writing_page
from scripts.writing.public import public_account
from scripts.writing.sent import sent_files

_ROOT = Path(__file__).parents[3]
_STATIC = _ROOT / "scripts/writing/static"
_PYODIDE = _ROOT / "node_modules/pyodide"
_PYODIDE_FILES = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
_GITHUB = re.compile(r"^(?:.*github\.com[:/])?([\w.-]+/[\w.-]+?)(?:\.git)?/?$")


class NoBrowserPython(Exception):
    """Python for the browser is not here; the message says what to do, in Japanese."""

    def __init__(self) -> None:
        super().__init__(
            "Pyodide（node_modules）がないため、投稿を書くページを作れません。"
            "Node.jsを入れて「npm ci」を実行してから、もう一度実行してください。"
        )


def write_writing_page(
    out: Path, account: Account, commit: str, repository: str, sent: Iterable[tuple[Post, datetime]]
) -> None:
    """Write the whole of `out`; what an earlier run left there goes first. `sent` are the posts that may be chosen.

    Raises NoBrowserPython, OSError.
    """
    shutil.rmtree(out, ignore_errors=True)
    if not (_PYODIDE / _PYODIDE_FILES[0]).exists():
        raise NoBrowserPython
    shutil.copytree(_STATIC, out)
    page = writing_page(account.name or "LINE公式アカウント", schemas(), commit, repository)
    (out / "index.html").write_text(page, "utf-8")
    (out / "phone.css").write_text(f"#screen {{{CHAT}}}\n", "utf-8")
    (out / "facts.json").write_text(_facts(account), "utf-8")
    (out / "sent").mkdir()
    for path, text in sent_files(sent, schemas()["post"]).items():
        (out / path).write_text(text, "utf-8")
    (out / "program.zip").write_bytes(program_zip())
    (out / "pyodide").mkdir()
    for name in _PYODIDE_FILES:
        shutil.copy(_PYODIDE / name, out / "pyodide" / name)
    (out / "pyodide/pyodide-lock.json").write_text(_lock(), "utf-8")


def _facts(account: Account) -> str:
    shapes = {kind: dict(schema.data) for kind, schema in schemas().items() if kind in ("post", "reply")}
    return json.dumps({"account": public_account(account), "schemas": shapes}, ensure_ascii=False)


def _lock() -> str:
    """Pyodide's list of packages without the packages: the page loads none."""
    known: Mapping[str, object] = json.loads((_PYODIDE / "pyodide-lock.json").read_text("utf-8"))
    return json.dumps({**known, "packages": {}})


def repository_name(root: Path) -> str:
    """OWNER/NAME on GitHub: as Actions says, else the clone's origin, else nothing."""
    origin = os.environ.get("GITHUB_REPOSITORY") or _origin(root)
    match = _GITHUB.search(origin)
    return match[1] if match else ""


def _origin(root: Path) -> str:
    answer = subprocess.run(
        ["git", "config", "--get", "remote.origin.url"], cwd=root, capture_output=True, text=True, check=False
    )
    return answer.stdout.strip()
