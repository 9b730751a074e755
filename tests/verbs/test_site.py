"""The verb `site`: every picture on `main` under its hash, the policy's page, the archive, and nothing else."""

import hashlib
import shutil
import subprocess

import pytest

from scripts import site
from scripts.effects.site import writing_page
from tests.messages.subjects import HOME, ROOT
from tests.verbs.test_preview import FUYUMICHI, SOUDAN, git, written

INCIDENT = "content/incidents/20261220-picture.yml"
PICTURES = {
    f"media/{hashlib.sha256(file.read_bytes()).hexdigest()}{file.suffix}": file
    for file in sorted((HOME / "content/posts").rglob("*.*"))
    if file.suffix in (".jpg", ".png")
}
PAGES = {"policy.html", "sitemap.xml"} | {  # without a ledger nothing is sent
    f"archive/{name}" for name in ("index.html", "archive.css", "search.js", "feed.atom", "events.ics")
}


@pytest.fixture(autouse=True)
def without_browser_python(monkeypatch, tmp_path):
    """What the writing page is made of has its own tests; here the site is made where Pyodide is not."""
    monkeypatch.setattr(writing_page, "_PYODIDE", tmp_path / "nowhere")


@pytest.fixture
def root(tmp_path, monkeypatch):
    root = tmp_path / "cafe"
    shutil.copytree(HOME / "content", root / "content")
    git(tmp_path, "init", "-q", "-b", "main", str(root))
    commit(root)
    monkeypatch.chdir(root)
    return root


def commit(root):
    git(root, "add", "-A")
    git(root, "commit", "-qm", "content")


def run(out, code=0):
    assert site.main(["--out", str(out)]) == code
    return written(out) if out.exists() else set()


def test_it_serves_the_pictures_and_the_policy_and_nothing_else(root, tmp_path):
    out = tmp_path / "out"
    assert run(out) == {*PICTURES, *PAGES}
    for name, file in PICTURES.items():
        assert (out / name).read_bytes() == file.read_bytes()


def test_without_pyodide_it_says_what_is_missing_and_does_the_rest(root, tmp_path, capsys):
    assert run(tmp_path / "out") == {*PICTURES, *PAGES}
    assert "npm ci" in capsys.readouterr().err


def test_an_older_writing_page_does_not_outlive_its_program(root, tmp_path):
    stale = tmp_path / "out/write/index.html"
    stale.parent.mkdir(parents=True)
    stale.write_text("old", "utf-8")
    assert run(tmp_path / "out") == {*PICTURES, *PAGES}


@pytest.mark.skipif(not writing_page._PYODIDE.exists(), reason="Pyodide is not here: npm ci")
def test_it_serves_the_writing_page(root, tmp_path, monkeypatch):
    monkeypatch.setattr(writing_page, "_PYODIDE", ROOT / "node_modules/pyodide")
    monkeypatch.setenv("GITHUB_REPOSITORY", "OWNER/CAFE")
    written_files = run(tmp_path / "out")
    assert {"write/index.html", "write/program.zip", "write/pyodide/pyodide.asm.wasm"} <= written_files
    assert 'data-repository="OWNER/CAFE"' in (tmp_path / "out/write/index.html").read_text("utf-8")


def test_no_word_of_a_post_is_on_it(root, tmp_path):
    run(tmp_path / "out")
    page = (tmp_path / "out/policy.html").read_text("utf-8")
    assert "運用ポリシー" in page
    assert "誹謗中傷" in page
    for word in ("雪かき", "パン屋", "soudan", "20261210", "yukikaki", "div-poster"):
        assert word not in page


def test_only_what_is_on_main_counts(root, tmp_path):
    git(root, "checkout", "-qb", "draft")
    (root / SOUDAN / "draft.png").write_bytes((root / FUYUMICHI / "fuyumichi.png").read_bytes() + b"\0")
    commit(root)
    (root / SOUDAN / "loose.png").write_bytes((root / FUYUMICHI / "fuyumichi.png").read_bytes() + b"\0\0")
    assert run(tmp_path / "out") == {*PICTURES, *PAGES}


def test_origins_main_goes_before_ones_own(root, tmp_path):
    git(root, "update-ref", "refs/remotes/origin/main", "main")
    git(root, "rm", "-rq", FUYUMICHI)
    git(root, "commit", "-qm", "not pushed")
    assert run(tmp_path / "out") == {*PICTURES, *PAGES}


def test_without_a_main_it_takes_what_is_checked_out(root, tmp_path):
    git(root, "branch", "-qm", "trunk")
    assert run(tmp_path / "out") == {*PICTURES, *PAGES}


def test_a_picture_that_an_incident_takes_down_goes_even_from_an_older_site(root, tmp_path):
    out = tmp_path / "out"
    run(out)
    (out / "CNAME").write_text("example.jp", "utf-8")
    (root / INCIDENT).write_text("kind: rights_claim\ntakes_down: 20261210-winter-soudan\n", "utf-8")
    commit(root)
    gone = {name for name, file in PICTURES.items() if file.name == "yukikaki.jpg"}
    assert len(gone) == 1
    assert run(out) == {*PICTURES, *PAGES, "CNAME"} - gone


def test_the_same_picture_under_another_post_goes_too(root, tmp_path):
    shutil.copy(root / SOUDAN / "yukikaki.jpg", root / FUYUMICHI / "again.jpg")
    (root / INCIDENT).write_text("kind: rights_claim\ntakes_down: 20261210-winter-soudan\n", "utf-8")
    commit(root)
    assert {file.name for name, file in PICTURES.items() if name in run(tmp_path / "out")} == {
        file.name for file in PICTURES.values() if file.name != "yukikaki.jpg"
    }


@pytest.mark.parametrize(
    "raw",
    [
        "[",
        "takes_down: 20269999-nothing\n",
        "takes_down: [20261210-winter-soudan]\n",
        "takes_down: x\ntakes_down: null\n",
    ],
)
def test_where_it_is_not_clear_what_to_take_down_nothing_is_written(root, tmp_path, raw, capsys):
    (root / INCIDENT).write_text(raw, "utf-8")
    commit(root)
    assert run(tmp_path / "out", code=1) == set()
    assert INCIDENT in capsys.readouterr().err


@pytest.mark.parametrize("name", ["policy.md", "account.yml"])
def test_without_a_register_nothing_is_written(root, tmp_path, name, capsys):
    (root / "content" / name).unlink()
    commit(root)
    assert run(tmp_path / "out", code=1) == set()
    assert name in capsys.readouterr().err


def test_what_is_no_picture_is_not_served(root, tmp_path):
    (root / SOUDAN / "note.txt").write_text("memo", "utf-8")
    (root / SOUDAN / "fake.jpg").write_text("<script>", "utf-8")
    commit(root)
    assert run(tmp_path / "out") == {*PICTURES, *PAGES}


def test_where_nothing_can_be_written_it_is_a_wrong_question(root, tmp_path):
    (tmp_path / "file").write_text("x", "utf-8")
    assert site.main(["--out", str(tmp_path / "file")]) == 2


def test_a_wrong_question(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert site.main(["--out", "out"]) == 2
    subprocess.run(["git", "init", "-q", "."], check=True)
    assert site.main(["--out", "out"]) == 2


def test_a_picture_goes_on_the_day_after_its_right_ends(root, tmp_path, monkeypatch):
    text = root / SOUDAN / "post.md"
    text.write_text(
        text.read_text("utf-8").replace("basis: own", 'basis: permission\n      valid_until: "2026-12-31"'),
        "utf-8",
    )
    commit(root)
    monkeypatch.setenv("CAFE_NOW", "2026-12-31T23:59+09:00")
    assert run(tmp_path / "out") == {*PICTURES, *PAGES}
    monkeypatch.setenv("CAFE_NOW", "2027-01-01T00:00+09:00")
    gone = {name for name, file in PICTURES.items() if file.name == "yukikaki.jpg"}
    assert run(tmp_path / "out") == {*PICTURES, *PAGES} - gone
