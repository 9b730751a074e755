"""Does the content keep the rules? Says what does not, on its line, with the article and what to do."""

import argparse
import sys
from collections.abc import Sequence

from scripts.core.change import changed_files
from scripts.core.layout import CONTENT
from scripts.core.mentions import mentioned_posts
from scripts.core.report import FORMATS
from scripts.rules.book import BOOK, Subject, ask
from scripts.rules.listing import as_list
from scripts.world.asked import asked, with_neighbours
from scripts.world.changes import Changes, changes_since, used_ids
from scripts.world.content import setting_about
from scripts.world.door import answer
from scripts.world.files import WorkingTree
from scripts.world.git import CommitTree, checkout_root
from scripts.world.registers import register_changes
from scripts.world.settings import now
from scripts.world.store import sent_among
from scripts.world.subjects import subjects_in


def main(argv: Sequence[str] | None = None) -> int:
    """0 clean or warnings alone, 1 an error, 2 a wrong question."""
    arguments = _parser().parse_args(argv)
    return answer(lambda: _list() if arguments.list else _check(arguments))


def _list() -> int:
    print(as_list(BOOK.values()), end="")
    return 0


def _check(arguments: argparse.Namespace) -> int:
    root, at = checkout_root(), now()
    tree = WorkingTree(root)
    changes = changes_since(root, arguments.base, at) if arguments.base else None
    subjects: list[Subject] = [*subjects_in(tree, _paths(tree, arguments.paths, changes))]
    if changes:
        subjects += changed_files(list(changes.paths), used_ids(root, changes, at))
        subjects += register_changes(changes.paths, CommitTree(root, changes.base), tree)
    posts = mentioned_posts(subjects)
    setting = setting_about(tree, at, sent_among(root, posts), posts)

    findings = sorted(finding for subject in subjects for finding in ask(subject, setting, BOOK.values()))

    sys.stdout.write(FORMATS[arguments.format](findings))
    return int(any(finding.level == "error" for finding in findings))


def _paths(tree: WorkingTree, named: Sequence[str], changes: Changes | None) -> list[str]:
    """The files that the question is about."""
    everything = tree.paths(CONTENT) if not named and changes is None else []
    asked_for = asked(tree.root, named) if named else everything
    if changes is None:
        return asked_for
    touched = with_neighbours(tree, changes.paths)
    return [path for path in touched if not named or path in asked_for]


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
