"""The verb `site`: what the ledger says is sent becomes readable for everybody, and nothing else does."""

import json
import shutil
import sys
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from scripts import site
from scripts.delivery.entry import Entry, write_line
from scripts.effects.content.accounts import retry_key
from scripts.effects.site import writing_page
from scripts.text.dates import JAPAN
from tests.messages.subjects import HOME
from tests.messages.subjects import ROOT as PROJECT
from tests.verbs.test_preview import FUYUMICHI, SOUDAN, git, written

SENT = datetime(2026, 12, 10, 10, 7, tzinfo=JAPAN)
WINTER, ROADS = SOUDAN.rpartition("/")[2], FUYUMICHI.rpartition("/")[2]
LEDGER = "refs/heads/ledger"
KEY = "00000000-0000-4000-8000-000000000001"


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """The samples on `main`, and a ledger in which the winter post went out."""
    root = tmp_path_factory.mktemp("first") / "cafe"
    shutil.copytree(HOME / "content", root / "content")
    git(root.parent, "init", "-q", "-b", "main", str(root))
    commit(root)
    write(root, WINTER, lines(root, SOUDAN))
    return root


@pytest.fixture
def root(first, tmp_path, monkeypatch):
    root = tmp_path / "cafe"
    shutil.copytree(first, root, symlinks=True)
    monkeypatch.chdir(root)
    monkeypatch.setenv("CAFE_NOW", "2026-12-20T10:00+09:00")
    monkeypatch.setattr(writing_page, "_PYODIDE", tmp_path / "nowhere")
    return root


def commit(root):
    git(root, "add", "-A")
    git(root, "commit", "-qm", "content")


def lines(root, folder, merge="main", at=SENT):
    """A claim and LINE's answer."""
    claim = {
        "content_sha": git(root, "rev-parse", f"main:{folder}"),
        "retry_key": KEY,
        "body_sha256": "0" * 64,
        "evidence": {"merge": git(root, "rev-parse", merge)},
    }
    return [
        Entry("claimed", at, "local", claim),
        Entry("accepted", at, "local", {"request_id": "r", "retry_key": KEY}),
    ]


def write(root, post_id, entries, above=True):
    """A commit on the ledger that makes this the whole of the post's file."""
    file = root.parent / "lines"
    file.write_bytes(b"".join(map(write_line, entries)))
    blob = git(root, "hash-object", "-w", str(file))
    tip = git(root, "for-each-ref", "--format=%(objectname)", LEDGER)
    before = git(root, "ls-tree", tip).splitlines() if tip else []
    kept = [row for row in before if not row.endswith(f"\t{post_id}.jsonl")]
    listing = root.parent / "listing"
    listing.write_text(
        "".join(f"{row}\n" for row in [*kept, f"100644 blob {blob}\t{post_id}.jsonl"]), "utf-8"
    )
    tree = git(root, "-c", f"alias.t=!git mktree < '{listing}'", "t")
    new = git(root, "commit-tree", tree, "-m", post_id, *(["-p", tip] if tip and above else []))
    git(root, "update-ref", LEDGER, new)


def pages(out):
    """The pages of posts that the archive has."""
    assert site.main(["--out", str(out)]) == 0
    return {file.stem for file in (out / "archive").glob("20*-*-*.html")}


def test_what_was_sent_is_there_and_of_what_was_not_no_word(root, tmp_path):
    out = tmp_path / "out"
    assert pages(out) == {WINTER}
    said = "".join(file.read_text("utf-8") for file in (out / "archive").iterdir())
    assert "雪かきって" in said
    for word in ("パン屋", "冬道", ROADS, "div-poster", "地政メール"):
        assert word not in said


def test_what_a_trial_account_sent_is_no_page(root, tmp_path):
    claim, accepted = lines(root, SOUDAN)
    for basic_id, there in (("@trial", set()), ("@hokkaido-cafe", {WINTER})):
        key = retry_key(basic_id, WINTER, 0)
        claimed = replace(claim, carries={**claim.carries, "retry_key": key, "nonce": "abc"})
        write(
            root,
            WINTER,
            [claimed, replace(accepted, carries={"request_id": "r", "retry_key": key})],
            above=False,
        )
        assert pages(tmp_path / "out") == there


def test_the_page_of_the_policy_leads_to_it(root, tmp_path):
    pages(tmp_path / "out")
    policy = (tmp_path / "out/policy.html").read_text("utf-8")
    assert (
        '<link rel="alternate" type="application/atom+xml"' in policy
        and 'href="archive/index.html"' in policy
    )


@pytest.mark.parametrize(
    "doubt", ["withdrawn", "changed", "no_merge_of_main", "in_the_future", "not_accepted", "twice"]
)
def test_a_post_in_doubt_is_left_out(root, tmp_path, doubt):
    if doubt == "withdrawn":
        git(root, "rm", "-rq", SOUDAN)
        git(root, "commit", "-qm", "withdrawn")
    if doubt == "changed":
        (root / SOUDAN / "post.md").write_text("---\ntitle: x\n---\ny\n", "utf-8")
        commit(root)
    if doubt == "no_merge_of_main":
        git(root, "checkout", "-q", "--orphan", "elsewhere")
        git(root, "commit", "-qm", "x")
        write(root, ROADS, lines(root, FUYUMICHI, merge="elsewhere"))
        git(root, "checkout", "-q", "main")
    if doubt == "in_the_future":
        write(root, ROADS, lines(root, FUYUMICHI, at=SENT + timedelta(days=365)))
    if doubt == "not_accepted":
        write(root, ROADS, lines(root, FUYUMICHI)[:1])
    if doubt == "twice":
        write(root, ROADS, lines(root, FUYUMICHI) * 2)
    assert pages(tmp_path / "out") == ({WINTER} if doubt not in ("withdrawn", "changed") else set())


def test_a_record_that_forgot_a_line_shows_nothing_of_its_post(root, tmp_path):
    write(root, WINTER, lines(root, SOUDAN)[:1])
    write(root, WINTER, lines(root, SOUDAN, at=SENT + timedelta(minutes=1)))
    assert pages(tmp_path / "out") == set()


def test_a_ledger_that_is_not_one_line_shows_nothing_and_the_pictures_are_served(root, tmp_path, capsys):
    out = tmp_path / "out"
    tip = git(root, "rev-parse", "ledger")
    other = git(root, "commit-tree", "ledger^{tree}", "-m", "another beginning")
    both = git(root, "commit-tree", "ledger^{tree}", "-m", "x", "-p", tip, "-p", other)
    git(root, "update-ref", "refs/heads/ledger", both)
    assert pages(out) == set()
    assert "ただいま" in (out / "archive/index.html").read_text("utf-8")
    assert not (out / "archive/feed.atom").exists() and any((out / "media").iterdir())
    assert "ブランチの履歴が一本ではありません" in capsys.readouterr().err


def test_what_breaks_in_the_archive_keeps_no_picture_from_being_served(root, tmp_path, monkeypatch, capsys):
    def breaks(*_):
        raise ValueError("壊れた")

    monkeypatch.setattr(site, "sent_beyond_doubt", breaks)
    assert pages(tmp_path / "out") == set()
    assert "ValueError" in capsys.readouterr().err
    assert {"policy.html", "archive/index.html"} < written(tmp_path / "out") and any(
        (tmp_path / "out/media").iterdir()
    )


def test_without_its_libraries_the_pages_are_there(root, tmp_path, monkeypatch, capsys):
    for library in ("feedgenerator", "icalendar"):
        monkeypatch.setitem(sys.modules, library, None)
    assert pages(tmp_path / "out") == {WINTER}
    assert not (tmp_path / "out/archive/feed.atom").exists()
    assert "make .venv/site" in capsys.readouterr().err


def test_it_can_be_switched_off_and_takes_away_what_was_there(root, tmp_path):
    out = tmp_path / "out"
    assert pages(out) == {WINTER}
    account = root / "content/account.yml"
    account.write_text(account.read_text("utf-8") + "archive: false\n", "utf-8")
    commit(root)
    assert pages(out) == set()
    assert not (out / "archive").exists() and not (out / "sitemap.xml").exists()
    assert "archive/" not in (out / "policy.html").read_text("utf-8")


def test_what_an_earlier_run_left_goes_and_what_is_the_same_stays(root, tmp_path):
    out = tmp_path / "out"
    assert pages(out) == {WINTER}
    (out / "archive/20200101-old.html").write_text("x", "utf-8")
    (out / f"archive/{WINTER}.html").write_text("somebody changed it", "utf-8")
    style = (out / "archive/archive.css").stat().st_mtime_ns
    assert pages(out) == {WINTER}
    assert "雪かきって" in (out / f"archive/{WINTER}.html").read_text("utf-8")
    assert (out / "archive/archive.css").stat().st_mtime_ns == style


def test_an_incident_takes_the_page_down_at_the_next_run(root, tmp_path):
    out = tmp_path / "out"
    assert pages(out) == {WINTER}
    (root / "content/incidents/20261220-x.yml").write_text(
        f"kind: rights_claim\ntakes_down: {WINTER}\n", "utf-8"
    )
    commit(root)
    assert pages(out) == {WINTER}
    note = (out / f"archive/{WINTER}.html").read_text("utf-8")
    assert "この投稿は取り下げました。" in note and "相談会" not in note and "雪かき" not in note
    others = [file for file in (out / "archive").iterdir() if file.stem != WINTER]
    assert not [file.name for file in (*others, out / "sitemap.xml") if WINTER in file.read_text("utf-8")]
    assert not list((out / "archive").glob("search-*.json"))


def offered(out):
    """The posts that the writing page offers for a correction; the folders hold just them."""
    listed = {entry["id"] for entry in json.loads((out / "write/sent.json").read_text("utf-8"))}
    assert {file.stem for file in (out / "write/sent").iterdir()} == listed
    return listed


@pytest.fixture
def with_browsers_python(root, monkeypatch):
    monkeypatch.setattr(writing_page, "_PYODIDE", PROJECT / "node_modules/pyodide")
    if not (PROJECT / "node_modules/pyodide/pyodide.mjs").exists():
        pytest.skip("no Pyodide: npm ci")


def test_the_writing_page_offers_what_was_sent_and_no_other_post(root, tmp_path, with_browsers_python):
    out = tmp_path / "out"
    assert pages(out) == offered(out) == {WINTER}
    said = "".join(file.read_text("utf-8") for file in (out / "write").rglob("sent*") if file.is_file())
    said += "".join(file.read_text("utf-8") for file in (out / "write/sent").iterdir())
    for word in ("パン屋", ROADS, "div-poster", "地政メール"):
        assert word not in said


def test_what_was_taken_down_is_not_offered(root, tmp_path, with_browsers_python):
    (root / "content/incidents/20261219-photo.yml").write_text(
        f"kind: rights_claim\ntakes_down: {WINTER}\n", "utf-8"
    )
    commit(root)
    assert site.main(["--out", str(tmp_path / "out")]) == 0
    assert offered(tmp_path / "out") == set()


def test_nothing_is_offered_while_the_ledger_is_in_doubt(root, tmp_path, with_browsers_python):
    both = git(root, "commit-tree", "ledger^{tree}", "-m", "two", "-p", "ledger", "-p", "main")
    git(root, "update-ref", "refs/heads/ledger", both)
    assert site.main(["--out", str(tmp_path / "out")]) == 0
    assert offered(tmp_path / "out") == set()
