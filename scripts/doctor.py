"""Is everything outside the repository as it must be? GitHub's settings, LINE's account, the public site."""

import argparse
import sys
from collections.abc import Sequence

from scripts.effects.content.load import posts_to_come
from scripts.effects.git.commands import GitFailed, checkout_root
from scripts.effects.git.fetching import fetch
from scripts.effects.git.ledger_branch import sent_posts
from scripts.effects.git.main_branch import main_on_origin
from scripts.effects.github.api import Api
from scripts.effects.line.client import LineClient
from scripts.effects.local import environment
from scripts.effects.local.cli import UsageError, print_words, run, why
from scripts.effects.local.github_login import github_of_a_person
from scripts.effects.outside.snapshot import take_outside
from scripts.outside.matter import look
from scripts.outside.report import as_json, as_text


def main(argv: Sequence[str] | None = None) -> int:
    """0 when nothing that can be seen is wrong, 1 when something is, 2 for a usage error."""
    args = _parser().parse_args(argv)
    return run(lambda: _doctor(args.format))


def _doctor(form: str) -> int:
    root = checkout_root()
    api = Api(github_of_a_person(root))
    try:
        fetch(root)
        tree, sent = main_on_origin(root).tree, sent_posts(root) or frozenset()
    except GitFailed as failure:
        raise UsageError(
            f"GitHubの main を読めません({why(failure)})。先に main を送り、もう一度打ってください。"
        ) from failure
    line = None
    if environment.line_channel_given():
        line = LineClient(environment.line_endpoint(), environment.line_channel())
    lines = look(take_outside(api, tree, posts_to_come(tree, sent), line, environment.now()))
    print_words(as_json(lines) if form == "json" else as_text(lines))
    return int(any(line.state == "open" for line in lines))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m scripts.doctor",
        description="リポジトリの外の設定(GitHub、LINE、公開サイト)が手引のとおりかを、1行ずつ答えます。何も書き換えません。",
        epilog="終了コード: 0 未がない、1 未がある、2 使い方の間違い。"
        "GITHUB_TOKEN か gh のログインで見ます。LINEの行は、LINE_CHANNEL_ID と LINE_CHANNEL_SECRET を渡したときだけ見えます。",
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="答えの形")
    return parser


if __name__ == "__main__":
    sys.exit(main())
