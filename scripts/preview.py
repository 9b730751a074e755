"""What will go out, and what did the author declare? Each post as a phone shows it, beside its approval form."""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import scripts.rules  # noqa: F401  # fills the rule book
from scripts.core.change import post_folder
from scripts.core.ledger import ever_sent
from scripts.core.messages import render
from scripts.core.page.change import Compared
from scripts.core.page.reach import last_reach
from scripts.core.page.whole import Beside, page
from scripts.core.post import POST_FILE, POSTS, Post
from scripts.core.setting import Setting
from scripts.rules.book import BOOK, ask
from scripts.world.asked import asked
from scripts.world.browser import NoPicture, take_picture
from scripts.world.changes import changes_since
from scripts.world.content import corrected_in, post_in, setting_in
from scripts.world.door import WrongQuestion, answer
from scripts.world.files import WorkingTree
from scripts.world.git import CommitTree, checkout_root
from scripts.world.settings import now
from scripts.world.store import read_ledger


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
    ledger = read_ledger(root)
    setting = setting_in(
        tree, now(), frozenset(post_id for post_id, lines in ledger.items() if ever_sent(lines))
    )
    changes = changes_since(root, arguments.base, now()) if arguments.base else None
    base = CommitTree(root, changes.base) if changes else None
    paths = asked(root, arguments.paths) if arguments.paths else tree.paths(POSTS + "/")
    folders = set(map(post_folder, paths)) - {""}
    if arguments.paths and not folders:
        raise WrongQuestion("投稿がありません。投稿のフォルダか post.md を指定してください。")
    if changes:
        folders &= set(map(post_folder, changes.paths))

    posts = {folder: post_in(tree, f"{folder}/{POST_FILE}") for folder in sorted(folders)}
    before = {folder: post_in(base, f"{folder}/{POST_FILE}") if base else None for folder in posts}
    corrected = {post.post_id: corrected_in(tree, post) for post in posts.values() if post}

    reach = last_reach(ledger.values())
    previews = []
    for folder, post in posts.items():
        if post:
            compared = Compared(before[folder], post) if base else None
            previews.append(_think(post, setting, Beside(compared, corrected[post.post_id], reach)))

    out = Path(arguments.out)
    drawn = [_write(out / each.post_id, each, arguments.png) for each in previews]
    for folder in (folder for folder, post in posts.items() if post is None):
        print(f"{folder} に {POST_FILE} がありません。このままでは配信されません。", file=sys.stderr)
    return int(not all([*drawn, *posts.values(), *(each.sound for each in previews)]))


def _think(post: Post, setting: Setting, beside: Beside) -> Preview:
    messages = render(post, setting.account)
    findings = ask(post, setting, BOOK.values())
    return Preview(
        post.post_id,
        json.dumps(messages, ensure_ascii=False, indent=2) + "\n",
        page(post, messages, setting, findings, beside),
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
