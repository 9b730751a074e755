"""Write each post as a phone shows it, beside its approval form.

`--base REF --head SHA` draws a pull request: `main`'s program, `main`'s account and roster (those of REF) and the posts'
blobs from the tree that merging SHA into REF would make; nothing of the branch is checked out or run.
"""

import argparse
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path

from scripts.content.places import POST_FILE
from scripts.effects.content.previewed import previewed
from scripts.effects.content.scope import merged_into, on_disk
from scripts.effects.git.commands import checkout_root
from scripts.effects.local.browser import PHONE, WHOLE, Draw, NoPicture, drawing
from scripts.effects.local.cli import UsageError, print_words, run
from scripts.effects.local.environment import now
from scripts.pages.preview import Preview, draw_up
from scripts.text.quote import visible


def main(argv: Sequence[str] | None = None) -> int:
    """0 when every post is fit to be approved, 1 when something must be looked at, 2 for a usage error."""
    args = _parser().parse_args(argv)
    return run(lambda: _preview(args))


def _preview(args: argparse.Namespace) -> int:
    with drawing() if args.png else nullcontext() as draw:
        return _with_pictures(args, draw)


def _with_pictures(args: argparse.Namespace, draw: Draw | None) -> int:
    root, at = checkout_root(), now()
    if args.head and (args.paths or not args.base):
        raise UsageError("--head は --base と一緒に、パスを付けずに指定してください。")
    scope = merged_into(root, args.base, args.head) if args.head else on_disk(root, args.paths, args.base, at)
    if isinstance(scope, str):
        print_words(scope, file=sys.stderr)
        return 1
    posts, beside, context = previewed(root, scope, at)
    previews = (draw_up(post, beside[folder], context) for folder, post in posts.items() if post)
    fit = [_write(Path(args.out), preview, draw) and preview.sound for preview in previews]
    for folder in (folder for folder, post in posts.items() if post is None):
        print_words(
            visible(f"{folder} に {POST_FILE} がありません。このままでは配信されません。"), file=sys.stderr
        )
    return int(not (all(fit) and all(posts.values())))


def _write(out: Path, preview: Preview, draw: Draw | None) -> bool:
    folder = out / preview.post_id
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "messages.json").write_text(preview.messages, "utf-8")
        (folder / "page.html").write_text(preview.page, "utf-8")
        (folder / "comment.md").write_text(preview.comment, "utf-8")
        print_words(visible(str(folder / "page.html")))
        if draw:
            for name, shot in (("page.png", WHOLE), ("phone.png", PHONE)):
                draw(folder / "page.html", folder / name, shot)
                print_words(visible(str(folder / name)))
    except OSError as why:
        raise UsageError(f"{folder} に書き出せません（{why.strerror}）。--out を確かめてください。") from why
    except NoPicture as why:
        print_words(why, file=sys.stderr)
        return False
    return True


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m scripts.preview", description="投稿が届いたときの見え方と、承認票を作ります。"
    )
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="投稿のフォルダか post.md(省けばすべての投稿)"
    )
    parser.add_argument("--out", required=True, metavar="DIR", help="書き出すフォルダ")
    parser.add_argument(
        "--png", action="store_true", help="画像(page.png、phone.png)も作る。ChromiumかChromeが要ります"
    )
    parser.add_argument(
        "--base", metavar="REF", help="REF からの変更が触れた投稿だけを、変更点とともに見せる"
    )
    parser.add_argument(
        "--head", metavar="SHA", help="手元のファイルではなく、SHA を REF に取り込んだときの投稿を見せる"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
