"""Write what `.github/` derives from the roster, the rules, the post's empty form and its own name."""

import argparse
import re
import sys
from datetime import date
from pathlib import Path

from scripts.effects.content.load import account_in, roster_in
from scripts.effects.git.commands import checkout_root
from scripts.effects.git.working_tree import WorkingTree
from scripts.effects.local import environment
from scripts.effects.local.cli import UsageError, print_words, run
from scripts.pull_requests.codeowners import OWNERS, codeowners
from scripts.pull_requests.editor_links import repository_in, with_links, with_writing_page
from scripts.rules.book import book
from scripts.rules.handbook import as_handbook
from scripts.text.dates import JAPAN

RULES = ".github/RULES.md"
LINKED = ".github/CONTRIBUTING.md"
_EXAMPLE = "OWNER/NAME"  # as the handbook has it, to be replaced
_REPOSITORY = re.compile(r"[A-Za-z0-9-]+/[A-Za-z0-9._-]+", re.ASCII)


def parser() -> argparse.ArgumentParser:
    """The command line."""
    args = argparse.ArgumentParser(
        prog="python -m scripts.setup",
        description="名簿からCODEOWNERSを、きまりからRULES.mdを、ひな型から手引のリンクを作り直します。",
    )
    args.add_argument(
        "--repository", metavar="OWNER/NAME",
        help="GitHubのリポジトリの名前。書かなければ、いまのリンクの名前のまま作り直します",
    )  # fmt: skip
    return args


def derived(root: Path, repository: str | None = None, on: date = date.min) -> dict[str, str]:
    """Path → text of every file that is derived, as it should be; whoever had left before `on` is asked no more."""
    tree = WorkingTree(root)
    page = (root / LINKED).read_text("utf-8")
    name = repository or repository_in(page)
    if not name or not _REPOSITORY.fullmatch(name) or name == _EXAMPLE:
        raise UsageError(
            f"リポジトリの名前を --repository {_EXAMPLE} の形で、自分たちの名前にして書いてください。"
        )
    return {
        OWNERS: codeowners(roster_in(tree), account_in(tree), on),
        RULES: as_handbook(book().values()),
        LINKED: with_links(with_writing_page(page, account_in(tree).site_base_url), name),
    }


def main(argv: list[str] | None = None) -> int:
    """Write the files that differ, and name them."""
    return run(lambda: _run(parser().parse_args(argv)))


def _run(args: argparse.Namespace) -> int:
    root = checkout_root()
    today = environment.now().astimezone(JAPAN).date()
    written = []
    for path, text in derived(root, args.repository, today).items():
        file = root / path
        if not file.exists() or file.read_text("utf-8") != text:
            file.write_text(text, "utf-8")
            written.append(f"{path} を書き直しました。")
    print_words("\n".join(written) or "書き直すものはありません。いまのままで合っています。")
    return 0


if __name__ == "__main__":
    sys.exit(main())
