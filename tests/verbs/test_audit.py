"""The file for the auditor, made after a whole life on the stage: sent, measured, corrected."""

import csv
import io
import json
import re
import subprocess
from datetime import timedelta
from html.parser import HTMLParser

import pytest

from scripts import audit, new, publish, watch
from scripts.content.template import RIGHT_PROMPT, WRONG_PROMPT
from scripts.effects.git.commands import GitFailed
from tests.rehearsal.stage import DUE, WINTER, Stage, git

TEISEI = f"{WINTER}-teisei"


@pytest.fixture(scope="module")
def life(tmp_path_factory):
    """A post was approved, sent and measured; then its correction."""
    patch = pytest.MonkeyPatch()
    with Stage(tmp_path_factory.mktemp("life")) as stage:

        def run(verb, *options):
            git(stage.checkout, "pull", "-q", "origin", "main")
            patch.chdir(stage.checkout)
            for name in ("GITHUB_STEP_SUMMARY", "GITHUB_RUN_ID", "SENDING_PAUSED"):
                patch.delenv(name, raising=False)
            for name, value in stage.environment().items():
                patch.setenv(name, value)
            return verb.main([*options])

        stage.write_post()
        stage.bring()
        stage.now = DUE
        assert run(publish) == 0
        correct(stage, run)
        stage.now = DUE + timedelta(hours=1)
        assert run(publish) == 0
        stage.now = DUE + timedelta(days=2)
        assert run(watch, "--measure") == 0
        run_in = stage.folder / "out"
        stage.run = lambda *options: run(audit, "--out", str(run_in), *options)
        stage.out = run_in
        yield stage
    patch.undo()


def correct(stage, run):
    """The form of the correction, filled in, approved and merged; and the record of the trouble."""
    assert run(new, TEISEI, "--corrects", WINTER, "--author", "div-poster-01") == 0
    place = f"content/posts/division/2026/{TEISEI}"
    form = (stage.checkout / place / "post.md").read_text("utf-8").replace("false", "true")
    (stage.desk / place).mkdir()
    form = re.sub("# (correction_affected): .*", r"\1: 出し直しは要らない", form)
    filled = form.replace(WRONG_PROMPT, "1月23日(日)").replace(RIGHT_PROMPT, "1月23日(土)")
    (stage.desk / place / "post.md").write_text(filled, "utf-8")
    subprocess.run(["rm", "-rf", str(stage.checkout / place)], check=True)
    stage.bring()
    incidents = stage.desk / "content" / "incidents"
    incidents.mkdir()
    (incidents / "20261210-youbi.yml").write_text(
        'kind: wrong_content\ndetected_at: "2026-12-10T10:25+09:00"\ndetected_side: division\nsummary: 曜日の誤り\n'
        f"evidence: 地政トラブル26-010\nactions: []\ncorrection: {TEISEI}\n",
        "utf-8",
    )
    stage.commit("div-poster-01", "記録")
    git(stage.desk, "push", "-q", "origin", "main")


class Page(HTMLParser):
    """The letters of a page, and everything that it would load."""

    def __init__(self, text):
        super().__init__()
        self.letters, self.loads, self.tags = "", [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.loads += [value for name, value in attrs if name in ("src", "srcset", "data", "action")]
        if tag == "link":
            self.loads.append(dict(attrs).get("href"))

    def handle_data(self, data):
        self.letters += data


def written(life, name):
    return (life.out / name).read_bytes()


def test_the_dossier_alone_answers_the_auditor(life):
    assert life.run("--post", WINTER) == 0
    page = Page(written(life, f"{WINTER}.html").decode())
    claim = life.ledger()[0].carries
    accepted = next(line for line in life.ledger() if line.event == "accepted").carries
    (given,) = claim["evidence"]["approvals"]
    for needed in (
        "地域政策課 移住交流担当課長（section-chief-01）", given["commit"], str(given["review_id"]),
        claim["evidence"]["merge"], claim["body_sha256"], claim["content_sha"], accepted["request_id"],
        "冬のオンライン移住相談会のご案内", "地政メール保存26-112", "2032年3月31日", "1,234人", "505人", "111人",
        TEISEI, "20261210-youbi",
    ):  # fmt: skip
        assert needed in page.letters, needed
    assert page.letters.count("はい") >= 8
    assert "いいえ" not in page.letters
    assert "確認できず" not in page.letters


def test_the_dossier_holds_everything_and_loads_nothing(life):
    life.run("--post", WINTER)
    text = written(life, f"{WINTER}.html").decode()
    page = Page(text)
    assert page.loads and all(each.startswith("data:image/") for each in page.loads)
    assert "script" not in page.tags
    assert "url(" not in text and "@import" not in text


def test_the_body_in_the_dossier_is_the_body_that_line_got(life):
    life.run("--post", WINTER)
    page = Page(written(life, f"{WINTER}.html").decode())
    (sent,) = [
        each
        for each in life.line.account.deliveries
        if "訂正" not in json.dumps(each.messages, ensure_ascii=False)
    ]
    assert sent.body.decode() in page.letters


def test_a_correction_is_linked_from_both_ends(life):
    life.run("--post", TEISEI)
    page = Page(written(life, f"{TEISEI}.html").decode()).letters
    assert "この投稿が訂正する投稿" in page
    assert re.search("すでに申し込んだ方などへの影響\\s*出し直しは要らない", page)
    life.run("--post", WINTER)
    assert "この投稿の訂正" in Page(written(life, f"{WINTER}.html").decode()).letters


def test_the_register_opens_in_excel_and_its_figures_come_from_the_ledger(life):
    assert life.run("--from", "2026-12-01", "--to", "2026-12-31") == 0
    raw = written(life, "register-2026-12-01-2026-12-31.csv")
    assert raw.startswith(b"\xef\xbb\xbf")
    first, second, trouble = csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline=""))
    claim = life.ledger()[0].carries
    assert (first["投稿ID"], second["投稿ID"], trouble["記録ID"]) == (WINTER, TEISEI, "20261210-youbi")
    assert (first["種別"], second["種別"], trouble["種別"]) == ("投稿", "訂正", "トラブル")
    assert (first["配信日時"], first["状態"]) == ("2026-12-10 10:05", "配信済み")
    assert (first["配信数"], first["開封した人"], first["リンクを開いた人"]) == ("1234", "505", "111")
    assert first["送信本文のSHA-256"] == claim["body_sha256"]
    assert first["承認"].startswith("移住交流担当課長 section-chief-01")
    assert (first["この投稿の訂正"], second["訂正する投稿"]) == (TEISEI, WINTER)
    assert first["保存期限"] == "2032-03-31"
    page = Page(written(life, "register-2026-12-01-2026-12-31.html").decode())
    for needed in (
        WINTER,
        TEISEI,
        claim["body_sha256"],
        "505人",
        "20261210-youbi",
        "2件 配信",
        "1件 うち訂正",
    ):
        assert needed in page.letters, needed
    assert page.loads == []


def test_a_period_without_posts_says_so(life):
    assert life.run("--from", "2026-04-01", "--to", "2026-04-30") == 0
    assert (
        "この期間に配信した投稿はありません" in written(life, "register-2026-04-01-2026-04-30.csv").decode()
    )


def test_without_a_period_it_is_this_fiscal_year(life):
    assert life.run() == 0
    assert (life.out / "register-2026-04-01-2026-12-12.csv").exists()


@pytest.mark.parametrize(
    "options",
    [
        ("--post", "20261299-x"),
        ("--post", ""),
        ("--verify", ""),
        ("--verify", "../../etc/passwd"),
        ("--verify", "a\nb"),
        ("--from", "2026/12/01"),
        ("--from", "2026-12-02", "--to", "2026-12-01"),
    ],
)
def test_a_wrong_question_is_answered_as_one(life, options, capsys):
    assert life.run(*options) == 2
    assert re.search(r"[ぁ-ん]", capsys.readouterr().err)


def test_the_number_of_git_processes_does_not_grow_with_the_posts(life, monkeypatch):
    from scripts.effects.git import commands as module

    counted = []
    run = module.subprocess.run
    monkeypatch.setattr(
        module.subprocess, "run", lambda *given, **more: counted.append(given) or run(*given, **more)
    )
    life.run("--from", "2026-12-01", "--to", "2026-12-31")
    many = len(counted)
    counted.clear()
    life.run("--from", "2026-04-01", "--to", "2026-04-30")
    assert 0 < many == len(counted) <= 10


def test_a_file_of_the_ledger_with_the_name_of_another_folder_is_no_post(life, capsys):
    whole = git(life.checkout, "rev-parse", "refs/remotes/origin/ledger")
    blob = git(life.checkout, "rev-parse", f"{whole}:{WINTER}.jsonl")
    tree = subprocess.run(
        ["git", "-C", str(life.checkout), "mktree"],
        input=f"100644 blob {blob}\t...jsonl\n", text=True, capture_output=True, check=True,
    ).stdout.strip()  # fmt: skip
    odd = git(
        life.checkout, "-c", "user.name=x", "-c", "user.email=x@example.jp", "commit-tree", tree, "-m", "x"
    )
    git(life.checkout, "update-ref", "refs/remotes/origin/ledger", odd)
    assert life.run("--post", "..") == 2
    assert life.out.exists()
    git(life.checkout, "update-ref", "refs/remotes/origin/ledger", whole)


def test_a_clone_that_lacks_the_ledgers_objects_is_said_in_a_sentence(life, monkeypatch, capsys):
    def broken(*_):
        raise GitFailed("bad object")

    monkeypatch.setattr(audit, "read_whole", broken)
    assert life.run("--verify", WINTER) == 1
    assert "手元のリポジトリを読めません(手元の複製に、要るものがありません)" in capsys.readouterr().err
