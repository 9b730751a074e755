"""What git would rewrite, and what is no plain file, on real repositories."""

import subprocess
from pathlib import Path

import pytest

from scripts.effects.git.odd_files import odd_files

POST = "content/posts/division/2026/20261210-x/post.md"


def git(root: Path, *arguments: str) -> str:
    done = subprocess.run(["git", "-C", root, *arguments], capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    """A repository with one post, and the line that forbids git to rewrite anything."""
    git(tmp_path, "init", "-q", "-b", "main")
    (tmp_path / POST).parent.mkdir(parents=True)
    (tmp_path / POST).write_text("---\n---\n$Id$\n", "utf-8")
    (tmp_path / ".gitattributes").write_text("content/** -text\n*.py text\n", "utf-8")
    git(tmp_path, "add", "-A")
    return tmp_path


def found(root: Path) -> set[tuple[str, str]]:
    return {(odd.path, odd.why) for odd in odd_files(root)}


def test_plain_files_are_not_odd(repo: Path) -> None:
    assert found(repo) == set()


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("content/** ident", "ident"),
        ("*.md eol=crlf", "eol"),
        ("post.md working-tree-encoding=UTF-16", "working-tree-encoding"),
        ("*.md filter=lfs diff=lfs merge=lfs -text", "filter"),
        ("content/** merge=union", "merge"),
        ("content/** text", "text"),
        ("*.md !text crlf=input", "crlf"),
        ("[attr]quiet ident\ncontent/** quiet", "ident"),
    ],
)
@pytest.mark.parametrize("where", [".gitattributes", "content/posts/.gitattributes"])
def test_attributes_that_would_change_a_post(repo: Path, line: str, why: str, where: str) -> None:
    if "[attr]" in line and where != ".gitattributes":
        where = ".git/info/attributes"
    line = line.replace("content/** ", "post.md ") if "posts" in where else line
    (repo / where).write_text(line + "\n", "utf-8")
    if where.startswith(".git/"):
        (repo / ".gitattributes").write_text("x text\n", "utf-8")
    assert (POST, why) in found(repo)


def test_links_submodules_and_rights_to_run(repo: Path) -> None:
    (repo / "content/account.yml").symlink_to(repo / POST)
    (repo / "content/roster.yml").write_text("people: []\n", "utf-8")
    git(repo, "add", "-A")
    git(repo, "update-index", "--chmod=+x", "content/roster.yml")
    git(repo, "-c", "user.name=a", "-c", "user.email=a@example.jp", "commit", "-qm", "x")
    commit = git(repo, "rev-parse", "HEAD")
    git(repo, "update-index", "--add", "--cacheinfo", f"160000,{commit},content/posts/sub")
    assert found(repo) == {
        ("content/account.yml", "120000"), ("content/roster.yml", "100755"), ("content/posts/sub", "160000"),
    }  # fmt: skip
