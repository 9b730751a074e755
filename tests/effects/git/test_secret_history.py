"""Secrets in real commits: every line of every commit that a branch brings, whatever its file is called or holds."""

import base64
import re
import subprocess
from pathlib import Path

import pytest

from scripts.effects.git.secret_history import leaked_in_history, leaked_since

SECURITY = (Path(__file__).parents[3] / ".github" / "SECURITY.md").read_text("utf-8")
TOKEN = "ghp_" + "a1B2" * 9
SECRET = "0f1e2d3c" + "4b5a69788796a5b4c3d2e1f0"


def git(root: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=x", "-c", "user.email=x@example.jp")
    done = subprocess.run(["git", "-C", str(root), *identity, *arguments], check=True, capture_output=True)
    return done.stdout.decode().strip()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q", "-b", "main", str(tmp_path / "cafe"))
    commit(tmp_path / "cafe", {"README.md": b"cafe\n"})
    git(tmp_path / "cafe", "checkout", "-q", "-b", "fuyu")
    return tmp_path / "cafe"


def commit(root: Path, files: dict[str, bytes | None]) -> str:
    for name, raw in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).unlink() if raw is None else (root / name).write_bytes(raw)
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "x")
    return git(root, "rev-parse", "HEAD")


def brought(root: Path) -> list[tuple[str, str]]:
    return [(secret.path, secret.kind) for secret in leaked_since(root, "main")]


@pytest.mark.parametrize(
    "name",
    [".env", "メモ.txt", "no-ending", "content/posts/division/2026/x/photo.jpg", "a b/c.bin", "x.lock"],
)
@pytest.mark.parametrize(
    "around", [b"%s", b"\x00\x01%s\x00", b"x" * 3_000_000 + b"\n%s\n", b"++ %s", b"- %s\r\n"]
)
def test_any_file_is_searched(root: Path, name: str, around: bytes) -> None:
    commit(root, {name: around.replace(b"%s", TOKEN.encode())})
    assert brought(root) == [(name, "GitHubのトークン")]


def test_what_a_later_commit_takes_out_again_is_found_in_its_own_commit(root: Path) -> None:
    first = commit(root, {"memo.txt": TOKEN.encode()})
    commit(root, {"memo.txt": None})
    (secret,) = leaked_since(root, "main")
    assert (secret.commit, secret.path) == (first, "memo.txt")


def test_a_merge_that_brings_lines_of_its_own_is_searched(root: Path) -> None:
    commit(root, {"a.txt": b"1\n"})
    git(root, "checkout", "-q", "-b", "side", "main")
    commit(root, {"b.txt": b"2\n"})
    git(root, "checkout", "-q", "fuyu")
    git(root, "merge", "-q", "--no-commit", "--no-ff", "side")
    (root / "b.txt").write_text(f"2\n{TOKEN}\n", "utf-8")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "merge")
    assert brought(root) == [("b.txt", "GitHubのトークン")]


def test_a_secret_as_the_name_of_a_file_is_found(root: Path) -> None:
    commit(root, {f"{TOKEN}.txt": b"1\n"})
    assert brought(root) == [(f"{TOKEN}.txt", "GitHubのトークン")]


def test_digits_are_a_secret_in_what_people_write_and_elsewhere_beside_a_word(root: Path) -> None:
    commit(root, {"content/consents.yml": SECRET.encode(), "sums.txt": f"{SECRET}  a.jpg\n".encode()})
    assert brought(root) == [("content/consents.yml", "LINEのチャネルシークレット")]
    commit(root, {"run.sh": f"export LINE_CHANNEL_SECRET={SECRET}\n".encode()})
    assert ("run.sh", "LINEのチャネルシークレット") in brought(root)


# What SECURITY.md says that nobody finds: its words, and a file in which it is so.
BLIND = {
    "決まった形のない秘密": ("memo.txt", "password: hunter2"),
    "その語が、同じ行にも前の行にもないもの": ("sums.txt", f"secret\n\n{SECRET}"),
    "「md5」の語がある行": ("content/consents.yml", f"md5 {SECRET}"),
    "大文字で書いた": ("content/consents.yml", SECRET.upper()),
    "2行に分けた": ("content/consents.yml", f"{SECRET[:16]}\n{SECRET[16:]}"),
    "文字を足した": ("content/consents.yml", f"{SECRET[:16]} {SECRET[16:]}"),
    "Base64などで包んだ": ("content/consents.yml", base64.b64encode(SECRET.encode()).decode()),
    "ウェブアドレスやデータURLの中": ("content/consents.yml", f"https://example.jp/?id={SECRET}"),
    "`tests/` の中": ("tests/memo.txt", TOKEN),
}


@pytest.mark.parametrize("words", BLIND)
def test_what_is_said_to_be_a_blind_spot_is_one(root: Path, words: str) -> None:
    path, text = BLIND[words]
    commit(root, {path: f"{text}\n".encode()})
    assert brought(root) == []
    (section,) = re.findall(r"\n## 書き込まれた秘密を探す\n(.*?)\n## ", SECURITY, re.DOTALL)
    assert words in section


def test_the_watch_looks_into_no_picture_and_no_binary_file(root: Path) -> None:
    head = commit(root, {"photo.jpg": TOKEN.encode(), "x.bin": b"\0" + TOKEN.encode()})
    assert list(leaked_in_history(root, head)) == []
    assert len(brought(root)) == 2
    assert "見回りでは、画像と、文字でないファイルの中も調べません(点検では調べます)" in SECURITY


def test_the_history_is_searched_without_its_pictures_and_the_made_up_secrets_of_tests(root: Path) -> None:
    files = ("memo.txt", "content/x.yml", "content/photo.JPG", "tests/test_secrets.py")
    head = commit(root, dict.fromkeys(files, TOKEN.encode()))
    assert {secret.path for secret in leaked_in_history(root, head)} == {"memo.txt", "content/x.yml"}
