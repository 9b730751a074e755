"""Show a change's posts and replies in its pull request, and mark its head with the required status `preview`.

Runs on the default branch's code with the right to comment. From the pull request it takes pictures, which are checked
as bytes, and the files that the merge would make, which are read and never executed. The words are the program's own:
where they stand in the comment, the status is green, even without a picture, which must not stop a withdrawal.
"""

import argparse
import re
import sys
from dataclasses import replace
from pathlib import Path

from scripts.content.post import Post
from scripts.content.reply import REPLIES, read_reply
from scripts.effects.content.previewed import previewed
from scripts.effects.content.scope import Scope, merged_into
from scripts.effects.git.commands import GitFailed, checkout_root
from scripts.effects.git.previews_branch import keep
from scripts.effects.github.api import Api, Unanswered
from scripts.effects.github.writes import open_with_head, set_status, write_comment
from scripts.effects.local import environment
from scripts.effects.local.cli import run
from scripts.pages.form_in_words import FormInWords
from scripts.pages.preview import words_of
from scripts.pull_requests.preview_comment import (
    MARK,
    MOST_BYTES,
    MOST_POSTS,
    ROOM,
    PreviewedPost,
    comment,
    previewed_reply,
    status_of,
    unfit,
    unshown,
)
from scripts.reading.document import read_markdown_file

_PROPER = re.compile(r".*/\d{8}-[a-z0-9-]+|content/replies/(division|contractor)/[a-zA-Z0-9-]+\.md", re.ASCII)
_FAILED = "プレビューを掲示できませんでした。あとでもう一度動かしてください。"


def main(argv: list[str] | None = None) -> int:
    """0 shown or nothing to show, 1 GitHub or origin did not take it."""
    args = _parser().parse_args(argv)
    return run(lambda: _comment(args))


def _comment(args: argparse.Namespace) -> int:
    root, api = checkout_root(), Api(environment.github())
    try:
        number = open_with_head(api, args.head)
        if number is None:
            print("この版のプルリクエストは開いていません。掲示するものはありません。")
            return 0
        state, description = _show(root, api, number, args)
    except (GitFailed, Unanswered) as failure:
        print(f"{_FAILED}({failure})", file=sys.stderr)
        set_status(api, "preview", args.head, "error", _FAILED, environment.run_url())
        return 1
    print(f"#{number}: {description}")
    troubles = set_status(api, "preview", args.head, state, description, environment.run_url())
    for trouble in troubles:
        print(trouble, file=sys.stderr)
    return int(bool(troubles))


def _show(root: Path, api: Api, number: int, args: argparse.Namespace) -> tuple[str, str]:
    """Write the comment; the state and the sentence of the status. Raises GitFailed, Unanswered."""
    scope = merged_into(root, "refs/remotes/origin/main", args.head)
    if isinstance(scope, str):
        write_comment(api, number, MARK, comment(args.head, "", [], [scope]))
        return "failure", scope
    replies = _replies(scope)
    posts = _posts(root, scope, args.head, len(replies))
    drawn = {post.post_id: _drawn(args.pictures, post.post_id) for post in posts}
    notes = [f"{post_id}: プレビューの画像は{why}。" for post_id, raw in drawn.items() if (why := unfit(raw))]
    kept = {post.picture: drawn[post.post_id] for post in posts if not unfit(drawn[post.post_id])}
    commit = keep(root, kept, f"#{number} {args.head}") if kept else ""
    shown = [post if post.picture in kept else replace(post, picture="") for post in posts] + replies
    hidden = unshown(scope.changed, shown)
    notes += [
        f"`{name}` は、全部を掲示できません(名前の誤り、長すぎる文章、4件目より後のもの)。" for name in hidden
    ]
    if kept:
        notes += [
            f"承認票(page.html)は、[この実行]({environment.run_url()})の Artifacts の「preview」にあります。"
        ]
    pictures = f"{environment.repository_url()}/blob/{commit}"
    write_comment(api, number, MARK, comment(args.head, pictures, shown, notes) if shown or notes else "")
    return status_of(shown, hidden)


def _posts(root: Path, scope: Scope, head: str, beside_them: int) -> list[PreviewedPost]:
    """The posts as the merge would make them; one whose folder has no proper name is not shown."""
    folders = tuple(filter(_PROPER.fullmatch, scope.folders))
    posts, beside, context = previewed(root, replace(scope, folders=folders), environment.now())
    most = ROOM // max(1, min(MOST_POSTS, len(folders) + beside_them))
    forms = ((post, words_of(post, beside[folder], context, most)) for folder, post in posts.items() if post)
    return [_shown(post, form, head) for post, form in forms]


def _shown(post: Post, form: FormInWords, head: str) -> PreviewedPost:
    name = f"{head}-{post.post_id}.png"
    return PreviewedPost(post.post_id, name, form.text, post.folder, whole=not form.left_out)


def _replies(scope: Scope) -> list[PreviewedPost]:
    files = scope.posts.read(
        [path for path in scope.changed if path.startswith(REPLIES) and _PROPER.fullmatch(path)]
    )
    return [previewed_reply(read_reply(read_markdown_file(path, raw))) for path, raw in files.items()]


def _drawn(folder: Path, post_id: str) -> bytes:
    """The picture of a post, no more of it than we would look at; nothing where there is none."""
    file = folder / post_id / "phone.png"
    if file.is_symlink() or not file.is_file():
        return b""
    with file.open("rb") as opened:
        return opened.read(MOST_BYTES + 1)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m scripts.comment",
        description="プルリクエストにプレビューを掲示し、しるし preview を付けます(自動で使います)。",
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
