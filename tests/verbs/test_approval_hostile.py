"""`approval.py` prints names of others into a workflow's log: none of them begins a line, so none is a command there."""

from pathlib import Path

import pytest

from scripts import approval
from scripts.standins.github.git import git
from tests.approvals.cafe import DIVISION, Cafe, post


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (f'"{DIVISION}/a\\n::stop-commands::x.png"', "a\\x0a::stop-commands::x.png は普通のファイルでは"),
        ('"x\\n::add-mask::a"', "投稿のほかに x\\x0a::add-mask::a も"),
        ("::error::root", "投稿のほかに ::error::root も"),
    ],
)
def test_a_files_name_is_no_command(
    desk: Cafe, capsys: pytest.CaptureFixture[str], written: str, said: str
) -> None:
    desk.write({f"{DIVISION}/post.md": post(), written: "x"})
    desk.open("div-poster-01")
    git(Path.cwd(), "fetch", "-q", "origin", "+refs/heads/main:refs/remotes/origin/main")
    assert approval.main([str(desk.number)]) == 1
    printed = "".join(capsys.readouterr())
    assert said in printed
    assert not [line for line in printed.splitlines() if line.lstrip().startswith("::")]
