"""Show a change's posts in its pull request: pictures that were drawn elsewhere, text that is written here.

Runs on the default branch's code with the right to comment. From the pull request it takes pictures, which are
checked as bytes, and the posts' files at its head, which are read and never executed.
"""

import argparse
import re
import sys
from pathlib import Path

from scripts.content.places import POST_FILE, POSTS, post_folder
from scripts.content.post import Post
from scripts.effects.content.load import post_in
from scripts.effects.git.commands import CommitTree, GitFailed, checkout_root, git
from scripts.effects.git.previews_branch import keep
from scripts.effects.github.api import Api, Unanswered
from scripts.effects.github.writes import open_with_head, say
from scripts.effects.local import environment
from scripts.effects.local.cli import run
from scripts.pull_requests.preview_comment import MARK, MOST_BYTES, PreviewedPost, comment, transcript, unfit

_PROPER = re.compile(r"/\d{8}-[a-z0-9-]+$", re.ASCII)


def main(argv: list[str] | None = None) -> int:
    """0 shown or nothing to show, 1 GitHub or origin did not take it."""
    args = _parser().parse_args(argv)
    return run(lambda: _comment(args))


def _comment(args: argparse.Namespace) -> int:
    root, github = checkout_root(), Api(environment.github())
    try:
        number = open_with_head(github, args.head)
        if number is None:
            print("この版のプルリクエストは開いていません。掲示するものはありません。")
            return 0
        posts = _touched_posts(root, args.head)
        drawn = {post.post_id: _drawn(args.pictures, post.post_id) for post in posts}
        notes = [
            f"{post_id}: プレビューの画像は{why}。" for post_id, raw in drawn.items() if (why := unfit(raw))
        ]
        kept = {f"{args.head}-{post_id}.png": raw for post_id, raw in drawn.items() if not unfit(raw)}

        commit = keep(root, kept, f"#{number} {args.head}") if kept else ""
        shown = [
            PreviewedPost(post.post_id, name if (name := f"{args.head}-{post.post_id}.png") in kept else "",
                  transcript(post))
            for post in posts
        ]  # fmt: skip
        say(github, number, MARK, comment(args.head, commit, shown, notes) if shown else "")
    except (GitFailed, Unanswered) as failure:
        print(
            f"プレビューを掲示できませんでした。あとでもう一度動かしてください。({failure})", file=sys.stderr
        )
        return 1
    print(f"#{number} に、投稿{len(posts)}件のプレビューを掲示しました。")
    return 0


def _touched_posts(root: Path, head: str) -> list[Post]:
    """The posts that differ from `main`, as they stand at the head."""
    changed = git(root, "diff", "--name-only", "--no-renames", "-z", f"origin/main...{head}", "--", POSTS)
    paths = changed.decode("utf-8", "replace").split("\0")[:-1]
    folders = dict.fromkeys(folder for path in paths if (folder := post_folder(path)))
    tree = CommitTree(root, head)
    posts = [post_in(tree, f"{folder}/{POST_FILE}") for folder in folders if _PROPER.search(folder)]
    return [post for post in posts if post]


def _drawn(folder: Path, post_id: str) -> bytes:
    """The picture of a post, no more of it than we would look at; nothing where there is none."""
    file = folder / post_id / "page.png"
    if file.is_symlink() or not file.is_file():
        return b""
    with file.open("rb") as opened:
        return opened.read(MOST_BYTES + 1)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m scripts.comment",
        description="プルリクエストにプレビューを掲示します(自動で使います)。",
    )
    parser.add_argument("--head", required=True, metavar="SHA", help="プルリクエストの最新のコミット")
    parser.add_argument(
        "--pictures",
        required=True,
        type=Path,
        metavar="DIR",
        help="python -m scripts.preview が作ったフォルダー",
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
