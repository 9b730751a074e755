"""Write each post as a phone shows it, beside its approval form.

`--base REF --head SHA` draws a pull request: `main`'s program, `main`'s account and roster (those of REF) and the posts'
blobs from the tree that merging SHA into REF would make; nothing of the branch is checked out or run.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from scripts.checking.context import RuleContext
from scripts.checking.post_text import mentioned_posts
from scripts.content.places import POST_FILE
from scripts.content.post import Post
from scripts.delivery.audience import Audience, last_reach
from scripts.delivery.ledger import sent_ones
from scripts.effects.content.load import corrected_in, knowing, post_in, setting_of_registers
from scripts.effects.content.scope import Scope, merged_into, on_disk
from scripts.effects.git.commands import checkout_root
from scripts.effects.git.ledger_branch import lines_among
from scripts.effects.local.browser import Draw, NoPicture, drawing
from scripts.effects.local.cli import UsageError, run
from scripts.effects.local.environment import now
from scripts.messages.render import render
from scripts.pages.approval_form import PreviewContext, page
from scripts.pages.change import PostDiff
from scripts.rules.book import ask

_LATELY = 100  # posts, of which the last one to be sent says how many it reached


@dataclass(frozen=True)
class Subject:
    """A post that is to be shown, and what is known beside it."""

    post: Post
    beside: PreviewContext


@dataclass(frozen=True)
class Preview:
    """What is written for one post. `sound` is false when something in it has to be mended."""

    post_id: str
    messages: str
    page: str
    sound: bool


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
        print(scope, file=sys.stderr)
        return 1
    posts = {folder: post_in(scope.posts, f"{folder}/{POST_FILE}") for folder in scope.folders}
    mentioned = mentioned_posts(post for post in posts.values() if post)
    lines = lines_among(root, mentioned, and_last=_LATELY)
    reach = last_reach((lines or {}).values())
    subjects = [_subject(scope, reach, post) for post in posts.values() if post]
    sent = None if lines is None else sent_ones(lines)
    context = knowing(setting_of_registers(scope.registers, at), scope.posts, mentioned, sent)

    previews = (_think(subject, context) for subject in subjects)

    fit = [_write(Path(args.out), preview, draw) and preview.sound for preview in previews]
    for folder in (folder for folder, post in posts.items() if post is None):
        print(f"{folder} に {POST_FILE} がありません。このままでは配信されません。", file=sys.stderr)
    return int(not (all(fit) and all(posts.values())))


def _subject(scope: Scope, reach: Audience | None, post: Post) -> Subject:
    compared = PostDiff(post_in(scope.before, post.path), post) if scope.before else None
    return Subject(post, PreviewContext(compared, corrected_in(scope.posts, post), reach))


def _think(subject: Subject, context: RuleContext) -> Preview:
    post, registers = subject.post, (context.account, context.roster, context.consents)
    messages = render(post, context.account)
    beyond = [finding for form in registers for finding in ask(form, context) if finding.level == "error"]
    findings = [*ask(post, context), *beyond]
    return Preview(
        post.post_id,
        json.dumps(messages, ensure_ascii=False, indent=2) + "\n",
        page(post, messages, context, findings, subject.beside),
        sound=not any(finding.level == "error" for finding in findings),
    )


def _write(out: Path, preview: Preview, draw: Draw | None) -> bool:
    folder = out / preview.post_id
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "messages.json").write_text(preview.messages, "utf-8")
        (folder / "page.html").write_text(preview.page, "utf-8")
        print(folder / "page.html")
        if draw:
            draw(folder / "page.html", folder / "page.png")
            print(folder / "page.png")
    except OSError as why:
        raise UsageError(f"{folder} に書き出せません（{why.strerror}）。--out を確かめてください。") from why
    except NoPicture as why:
        print(why, file=sys.stderr)
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
    parser.add_argument("--png", action="store_true", help="画像(page.png)も作る。ChromiumかChromeが要ります")
    parser.add_argument(
        "--base", metavar="REF", help="REF からの変更が触れた投稿だけを、変更点とともに見せる"
    )
    parser.add_argument(
        "--head", metavar="SHA", help="手元のファイルではなく、SHA を REF に取り込んだときの投稿を見せる"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
