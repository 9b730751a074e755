"""What will go out, and what did the author declare? Each post as a phone shows it, beside its approval form."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import scripts.rules  # noqa: F401  # fills the rule book
from scripts.core.messages import render
from scripts.core.page.change import Compared
from scripts.core.page.whole import page
from scripts.core.post import POST_FILE, POSTS, Post, folder_parts
from scripts.core.setting import Setting
from scripts.rules.book import BOOK, ask
from scripts.world.browser import NoPicture, take_picture
from scripts.world.content import post_in, setting_in
from scripts.world.door import WrongQuestion, answer
from scripts.world.files import WorkingTree
from scripts.world.git import CommitTree, GitFailed, checkout_root, git, line_of
from scripts.world.settings import now
from scripts.world.store import sent_posts


@dataclass(frozen=True)
class Preview:
    """What is written for one post. `sound` is false when something in it has to be mended."""

    post_id: str
    messages: str
    page: str
    sound: bool


def main(argv: Sequence[str] | None = None) -> int:
    """0 when every post is fit to be approved, 1 when something must be looked at, 2 for a wrong question."""
    arguments = _parser().parse_args(argv)
    return answer(lambda: _preview(arguments))


def _preview(arguments: argparse.Namespace) -> int:
    root = checkout_root()
    tree = WorkingTree(root)
    base = _base_tree(root, arguments.base) if arguments.base else None
    setting = setting_in(tree, now(), sent_posts(root))
    folders = _touched(root, base) if base else _asked(root, tree, arguments.paths)

    posts = {folder: post_in(tree, f"{folder}/{POST_FILE}") for folder in sorted(folders)}
    before = {folder: post_in(base, f"{folder}/{POST_FILE}") if base else None for folder in posts}

    previews = [
        _think(post, setting, Compared(before[folder], post) if base else None)
        for folder, post in posts.items()
        if post
    ]

    out = Path(arguments.out)
    drawn = [_write(out / each.post_id, each, arguments.png) for each in previews]
    for folder in (folder for folder, post in posts.items() if post is None):
        print(f"{folder} に {POST_FILE} がありません。このままでは配信されません。", file=sys.stderr)
    return int(not all([*drawn, *posts.values(), *(each.sound for each in previews)]))


def _think(post: Post, setting: Setting, compared: Compared | None) -> Preview:
    messages = render(post, setting.account)
    findings = ask(post, setting, BOOK.values())
    return Preview(
        post.post_id,
        json.dumps(messages, ensure_ascii=False, indent=2) + "\n",
        page(post, messages, setting, findings, compared),
        sound=not any(finding.level == "error" for finding in findings),
    )


def _write(folder: Path, preview: Preview, png: bool) -> bool:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "messages.json").write_text(preview.messages, "utf-8")
    (folder / "page.html").write_text(preview.page, "utf-8")
    print(folder / "page.html")
    if not png:
        return True
    try:
        take_picture(folder / "page.html", folder / "page.png")
    except NoPicture as why:
        print(why, file=sys.stderr)
        return False
    print(folder / "page.png")
    return True


def _base_tree(root: Path, ref: str) -> CommitTree:
    try:
        return CommitTree(root, line_of(root, "merge-base", "--end-of-options", ref, "HEAD"))
    except GitFailed as failed:
        raise WrongQuestion(
            f"--base の「{ref}」と共通の履歴がありません。枝の名前を確かめてください。"
        ) from failed


def _touched(root: Path, base: CommitTree) -> set[str]:
    changed = git(root, "diff", "--name-only", "--no-renames", "-z", base.commit, "--", POSTS)
    new = git(root, "ls-files", "--others", "--exclude-standard", "-z", "--", POSTS)
    paths = (changed + new).decode("utf-8", "surrogateescape").split("\0")[:-1]
    return {folder for folder in _folders(paths) if (root / folder / POST_FILE).exists()}


def _asked(root: Path, tree: WorkingTree, asked: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for path in asked or [str(root / POSTS)]:
        full = Path(path).resolve()
        if not full.is_relative_to(root.resolve()) or not full.exists():
            raise WrongQuestion(f"{path} がありません。投稿のフォルダか post.md を指定してください。")
        under = full.relative_to(root.resolve()).as_posix()
        folders = set(_folders(tree.paths(under)))
        if asked and not folders:
            raise WrongQuestion(f"{path} に投稿がありません。投稿のフォルダか post.md を指定してください。")
        found |= folders
    return found


def _folders(paths: Iterable[str]) -> Iterator[str]:
    return ("/".join(path.split("/")[:5]) for path in paths if folder_parts(path))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m scripts.preview", description="投稿が届いたときの見え方と、承認票を作ります。"
    )
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="投稿のフォルダか post.md(省けばすべての投稿)"
    )
    parser.add_argument("--out", required=True, metavar="DIR", help="書き出すフォルダ")
    parser.add_argument("--png", action="store_true", help="画像(page.png)も作る。ChromiumかChromeが要ります")
    parser.add_argument(
        "--base", metavar="REF", help="REF からの変更が触れた投稿だけを、変更点とともに見せる"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
