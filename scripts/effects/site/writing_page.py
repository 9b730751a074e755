"""Writes `write/`: the page, its scripts, the program and Python for the browser."""

import gzip
import json
import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from scripts.content.account import Account
from scripts.effects.content.load import schemas
from scripts.effects.site.program import program_zip
from scripts.pages.phone_style import CHAT
from scripts.writing.page import writing_page
from scripts.writing.public import public_account

_ROOT = Path(__file__).parents[3]
_STATIC = _ROOT / "scripts/writing/static"
_PYODIDE = _ROOT / "node_modules/pyodide"
_PYODIDE_FILES = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
_GITHUB = re.compile(r"github\.com[:/]([\w.-]+/[\w.-]+?)(?:\.git)?/?$")


class NoBrowserPython(Exception):
    """Python for the browser is not here and cannot be had; the message says what to do, in Japanese."""


def write_writing_page(out: Path, account: Account, commit: str, repository: str) -> None:
    """Write the whole of `out`, an existing folder's contents replaced. Raises NoBrowserPython, OSError."""
    pyodide = _pyodide()
    shutil.rmtree(out, ignore_errors=True)
    shutil.copytree(_STATIC, out)
    page = writing_page(account.name or "LINE公式アカウント", schemas(), commit, repository)
    (out / "index.html").write_text(page, "utf-8")
    (out / "phone.css").write_text(CHAT, "utf-8")
    (out / "facts.json").write_text(_facts(account), "utf-8")
    (out / "program.zip").write_bytes(program_zip())
    (out / "pyodide").mkdir()
    for name in _PYODIDE_FILES:
        shutil.copy(pyodide / name, out / "pyodide" / name)
    (out / "pyodide/pyodide-lock.json").write_text(_lock(pyodide), "utf-8")


def compressed_size(out: Path) -> int:
    """Bytes that a browser fetches when the server compresses what it can."""
    return sum(
        min(len(raw), len(gzip.compress(raw, 9)))
        for file in out.rglob("*")
        if file.is_file()
        for raw in (file.read_bytes(),)
    )


def _facts(account: Account) -> str:
    shapes = {kind: dict(schema.data) for kind, schema in schemas().items() if kind in ("post", "reply")}
    return json.dumps({"account": public_account(account), "schemas": shapes}, ensure_ascii=False)


def _lock(pyodide: Path) -> str:
    """Pyodide's list of packages without the packages: the page loads none."""
    known: Mapping[str, object] = json.loads((pyodide / "pyodide-lock.json").read_text("utf-8"))
    return json.dumps({**known, "packages": {}})


def repository_name() -> str:
    """OWNER/NAME on GitHub: as Actions says, else the clone's origin, else nothing."""
    if named := os.environ.get("GITHUB_REPOSITORY"):
        return named
    asked = subprocess.run(
        ["git", "config", "--get", "remote.origin.url"],
        cwd=_ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    found = _GITHUB.search(asked.stdout.strip())
    return found[1] if found else ""


def _pyodide() -> Path:
    """The folder of Pyodide, fetched by npm if it is not there: the lock's hashes are checked, no script is run."""
    if not (_PYODIDE / "pyodide.asm.wasm").exists():
        npm = shutil.which("npm")
        if npm is None:
            raise NoBrowserPython(
                "npm（Node.js）がないため、投稿を書くページを作れません。Node.jsを入れて、もう一度実行してください。"
            )
        fetched = subprocess.run(
            [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"], cwd=_ROOT, check=False,
            capture_output=True, text=True,
        )  # fmt: skip
        if fetched.returncode:
            raise NoBrowserPython(
                "npm でPyodideを取得できないため、投稿を書くページを作れません。"
                "ネットワークを確かめて、もう一度実行してください。"
            )
    return _PYODIDE
