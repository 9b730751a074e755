"""Write the public site: the pictures of the posts on `main` under their hashes, the operation policy, the writing page, the archive."""

import argparse
import re
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from scripts.content.account import Account
from scripts.content.places import POST_FILE, POSTS, post_folder
from scripts.content.post import Post, read_post
from scripts.effects.content.load import Tree, account_in, incidents_in, policy_in
from scripts.effects.git.commands import CommitTree, checkout_root, resolve
from scripts.effects.local.cli import UsageError, print_words, run, why
from scripts.effects.local.environment import now
from scripts.effects.local.progress import with_progress
from scripts.effects.site.archive import Sources, take_archive_away, write_archive, write_not_now
from scripts.effects.site.sent import LedgerInDoubt, sent_beyond_doubt, to_choose
from scripts.effects.site.writing_page import NoBrowserPython, repository_name, write_writing_page
from scripts.messages.media import hidden_pictures, is_clear, served
from scripts.pages.policy import policy_page
from scripts.text.dates import JAPAN

_MEDIA, _PAGE, _WRITE = "media", "policy.html", "write"
_OURS = re.compile(r"[0-9a-f]{64}\.(?:jpg|png)")
_BRANCHES = ("refs/remotes/origin/main", "refs/heads/main", "HEAD")


def main(argv: Sequence[str] | None = None) -> int:
    """0 when the site was written, 1 when a file on `main` stands in the way, 2 for a usage error."""
    args = _parser().parse_args(argv)
    return run(lambda: _site(Path(args.out)))


def _site(out: Path) -> int:
    root = checkout_root()
    tree = _main_tree(root)
    account, policy, incidents = account_in(tree), policy_in(tree), incidents_in(tree)
    texts, files = _posts(tree)

    in_doubt = [form.path for form in (account, policy) if form.document.unreadable]
    in_doubt += [incident.path for incident in incidents if not is_clear(incident, files)]
    today = now().astimezone(JAPAN).date()
    hidden = hidden_pictures(files, texts, incidents, today)
    pictures = served(files, hidden)
    page = policy_page(policy, account)

    if in_doubt:
        for path in in_doubt:
            print_words(
                f"{path} の内容がはっきりしないため、公開するものを決められません。"
                "直してから、もう一度実行してください。何も書き出していません。",
                file=sys.stderr,
            )
        return 1
    try:
        _write(out, pictures, page)
        sent = _sent(tree, account) if account.archive else None
        taken_down = frozenset(incident.takes_down for incident in incidents)
        _write_writing_page(out, root, account, to_choose(texts, sent or {}, taken_down))
        _write_archive(out, Sources(account, tuple(texts), files, hidden, taken_down), sent)
    except OSError as failure:
        raise UsageError(f"{out} に書き出せません（{why(failure)}）。--out を確かめてください。") from failure
    print_words(f"画像{len(pictures)}点と運用ポリシーのページを {out} に書き出しました。")
    return 0


def _sent(tree: CommitTree, account: Account) -> Mapping[str, datetime] | None:
    """Which posts were sent; None where that is in doubt, and why is said."""
    try:
        return sent_beyond_doubt(tree.root, tree.commit, account, now())
    except OSError:
        raise
    except Exception as error:
        _tell_archive_failed(error)
        return None


def _write_writing_page(out: Path, root: Path, account: Account, sent: list[tuple[Post, datetime]]) -> None:
    """The rest of the site is served without it: who writes can still write by hand."""
    try:
        write_writing_page(out / _WRITE, account, resolve(root, "HEAD") or "", repository_name(root), sent)
        print_words(f"投稿を書くページを {out / _WRITE} に書き出しました。")
    except NoBrowserPython as missing:
        print_words(missing, file=sys.stderr)


def _write_archive(out: Path, sources: Sources, sent: Mapping[str, datetime] | None) -> None:
    """The pictures are served without it: what is to be sent must not wait for what was sent."""
    if not sources.account.archive:
        take_archive_away(out)
        return
    if sent is None:
        write_not_now(out, sources.account)
        return
    try:
        for trouble in write_archive(out, sources, sent):
            print_words(trouble, file=sys.stderr)
    except OSError:
        raise
    except Exception as error:
        _tell_archive_failed(error)
        write_not_now(out, sources.account)


def _tell_archive_failed(error: Exception) -> None:
    doubt = str(error) if isinstance(error, LedgerInDoubt) else why(error)
    print_words(
        f"配信した投稿のページを作れませんでした（{doubt}）。保守担当者に知らせてください。", file=sys.stderr
    )


def _main_tree(root: Path) -> CommitTree:
    commit = next(filter(None, (resolve(root, name) for name in _BRANCHES)), None)
    if commit is None:
        raise UsageError("コミットがまだありません。main を取得してから実行してください。")
    return CommitTree(root, commit)


def _posts(tree: Tree) -> tuple[list[Post], dict[str, dict[str, bytes]]]:
    """The texts of the posts, and post_id → the files beside each, by name."""
    texts, files_beside = [], dict[str, dict[str, bytes]]()
    paths = [path for path in tree.paths(POSTS + "/") if post_folder(path)]
    for path, raw in tree.read(paths).items():
        folder, _, name = path.rpartition("/")
        files = files_beside.setdefault(post_folder(path).rpartition("/")[2], {})
        if name == POST_FILE and folder == post_folder(path):
            texts.append(read_post(path, raw, {}))
        else:
            files[path.removeprefix(post_folder(path) + "/")] = raw
    return texts, files_beside


def _write(out: Path, files: dict[str, bytes], page: str) -> None:
    """What an earlier run left is taken away first: a picture that was taken down must not stay."""
    (out / _MEDIA).mkdir(parents=True, exist_ok=True)
    for earlier in (out / _MEDIA).iterdir():
        if _OURS.fullmatch(earlier.name):
            earlier.unlink()
    for name, raw in with_progress(files.items(), len(files)):
        (out / name).write_bytes(raw)
    (out / _PAGE).write_text(page, "utf-8")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m scripts.site",
        description="公開するもの(投稿の画像、運用ポリシーのページ、投稿を書くページ、配信した投稿のページ)を書き出します。",
    )
    parser.add_argument("--out", required=True, metavar="DIR", help="書き出すフォルダ")
    return parser


if __name__ == "__main__":
    sys.exit(main())
