"""Does the content keep the rules? Says what does not, on its line, with the article and what to do."""

import argparse
import sys
from collections.abc import Sequence

from scripts.core.change import changed_files
from scripts.core.layout import CONTENT
from scripts.core.report import FORMATS
from scripts.rules.book import BOOK, Subject, ask
from scripts.rules.listing import as_list
from scripts.world.asked import asked, with_neighbours
from scripts.world.changes import changes_since, used_ids
from scripts.world.content import register_changes, setting_in, subjects_in
from scripts.world.door import answer
from scripts.world.files import WorkingTree
from scripts.world.git import CommitTree, checkout_root
from scripts.world.settings import now
from scripts.world.store import sent_posts


def main(argv: Sequence[str] | None = None) -> int:
    """0 clean or warnings alone, 1 an error, 2 a wrong question."""
    arguments = _parser().parse_args(argv)
    return answer(lambda: _list() if arguments.list else _check(arguments))


def _list() -> int:
    print(as_list(BOOK.values()), end="")
    return 0


def _check(arguments: argparse.Namespace) -> int:
    root = checkout_root()
    tree = WorkingTree(root)
    setting = setting_in(tree, now(), sent_posts(root))
    changes = changes_since(root, arguments.base) if arguments.base else None
    paths = set(asked(root, arguments.paths) if arguments.paths else tree.paths(CONTENT))
    touched = list(changes.paths) if changes else []
    if changes:
        paths &= set(with_neighbours(tree, touched))

    subjects: list[Subject] = [*subjects_in(tree, paths)]
    if changes:
        subjects += changed_files(touched, used_ids(root, changes))
        subjects += register_changes(touched, CommitTree(root, changes.base), tree)
    findings = sorted(finding for subject in subjects for finding in ask(subject, setting, BOOK.values()))

    sys.stdout.write(FORMATS[arguments.format](findings))
    return int(any(finding.level == "error" for finding in findings))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m scripts.check", description="運営要領などのきまりに合っているかを確かめます。"
    )
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="確かめるファイルやフォルダ(省けば content/ の全部)"
    )
    parser.add_argument("--base", metavar="REF", help="REF からの変更が触れたものだけを確かめる")
    parser.add_argument("--format", choices=FORMATS, default="text", help="結果の書き方")
    parser.add_argument("--list", action="store_true", help="きまりの一覧を出す")
    return parser


if __name__ == "__main__":
    sys.exit(main())
