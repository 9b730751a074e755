"""The verb `preview` in real checkouts: what it writes, what it says, how it ends."""

import hashlib
import json
import os
import shutil
import subprocess
import sys

import pytest

from scripts import check, preview
from scripts.effects.content.load import account_in, post_in
from scripts.effects.git.working_tree import WorkingTree
from scripts.effects.local import browser
from scripts.messages.render import render
from tests.browser import needs_browser
from tests.messages.subjects import HOME, ROOT

SOUDAN = "content/posts/division/2026/20261210-winter-soudan"
FUYUMICHI = "content/posts/contractor/2026/20261224-fuyumichi"
IDS = {"20261210-winter-soudan", "20261215-hoshifuri-story", "20261224-fuyumichi", "20270115-shirakaba"}


def git(root, *arguments):
    identity = ["-c", "user.name=test", "-c", "user.email=test@example.jp"]
    done = subprocess.run(["git", "-C", str(root), *identity, *arguments], check=True, capture_output=True)
    return done.stdout.decode().strip()


@pytest.fixture
def root(tmp_path, monkeypatch):
    """A checkout with the samples on `main`."""
    root = tmp_path / "cafe"
    shutil.copytree(HOME / "content", root / "content")
    git(tmp_path, "init", "-q", "-b", "main", str(root))
    git(root, "add", "-A")
    git(root, "commit", "-qm", "samples")
    monkeypatch.chdir(root)
    monkeypatch.setenv("CAFE_NOW", "2026-12-18T10:00+09:00")
    return root


def written(out):
    return {file.relative_to(out).as_posix() for file in out.rglob("*") if file.is_file()}


def test_without_a_path_every_post_has_its_folder(root, tmp_path):
    out = tmp_path / "out"
    assert preview.main(["--out", str(out)]) == 0
    assert written(out) == {
        f"{each}/{name}" for each in IDS for name in ("comment.md", "messages.json", "page.html")
    }


def test_messages_json_is_what_is_rendered(root, tmp_path):
    preview.main([SOUDAN, "--out", str(tmp_path / "out")])
    said = json.loads((tmp_path / "out/20261210-winter-soudan/messages.json").read_text("utf-8"))
    tree = WorkingTree(root)
    assert said == render(post_in(tree, f"{SOUDAN}/post.md"), account_in(tree))
    raw = (root / SOUDAN / "yukikaki.jpg").read_bytes()
    assert said[0]["contents"]["hero"]["url"].endswith(f"/media/{hashlib.sha256(raw).hexdigest()}.jpg")


@pytest.mark.parametrize(
    "named", [SOUDAN, f"{SOUDAN}/post.md", f"{SOUDAN}/yukikaki.jpg", "content/posts/division/2026"]
)
def test_a_path_chooses_posts(root, tmp_path, named):
    assert preview.main([named, "--out", str(tmp_path / "out")]) == 0
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"20261210-winter-soudan"}


def test_the_line_ends_of_windows_change_nothing_that_is_shown_or_sent(root, tmp_path):
    """CONTRIBUTING says so of whoever writes with a Windows editor."""
    assert preview.main([SOUDAN, "--out", str(tmp_path / "here")]) == 0
    text = (root / SOUDAN / "post.md").read_bytes()
    assert b"\r" not in text
    (root / SOUDAN / "post.md").write_bytes(text.replace(b"\n", b"\r\n"))
    assert check.main([SOUDAN]) == 0
    assert preview.main([SOUDAN, "--out", str(tmp_path / "there")]) == 0
    for name in written(tmp_path / "here"):
        assert (tmp_path / "here" / name).read_bytes() == (tmp_path / "there" / name).read_bytes()


@pytest.mark.parametrize("named", ["content/nothing", "content/account.yml", "/etc"])
def test_a_path_without_a_post_is_a_wrong_question(root, tmp_path, named, capsys):
    assert preview.main([named, "--out", str(tmp_path / "out")]) == 2
    assert capsys.readouterr().err.strip()
    assert not (tmp_path / "out").exists()


def test_outside_a_checkout_it_is_a_wrong_question(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert preview.main(["--out", "out"]) == 2


def test_base_shows_the_posts_of_the_change_and_what_changed(root, tmp_path):
    post = root / SOUDAN / "post.md"
    post.write_text(post.read_text("utf-8").replace("30組（申込み順）", "20組（<申込み>順）"), "utf-8")
    shutil.copy(root / FUYUMICHI / "fuyumichi.png", root / SOUDAN / "yukikaki.jpg")
    preview.main(["--out", str(tmp_path / "out"), "--base", "main"])
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"20261210-winter-soudan"}
    page = (tmp_path / "out/20261210-winter-soudan/page.html").read_text("utf-8")
    assert "<del>・定員　30組（申込み順）</del>" in page
    assert "<ins>・定員　20組（&lt;申込み&gt;順）</ins>" in page
    assert "画像 1 の中身" in page


def test_base_calls_a_new_post_new_and_passes_over_one_that_goes(root, tmp_path):
    shutil.copytree(root / SOUDAN, root / SOUDAN.replace("winter-soudan", "spring"))
    git(root, "rm", "-rq", FUYUMICHI)
    preview.main(["--out", str(tmp_path / "out"), "--base", "main"])
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"20261210-spring"}
    assert "新しい投稿です" in (tmp_path / "out/20261210-spring/page.html").read_text("utf-8")


def test_where_nothing_can_be_written_it_is_a_wrong_question(root, tmp_path, capsys):
    (tmp_path / "file").write_text("x", "utf-8")
    assert preview.main([SOUDAN, "--out", str(tmp_path / "file")]) == 2
    assert "--out" in capsys.readouterr().err


def test_an_unknown_base_is_a_wrong_question(root, tmp_path):
    assert preview.main(["--out", str(tmp_path / "out"), "--base", "nowhere"]) == 2


def test_a_post_that_has_to_be_mended_is_shown_with_what_is_wrong(root, tmp_path):
    post = root / SOUDAN / "post.md"
    post.write_text(post.read_text("utf-8").replace("author: div-poster-01", "author: somebody"), "utf-8")
    assert preview.main([SOUDAN, "--out", str(tmp_path / "out")]) == 1
    page = (tmp_path / "out/20261210-winter-soudan/page.html").read_text("utf-8")
    assert "直すまで配信できません" in page
    assert "名簿にありません" in page


@pytest.mark.parametrize(
    "raw", [b"", b"\xff\xfe", b"---\n- a\n---\nx", "---\ntitle： 冬\n---\n".encode(), b"---\n" + b"[" * 9000]
)
def test_a_broken_post_is_shown_all_the_same(root, tmp_path, raw):
    (root / SOUDAN / "post.md").write_bytes(raw)
    (root / SOUDAN / "yukikaki.jpg").write_bytes(b"no picture")
    assert preview.main([SOUDAN, "--out", str(tmp_path / "out")]) == 1
    assert (tmp_path / "out/20261210-winter-soudan/page.html").exists()


def test_broken_registers_do_not_stop_it(root, tmp_path):
    for name in ("account.yml", "roster.yml", "consents.yml"):
        (root / "content" / name).write_bytes(b"\xff")
    assert preview.main([SOUDAN, "--out", str(tmp_path / "out")]) == 1
    page = (tmp_path / "out/20261210-winter-soudan/page.html").read_text("utf-8")
    assert all(name in page for name in ("アカウントの設定<", "名簿<", "前もって得た了解の一覧<"))


def test_a_folder_without_a_post_is_named(root, tmp_path, capsys):
    (root / FUYUMICHI / "post.md").unlink()
    assert preview.main(["--out", str(tmp_path / "out")]) == 1
    assert FUYUMICHI in capsys.readouterr().err
    assert {path.name for path in (tmp_path / "out").iterdir()} == IDS - {"20261224-fuyumichi"}


@pytest.mark.parametrize("has_post", [True, False])
def test_a_folders_name_with_line_ends_and_escapes_is_printed_harmlessly(root, tmp_path, capsys, has_post):
    odd = root / "content/posts/division/2026/20261211-a\n::error::b\x1b[2J"
    odd.mkdir()
    shutil.copy(root / SOUDAN / "post.md", odd / ("post.md" if has_post else "post.txt"))
    preview.main(["--out", str(tmp_path / "out")])
    said = "".join(capsys.readouterr())
    assert "20261211-a<U+000A>::error::b<U+001B>[2J" in said
    assert "\x1b" not in said and "\n::error::" not in said


def test_a_correction_asks_for_what_the_corrected_post_needed(root, tmp_path):
    folder = root / SOUDAN.replace("winter-soudan", "teisei")
    shutil.copytree(root / SOUDAN, folder)
    text = (folder / "post.md").read_text("utf-8")
    (folder / "post.md").write_text(text.replace("layout: card", "corrects: 20261224-fuyumichi"), "utf-8")
    preview.main([str(folder), "--out", str(tmp_path / "out")])
    page = (tmp_path / "out/20261210-teisei/page.html").read_text("utf-8")
    asked = page.partition('id="approval"')[2].partition("</section>")[0]
    assert "移住交流担当課長" in asked
    assert "業務処理責任者" in asked
    assert "年末年始に北海道の冬道を走る方へ" in page


def test_the_last_broadcast_says_how_many_it_was(root, tmp_path):
    claimed = {"event": "claimed", "at": "2026-12-10T10:00:00+09:00", "run": "local", "content_sha": "0" * 40,
               "evidence": {}, "retry_key": "123e4567-e89b-42d3-a456-426614174000", "body_sha256": "0" * 64,
               "audience_estimate": 12345}  # fmt: skip
    accepted = {"event": "accepted", "at": "2026-12-10T10:00:01+09:00", "run": "local", "request_id": "x"}
    blob = tmp_path / "x.jsonl"
    blob.write_text("".join(json.dumps(line) + "\n" for line in (claimed, accepted)), "utf-8")
    sha = git(root, "hash-object", "-w", str(blob))
    entry = f"100644 blob {sha}\t20261101-before.jsonl\n"
    made = subprocess.run(
        ["git", "-C", str(root), "mktree"], input=entry.encode(), capture_output=True, check=True
    )
    git(root, "branch", "ledger", git(root, "commit-tree", made.stdout.decode().strip(), "-m", "x"))
    preview.main([SOUDAN, "--out", str(tmp_path / "out")])
    page = (tmp_path / "out/20261210-winter-soudan/page.html").read_text("utf-8")
    assert "すぐに（30分のうちに）、約12,345人に届きます。" in page
    assert "約12,345通（1人に1通。2026年12月10日（木）の配信のときの人数）" in page
    assert "台帳にある1件の配信の合計" in page


@needs_browser
def test_png_is_a_picture_of_the_whole_page(root, tmp_path):
    from PIL import Image

    out = tmp_path / "out/20261210-winter-soudan"
    assert preview.main([SOUDAN, "--out", str(tmp_path / "out"), "--png"]) == 0
    with Image.open(out / "page.png") as shot:
        assert shot.format == "PNG"
        assert shot.width == 1240
        assert 1000 < shot.height < 6000
        assert shot.convert("RGB").getpixel((100, shot.height - 1)) == (0xF2, 0xF5, 0xF7)
    with Image.open(out / "phone.png") as shot:
        assert (shot.format, shot.width) == ("PNG", 390)
        assert 900 < shot.height < 2000, "the phone alone: neither the whole page nor a strip of it"
        assert shot.convert("RGB").getpixel((195, 15)) == (0xA7, 0xBF, 0xE1), "the chat's bar is at the top"
    assert (out / "phone.png").stat().st_size < 150_000


def test_without_a_browser_it_says_so_and_writes_the_rest(root, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(browser, "find_browser", lambda: None)
    assert preview.main([SOUDAN, "--out", str(tmp_path / "out"), "--png"]) == 1
    assert "Chromium" in capsys.readouterr().err
    assert written(tmp_path / "out/20261210-winter-soudan") == {"comment.md", "messages.json", "page.html"}


def test_a_browser_that_makes_nothing_is_said(root, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(browser, "find_browser", lambda: shutil.which("true"))
    assert preview.main([SOUDAN, "--out", str(tmp_path / "out"), "--png"]) == 1
    assert "page.html" in capsys.readouterr().err


def test_the_same_bytes_under_every_hash_seed(root, tmp_path):
    seen = set()
    for seed in ("0", "1", "4242"):
        out = tmp_path / seed
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "TZ": f"UTC{seed[0]}"}
        subprocess.run(
            [sys.executable, "-m", "scripts.preview", "--out", str(out)],
            env=environment,
            check=True,
            cwd=root,
        )
        seen.add(tuple((name, (out / name).read_bytes()) for name in sorted(written(out))))
    assert len(seen) == 1


def test_lines_sdk_is_not_loaded_to_look_at_a_post(root, tmp_path):
    asked = [
        sys.executable,
        "-X",
        "importtime",
        "-m",
        "scripts.preview",
        SOUDAN,
        "--out",
        str(tmp_path / "out"),
    ]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    loaded = subprocess.run(asked, env=environment, capture_output=True, text=True, check=True).stderr
    assert "scripts.messages.flex_card" in loaded
    assert "linebot" not in loaded


def branch_off(root, change):
    """A branch on which `change` has been made; the checkout stands on `main` again."""
    git(root, "checkout", "-qb", "fuyu")
    change()
    git(root, "add", "-A")
    git(root, "commit", "-qm", "x")
    git(root, "checkout", "-q", "main")


def replaced(root, file, old, new):
    text = (root / file).read_text("utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new), "utf-8")


def shown_of_branch(root, tmp_path):
    code = preview.main(["--base", "main", "--head", "fuyu", "--out", str(tmp_path / "out")])
    return code, {path.name: path for path in (tmp_path / "out").glob("*")}


def test_a_pull_request_is_drawn_from_the_merge_and_mains_registers(root, tmp_path):
    def change():
        replaced(root, f"{SOUDAN}/post.md", "30組（申込み順）", "20組（申込み順）")
        replaced(root, "content/account.yml", "北海道とつながるカフェ", "にせのカフェ")
        replaced(root, "content/roster.yml", "title: 地域政策課 移住交流担当課長", "title: にせの課長")
        shutil.copy(root / FUYUMICHI / "fuyumichi.png", root / SOUDAN / "yukikaki.jpg")

    branch_off(root, change)
    replaced(root, f"{FUYUMICHI}/post.md", "author: con-poster-01", "author: somebody")  # only lies on disk
    code, shown = shown_of_branch(root, tmp_path)
    assert set(shown) == {"20261210-winter-soudan"}
    page = (shown["20261210-winter-soudan"] / "page.html").read_text("utf-8")
    assert "定員　20組" in page and "定員　30組" in page
    assert "にせの" not in page
    assert "画像 1 の中身" in page
    assert code == 1, "a PNG that is named .jpg has to be mended"


def test_what_git_would_alter_on_check_out_is_drawn_as_it_is_sent(root, tmp_path):
    def change():
        (root / ".gitattributes").write_text("*.md ident\n", "utf-8")
        replaced(root, f"{SOUDAN}/post.md", "30組（申込み順）", "$Id$20組")

    branch_off(root, change)
    _, shown = shown_of_branch(root, tmp_path)
    assert "$Id$20組" in (shown["20261210-winter-soudan"] / "messages.json").read_text("utf-8")


def test_a_merge_in_conflict_is_said_and_not_drawn(root, tmp_path, capsys):
    branch_off(root, lambda: replaced(root, f"{SOUDAN}/post.md", "30組（申込み順）", "20組（申込み順）"))
    replaced(root, f"{SOUDAN}/post.md", "30組（申込み順）", "10組（申込み順）")
    git(root, "commit", "-qam", "y")
    assert shown_of_branch(root, tmp_path) == (1, {})
    assert "Update branch" in capsys.readouterr().err


@pytest.mark.parametrize(
    "options",
    [["--head", "HEAD"], ["--base", "main", "--head", "HEAD", SOUDAN], ["--base", "main", "--head", "x"]],
)
def test_a_head_alone_or_unknown_is_a_usage_error(root, tmp_path, options):
    assert preview.main([*options, "--out", str(tmp_path / "out")]) == 2
