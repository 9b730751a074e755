"""Try the writing page on this computer: made from this checkout, served on loopback alone."""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from scripts.content.places import POST_FILE, POSTS, post_folder
from scripts.content.post import Post, read_post
from scripts.effects.content.load import account_in, incidents_in
from scripts.effects.git.commands import CommitTree, checkout_root, resolve
from scripts.effects.git.working_tree import WorkingTree
from scripts.effects.local.cli import UsageError, print_words, run
from scripts.effects.local.environment import now
from scripts.effects.site.sent import LedgerInDoubt, sent_beyond_doubt, to_choose
from scripts.effects.site.writing_page import NoBrowserPython, repository_name, write_writing_page


def main(argv: Sequence[str] | None = None) -> int:
    """0 when it was stopped by hand, 2 when the page could not be made."""
    args = _parser().parse_args(argv)
    return run(lambda: _serve(args.port))


def _serve(port: int) -> int:
    root = checkout_root()
    with tempfile.TemporaryDirectory(prefix="write-") as folder:
        try:
            account = account_in(WorkingTree(root))
            commit = resolve(root, "HEAD") or ""
            sent = _sent(CommitTree(root, commit)) if commit else []
            write_writing_page(Path(folder) / "write", account, commit, repository_name(root), sent)
        except NoBrowserPython as missing:
            raise UsageError(str(missing)) from missing
        handler = partial(_Quiet, directory=folder)
        try:
            server = ThreadingHTTPServer(("127.0.0.1", port), handler)
        except OSError as why:
            raise UsageError(
                f"ポート {port} を使えません（{why.strerror}）。--port で別の番号を選んでください。"
            ) from why
        print_words(
            f"http://127.0.0.1:{server.server_port}/write/ を開いてください。やめるときは Ctrl+C を押します。",
            flush=True,
        )
        with server:
            try:
                server.serve_forever()
            except KeyboardInterrupt:
                return 0
    return 0


def _sent(tree: CommitTree) -> list[tuple[Post, datetime]]:
    """The sent posts of this checkout; none where its ledger is in doubt."""
    try:
        sent = sent_beyond_doubt(tree.root, tree.commit, account_in(tree), now())
    except LedgerInDoubt as doubt:
        print_words(doubt, file=sys.stderr)
        return []
    paths = [path for path in tree.paths(POSTS + "/") if path == f"{post_folder(path)}/{POST_FILE}"]
    texts = [read_post(path, raw, {}) for path, raw in tree.read(paths).items()]
    return to_choose(texts, sent, {incident.takes_down for incident in incidents_in(tree)})


class _Quiet(SimpleHTTPRequestHandler):
    extensions_map = {  # noqa: RUF012 -- the base class has it so
        **SimpleHTTPRequestHandler.extensions_map, ".mjs": "text/javascript", ".wasm": "application/wasm",
    }  # fmt: skip

    def log_message(self, format: str, *args: object) -> None:
        pass


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m scripts.write", description="投稿を書くページを、このパソコンで試します。"
    )
    parser.add_argument("--port", type=int, default=8731, metavar="N", help="番号(省けば 8731)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
