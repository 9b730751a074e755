"""Start a post: its folder, the empty form, and photos made fit to be sent."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from scripts.content.photo import NotAPhoto, file_name, fit_to_send
from scripts.content.places import POST_FILE, POST_ID, home_of
from scripts.content.post import Post
from scripts.content.roster import Person
from scripts.content.template import Kind, correction_text, new_post
from scripts.effects.content.load import folders_in, post_in, roster_in
from scripts.effects.git.commands import checkout_root
from scripts.effects.git.working_tree import WorkingTree
from scripts.effects.local.cli import UsageError, print_words, run


def main(argv: Sequence[str] | None = None) -> int:
    """Write the folder of a new post. Nothing that is there is ever written over."""
    return run(lambda: _new(_parser().parse_args(argv)))


def _new(args: argparse.Namespace) -> int:
    root = checkout_root()
    author = _author(root, args.author)
    if not POST_ID.fullmatch(args.post_id):
        raise UsageError(
            f"投稿ID「{args.post_id}」は使えません。20261210-winter-soudan のように、"
            "8桁の日付、半角の「-」、英小文字と数字で書いてください。"
        )
    home = home_of(author.side, args.post_id)
    folder = root / home
    if folder.exists():
        raise UsageError(f"{home} はもうあります。別のidを付けてください。")
    if args.corrects and (args.event or args.photo):
        raise UsageError("--corrects は、--event や --photo と一緒には使えません。")
    try:
        photos = _fitted(args.photo)
    except NotAPhoto as unfit:
        print_words(unfit, file=sys.stderr)
        return 1

    kind: Kind = "event" if args.event else "article"
    form = (
        correction_text(_sent(root, args.corrects), author.id)
        if args.corrects
        else new_post(kind, author.id, tuple(photos))
    )
    folder.mkdir(parents=True)
    (folder / POST_FILE).write_bytes(form.encode())
    for name, raw in photos.items():
        (folder / name).write_bytes(raw)
    print_words(f"{home}/{POST_FILE} を作りました。空の項目と本文を書いてください。")
    print_words(f"書けたら: .venv/bin/python -m scripts.check {home}")
    return 0


def _author(root: Path, author_id: str) -> Person:
    author = roster_in(WorkingTree(root)).person(author_id)
    if author is None or author.side not in ("division", "contractor"):
        raise UsageError(f"「{author_id}」は content/roster.yml にありません。名簿のidを書いてください。")
    return author


def _sent(root: Path, post_id: str) -> Post:
    """The post that is to be corrected."""
    tree = WorkingTree(root)
    folders = folders_in(tree).get(post_id, ())
    post = post_in(tree, f"{folders[0]}/{POST_FILE}") if folders else None
    if post is None:
        raise UsageError(f"訂正する投稿「{post_id}」がありません。配信した投稿IDを書いてください。")
    return post


def _fitted(files: list[Path]) -> dict[str, bytes]:
    """File name → bytes of each photo, two of one name told apart."""
    photos: dict[str, bytes] = {}
    for file in files:
        try:
            photo = fit_to_send(file.read_bytes())
        except OSError as error:
            raise UsageError(f"写真「{file}」が開けません。場所と名前を確かめてください。") from error
        except NotAPhoto as unfit:
            raise NotAPhoto(f"{file.name}: {unfit}") from unfit
        name = file_name(file.name, photo.ending)
        while name in photos:
            name = file_name(f"{name.rpartition('.')[0]}-{len(photos) + 1}.", photo.ending)
        photos[name] = photo.raw
    return photos


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m scripts.new", description="新しい投稿のひな型を作ります。"
    )
    parser.add_argument("post_id", help="配信予定日と英小文字の名前。例: 20261210-winter-soudan")
    parser.add_argument("--author", required=True, metavar="ID", help="content/roster.yml にあるあなたのid")
    parser.add_argument("--event", action="store_true", help="催しの案内のひな型にします")
    parser.add_argument(
        "--corrects", metavar="POST_ID", help="この配信済みの投稿を訂正する投稿のひな型にします"
    )
    parser.add_argument(
        "--photo", action="append", default=[], type=Path, metavar="FILE",
        help="添える写真。小さくし、位置情報を除いて入れます(何枚でも)",
    )  # fmt: skip
    return parser


if __name__ == "__main__":
    sys.exit(main())
