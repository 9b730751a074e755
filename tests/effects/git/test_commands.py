"""Git is asked for the objects themselves: a replace ref, which a mirror clone brings along, changes nothing."""

from pathlib import Path

import pytest

from scripts.effects.git.commands import git, git_together, line_of
from scripts.effects.github.merge_result import merge_result


@pytest.fixture
def replaced(tmp_path: Path) -> Path:
    """A repository in which another commit stands in for the first one."""
    git(tmp_path, "init", "-q", "-b", "main")
    named = ("-c", "user.name=x", "-c", "user.email=x@example.jp")
    for text in ("approved", "forged"):
        (tmp_path / "post.md").write_text(text)
        git(tmp_path, "add", "post.md")
        git(tmp_path, *named, "commit", "-q", "--amend" if text == "forged" else "--allow-empty", "-m", text)
    git(
        tmp_path,
        "replace",
        line_of(tmp_path, "rev-parse", "HEAD@{1}"),
        line_of(tmp_path, "rev-parse", "HEAD"),
    )
    return tmp_path


def test_a_replaced_commit_is_read_as_it_was_made(replaced: Path) -> None:
    real = line_of(replaced, "rev-parse", "main@{1}")
    assert git(replaced, "cat-file", "blob", f"{real}:post.md") == b"approved"
    assert git_together(replaced, ["show", "-s", "--format=%s", real]) == [b"approved\n"]
    tree = merge_result(replaced, real, real).tree
    assert git(replaced, "cat-file", "blob", f"{tree}:post.md") == b"approved"
