"""The check as a command, on real git repositories: its exit codes, its formats, and what a change touches."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

from scripts import check
from scripts.effects.git.working_tree import WorkingTree
from scripts.rules.book import book
from tests.rules.good_world import GOOD_WORLD, picture

DIVISION = "content/posts/division/2026/20261210-winter-soudan"
CONTRACTOR = "content/posts/contractor/2026/20261215-hoshifuri-story"


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout whose `main` holds the good world without its division's post; the branch `change` is out."""
    shutil.copytree(GOOD_WORLD, tmp_path, dirs_exist_ok=True)
    (tmp_path / CONTRACTOR / "bakery.png").write_bytes(picture())
    held = tmp_path / DIVISION / "post.md"
    text = held.read_text("utf-8")
    shutil.rmtree(tmp_path / DIVISION)
    (tmp_path / "content/replies/contractor/20261130-otameshi.md").unlink()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CAFE_NOW", "2026-12-04T10:00+09:00")
    git("init", "-q", "-b", "main")
    commit("the world")
    git("switch", "-q", "-c", "change")
    write(f"{DIVISION}/post.md", text)
    (tmp_path / DIVISION / "yukikaki.png").write_bytes(picture())
    return tmp_path


def git(*arguments: str) -> str:
    who = {"GIT_AUTHOR_NAME": "x", "GIT_AUTHOR_EMAIL": "x@example.jp", "GIT_COMMITTER_NAME": "x"}
    done = subprocess.run(
        ["git", *arguments],
        env={**os.environ, **who, "GIT_COMMITTER_EMAIL": "x@example.jp"},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def commit(message: str) -> None:
    git("add", "-A")
    git("commit", "-q", "-m", message)


def write(path: str, text: str) -> None:
    file = Path(path)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def alter(path: str, old: str, new: str) -> None:
    text = Path(path).read_text("utf-8")
    assert old in text
    write(path, text.replace(old, new))


def found(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[dict]]:
    code = check.main([*arguments, "--format", "json"])
    return code, json.loads(capsys.readouterr().out)


def sent(post_id: str) -> None:
    """The ledger says that this post is sent."""
    lines = [
        {
            "event": "claimed", "at": "2026-12-01T10:00:00+09:00", "run": "local", "content_sha": "0" * 40, "evidence": {},
            "retry_key": "00000000-0000-4000-8000-000000000000", "body_sha256": "0" * 64, "audience_estimate": 1,
        },
        {"event": "accepted", "at": "2026-12-01T10:00:01+09:00", "run": "local", "request_id": "r"},
    ]  # fmt: skip
    blob = subprocess.run(
        ["git", "hash-object", "-w", "--stdin"],
        input="".join(json.dumps(line) + "\n" for line in lines),
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    tree = subprocess.run(
        ["git", "mktree"],
        input=f"100644 blob {blob}\t{post_id}.jsonl\n",
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    git("update-ref", "refs/heads/ledger", git("commit-tree", "-m", "ledger", tree).strip())


def test_a_good_post_passes(repo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    commit("a post")
    assert found(capsys, "--base", "main") == (0, [])
    assert found(capsys) == (0, [])
    assert found(capsys, DIVISION) == (0, [])


def test_an_error_is_1_and_a_warning_alone_is_0(repo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    alter(f"{DIVISION}/post.md", "ai: none", "ai: edited")
    code, findings = found(capsys)
    assert (code, [each["level"] for each in findings]) == (0, ["warning"])
    alter(f"{DIVISION}/post.md", "title: 冬", "titel: 冬")
    assert found(capsys)[0] == 1


def test_json_has_the_fields_of_the_contract(repo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    alter(f"{DIVISION}/post.md", "author: div-poster-01", "author: con-poster-01")
    _, findings = found(capsys)
    assert [*findings[0]] == ["path", "line", "rule", "article", "level", "message"]
    assert (findings[0]["path"], findings[0]["line"]) == (f"{DIVISION}/post.md", 3)


@pytest.mark.parametrize("side", ["division", "contractor"])
def test_the_article_is_that_of_the_authors_side(
    repo: Path, side: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = f"{DIVISION if side == 'division' else CONTRACTOR}/post.md"
    alter(path, "      method: email\n", "")
    _, findings = found(capsys, path)
    assert [each["article"] for each in findings] == [
        {"division": "第4第1項第3号ウ", "contractor": "第4第4項第3号ウ"}[side]
    ]


def test_base_speaks_only_of_the_change(repo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    alter(f"{CONTRACTOR}/post.md", "ai: none", "ai: edited")
    git("stash", "-q", "-u")
    git("switch", "-q", "main")
    git("stash", "pop", "-q")
    git("add", CONTRACTOR)
    git("commit", "-q", "-m", "a warning on main")
    git("switch", "-q", "-C", "change")
    assert found(capsys, "--base", "main") == (0, [])
    assert len(found(capsys)[1]) == 1


def test_base_finds_a_secret_that_a_later_commit_took_out(
    repo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write("memo.txt", "ghp_" + "a1B2" * 9)
    commit("a slip")
    (repo / "memo.txt").unlink()
    commit("taken out")
    code, findings = found(capsys, "--base", "main")
    assert code == 1
    assert [(finding["rule"], finding["path"]) for finding in findings] == [("secret-in-history", "memo.txt")]
    assert "ghp_" not in findings[0]["message"]


def test_base_wants_one_post_and_nothing_beside(repo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    alter(f"{CONTRACTOR}/post.md", "小さなパン屋", "小さな店")
    write("README.md", "x")
    commit("too much")
    code, findings = found(capsys, "--base", "main")
    assert code == 1
    assert [(each["rule"], each["path"]) for each in findings] == [
        ("post-alone", "README.md"),
        ("one-post-a-change", f"{DIVISION}/post.md"),
    ]


def test_a_sent_post_may_not_be_changed_moved_or_deleted(
    repo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sent("20261215-hoshifuri-story")
    shutil.rmtree(DIVISION)
    alter(f"{CONTRACTOR}/post.md", "小さなパン屋", "小さな店")
    assert [each["rule"] for each in found(capsys, "--base", "main")[1]] == ["sent-post-untouched"]
    shutil.rmtree(CONTRACTOR)
    gone = found(capsys, "--base", "main")[1]
    assert [(each["rule"], each["path"]) for each in gone] == [
        ("sent-post-untouched", f"{CONTRACTOR}/bakery.png"),
        ("sent-post-untouched", f"{CONTRACTOR}/post.md"),
    ]


def test_nothing_is_taken_out_of_the_log_or_the_roster(
    repo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(repo / DIVISION)
    alter("content/credentials.yml", '"2026-11-01"', '"2026-11-02"')
    alter("content/roster.yml", "- id: maintainer-01", "- id: maintainer-02")
    rules = [each["rule"] for each in found(capsys, "--base", "main")[1]]
    assert rules == ["credentials-append-only", "roster-keeps-people"]
    assert found(capsys)[1] == [], "without a base there is nothing to compare with"


def test_an_id_is_never_used_again(repo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    commit("a post")
    git("switch", "-q", "main")
    git("merge", "-q", "--no-ff", "-m", "merged", "change")
    git("rm", "-q", "-r", DIVISION)
    commit("withdrawn")
    git("switch", "-q", "-c", "again")
    git("checkout", "-q", "change", "--", DIVISION)
    commit("the same again")
    assert [each["rule"] for each in found(capsys, "--base", "main")[1]] == ["post-id-new"]


@pytest.mark.parametrize("name", ["POST.md", "post.markdown", "Post.MD"])
def test_a_post_by_another_name_is_not_silence(
    repo: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path(DIVISION, "post.md").rename(Path(DIVISION, name))
    for arguments in ([], ["--base", "main"], [DIVISION]):
        code, findings = found(capsys, *arguments)
        assert (code, [each["rule"] for each in findings]) == (1, ["stray-file"])
        assert findings[0]["path"] == f"{DIVISION}/{name}"


@pytest.mark.parametrize("form", ["text", "github", "json"])
def test_a_file_name_that_is_no_utf8_is_shown(
    repo: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    name = os.fsencode(repo / "content") + b"/\xff\xfe.md"
    os.close(os.open(name, os.O_CREAT | os.O_WRONLY))
    assert check.main(["--format", form]) == 1
    assert r"content/\udcff\udcfe.md" in capsys.readouterr().out


def test_a_symbolic_link_is_no_post(repo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    held = Path(DIVISION, "post.md").rename("elsewhere.md")
    Path(DIVISION, "post.md").symlink_to(held.resolve())
    code, findings = found(capsys)
    assert (code, [each["rule"] for each in findings]) == (1, ["stray-file"])


@pytest.mark.parametrize("name", ["account.yml", "roster.yml", "policy.md"])
def test_a_missing_register_is_a_finding_on_its_path(
    repo: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("content", name).unlink()
    code, findings = found(capsys)
    assert code == 1
    assert (f"content/{name}", 1, "missing-file") in [
        (each["path"], each["line"], each["rule"]) for each in findings
    ]


def test_a_register_that_is_not_yaml_holds_every_post(repo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write("content/roster.yml", "people: [\n")
    _, findings = found(capsys)
    held = {each["path"] for each in findings if each["rule"] == "unreadable-register"}
    assert held == {f"{DIVISION}/post.md", f"{CONTRACTOR}/post.md"}


@pytest.mark.parametrize(
    "arguments",
    [
        ["--base", "nowhere"], ["README.md"], ["content/nothing.yml"], ["--head", "HEAD"], ["--base", "main", "--head", "nowhere"],
        ["--base", "main", "--head", "HEAD", "content"],
    ],
)  # fmt: skip
def test_a_wrong_question_is_2_and_one_sentence(
    repo: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert check.main(arguments) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.endswith("。\n")
    assert said.err.count("\n") == 1


def test_outside_a_checkout_is_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert check.main([]) == 2
    assert "チェックアウト" in capsys.readouterr().err


def test_a_finding_a_line_and_a_closing_line(repo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    alter(f"{DIVISION}/post.md", "author: div-poster-01", "author: con-poster-01")
    assert check.main([]) == 1
    first, _, last = capsys.readouterr().out.splitlines()
    assert first.startswith(
        f"{DIVISION}/post.md:3: エラー [author-on-roster] 運営要領第4第1項:投稿者「con-poster-01」"
    )
    assert last == "エラー1件、注意0件です。エラーを直してから、もう一度確かめてください。"


def test_the_list_is_the_rule_book(capsys: pytest.CaptureFixture[str]) -> None:
    assert check.main(["--list"]) == 0
    said = capsys.readouterr().out
    for name, rule in book().items():
        assert re.search(rf"^{name}\(", said, re.MULTILINE)
        assert rule.demand in said


def test_a_copy_of_a_sent_post_is_noticed(repo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sent("20261215-hoshifuri-story")
    copy = "content/posts/contractor/2026/20261216-hoshifuri-again"
    shutil.copytree(CONTRACTOR, copy)
    _, findings = found(capsys, copy)
    assert [(each["rule"], each["level"]) for each in findings] == [("near-copy", "warning")]


def test_a_change_of_one_post_reads_no_other(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: set[str] = set()
    whole = WorkingTree.read

    def counted(tree: WorkingTree, paths: Iterable[str]) -> dict[str, bytes]:
        asked = list(paths)
        read.update(asked)
        return whole(tree, asked)

    monkeypatch.setattr(WorkingTree, "read", counted)
    assert check.main(["--base", "main"]) == 0
    assert {path.rpartition("/")[0] for path in read} == {"content", DIVISION}


def test_no_file_is_read_twice(
    repo: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    read: list[Path] = []
    whole = Path.read_bytes

    def counted(file: Path) -> bytes:
        read.append(file)
        return whole(file)

    monkeypatch.setattr(Path, "read_bytes", counted)
    check.main([])
    posts = [file for file in read if "posts" in file.parts]
    assert posts
    assert len(posts) == len(set(posts))


def test_what_git_would_rewrite_is_a_finding_on_the_file(
    repo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(".gitattributes", "*.md ident\n")
    commit("the post")
    code, findings = found(capsys)
    assert code == 1
    assert (f"{DIVISION}/post.md", "odd-file") in {(each["path"], each["rule"]) for each in findings}


@pytest.mark.parametrize("body", ["[a](" * 7000, "_" * 29_000, "![" * 14_000, "> " * 14_000, "=\n" * 9000])
def test_a_hostile_body_is_answered_soon(repo: Path, body: str, capsys: pytest.CaptureFixture[str]) -> None:
    head = Path(DIVISION, "post.md").read_text("utf-8").rpartition("\n---\n")[0]
    write(f"{DIVISION}/post.md", f"{head}\n---\n{body}")
    before = sum(os.times()[:4])
    assert found(capsys)[0] == 1
    assert sum(os.times()[:4]) - before < 10  # seconds of work, its helpers' included


@pytest.mark.parametrize(
    "attributes", ["*.md ident\n", ".gitattributes working-tree-encoding=UTF-16\n*.md ident\n"]
)
def test_what_a_check_out_alters_never_passes_and_the_blobs_are_what_is_read(
    repo: Path, attributes: str, capsys: pytest.CaptureFixture[str]
) -> None:
    alter(f"{DIVISION}/post.md", "\n---\n", "\n---\n$Id: 090-1234-5678 $\n")
    commit("the post")
    blob = subprocess.run(
        ["git", "hash-object", "-w", "--stdin"], input=attributes, capture_output=True, text=True, check=True
    )
    git("update-index", "--add", "--cacheinfo", f"100644,{blob.stdout.strip()},.gitattributes")
    git("commit", "-q", "-m", "attributes")
    Path(DIVISION, "post.md").unlink()
    git("checkout", "HEAD", "--", DIVISION)  # as a fresh clone has it: the attributes of the commit first
    git("checkout", "HEAD", "--", ".gitattributes")
    assert "090" not in Path(DIVISION, "post.md").read_text("utf-8"), "the file is not what would be sent"
    for arguments in ([], ["--base", "main"], ["--base", "main", "--head", "HEAD"]):
        code, findings = found(capsys, *arguments)
        assert code == 1
        assert (f"{DIVISION}/post.md", "odd-file") in {(each["path"], each["rule"]) for each in findings}
    assert "personal-number" in {each["rule"] for each in findings}


def test_a_pull_request_is_checked_as_the_merge_would_make_it(
    repo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    commit("a post")
    git("switch", "-q", "main")
    alter("content/roster.yml", "- id: div-poster-01", "- id: div-poster-09")
    commit("main moves")
    alter(f"{CONTRACTOR}/post.md", "ai: none", "ai: edited")  # only lies on disk
    code, findings = found(capsys, "--base", "main", "--head", "change")
    assert code == 1
    assert {each["path"] for each in findings} == {f"{DIVISION}/post.md"}
    assert "author-on-roster" in {each["rule"] for each in findings}


def test_a_merge_with_links_submodules_and_odd_names_is_found(
    repo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    commit("a post")
    before = git("rev-parse", "HEAD").strip()
    Path(DIVISION, "a.png").symlink_to("yukikaki.png")
    Path(DIVISION, "b\n::error::\x1b[2J.png").write_bytes(b"x")
    commit("odd ones")
    git("update-index", "--add", "--cacheinfo", f"160000,{before},{DIVISION}/sub")
    git("commit", "-q", "-m", "a submodule")
    git("switch", "-q", "--detach", "main")
    _, findings = found(capsys, "--base", "main", "--head", "change")
    odd = {each["path"].removeprefix(DIVISION) for each in findings if each["rule"] == "odd-file"}
    assert odd == {"/a.png", "/sub", "/b\n::error::\x1b[2J.png"}
    for form in ("text", "github"):
        check.main(["--base", "main", "--head", "change", "--format", form])
        said = capsys.readouterr().out
        assert "\x1b" not in said and "\n::error::\x1b" not in said and "\n::error::[" not in said


def test_a_secret_that_only_the_head_has_is_found(repo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write("memo.txt", "ghp_" + "a1B2" * 9)
    commit("a slip")
    git("switch", "-q", "main")
    _, findings = found(capsys, "--base", "main", "--head", "change")
    assert "secret-in-history" in {each["rule"] for each in findings}


def test_a_merge_in_conflict_is_said_and_not_green(repo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    alter(f"{CONTRACTOR}/post.md", "小さなパン屋", "小さな店")
    commit("ours")
    git("switch", "-q", "main")
    alter(f"{CONTRACTOR}/post.md", "小さなパン屋", "大きな店")
    commit("theirs")
    assert check.main(["--base", "main", "--head", "change"]) == 1
    assert "Update branch" in capsys.readouterr().err
