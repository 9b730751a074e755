"""A post that no run began to send: git knows its merge, its dossier is short, and the way to check it works."""

import html
import re
import subprocess
from datetime import timedelta

import pytest

from scripts import publish
from tests.rehearsal.stage import DUE, WINTER, Stage
from tests.verbs.test_audit import Page
from tests.verbs.test_register import LONELY, NAME, Month, minute


@pytest.fixture(scope="module")
def month(tmp_path_factory):
    """One is stopped before its hour, one came without its approval."""
    patch = pytest.MonkeyPatch()
    with Stage(tmp_path_factory.mktemp("unsent")) as stage:
        month = Month(stage, patch)
        stage.write_post()
        month.numbers[WINTER] = stage.bring()
        stage.write_post(post_id=LONELY, title="承認のない投稿です")
        month.numbers[LONELY] = stage.bring(approvers=())
        stage.now = DUE - timedelta(hours=1)
        decided = ("--by", "section-chief-01", "--note", "日程が変わったため")
        assert month.run(publish, "--stop", WINTER, *decided) == 0
        yield month
    patch.undo()


@pytest.mark.parametrize(("post_id", "state"), [(WINTER, "人が止めた"), (LONELY, "未配信")])
def test_the_row_names_the_pull_request_and_the_merge_as_git_has_them(month, post_id, state):
    row, pull = month.rows()[post_id], month.pull(post_id)
    assert (row["状態"], row["プルリクエスト"], row["マージ"]) == (state, str(pull.number), pull.merge_commit)
    assert row["取り込み日時"] == minute(pull.merged_at)
    assert row["投稿者ID"] == "div-poster-01"
    assert [row[name] for name in ("配信日時", "承認", "配信数", "LINEの受付番号", "保存期限")] == [""] * 5
    page = Page(month.written(f"{NAME}.html").decode()).letters
    assert f"#{pull.number}　取り込み {minute(pull.merged_at)}" in page


@pytest.mark.parametrize(("options", "number"), [((), 4), (("--redact",), 2)], ids=["whole", "redacted"])
def test_the_way_to_check_its_dossier_names_no_file_that_is_not_there(month, options, number):
    assert month.audit("--post", WINTER, *options) == 1
    page = month.written(f"{WINTER}/check.html").decode()
    shown = html.unescape("\n".join(re.findall(r"<pre[^>]*>(.*?)</pre>", page, re.DOTALL)))
    commands = [row for row in shown.splitlines() if row.startswith(("git ", "sha256sum "))]
    assert len(commands) == number
    script = "\n".join(["set -e", *commands])
    script = re.sub(r"git clone \S+", f"git clone -q {month.stage.origin}", script)
    if options:  # the head of the ledger is looked for in a clone that the reader has
        script = script.replace("git merge-base", f"git -C {month.stage.checkout} merge-base")
    done = subprocess.run(["bash", "-c", script], cwd=month.out, capture_output=True, text=True, check=False)
    subprocess.run(["rm", "-rf", str(month.out / "clone")], check=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "あります"
