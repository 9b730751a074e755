"""Does the content keep the rules? Says what does not, on its line, with the article and what to do."""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from scripts.core.change import changed_files
from scripts.core.finding import Finding
from scripts.core.layout import CONTENT
from scripts.core.mentions import mentioned_posts
from scripts.core.post import Post
from scripts.core.report import FORMATS
from scripts.core.setting import Setting
from scripts.rules.book import Subject, ask, book
from scripts.rules.listing import as_list
from scripts.world.asked import asked, with_neighbours
from scripts.world.changes import changes_since, used_ids
from scripts.world.content import setting_about, setting_in
from scripts.world.crew import by_parts
from scripts.world.door import answer
from scripts.world.files import WorkingTree
from scripts.world.git import CommitTree, checkout_root
from scripts.world.recent import recent_files, recent_posts
from scripts.world.registers import register_changes
from scripts.world.settings import now
from scripts.world.store import sent_among, sent_posts
from scripts.world.subjects import subjects_in


def main(argv: Sequence[str] | None = None) -> int:
    """0 clean or warnings alone, 1 an error, 2 a wrong question."""
    arguments = _parser().parse_args(argv)
    return answer(lambda: _list() if arguments.list else _check(arguments))


def _list() -> int:
    print(as_list(book().values()), end="")
    return 0


def _check(arguments: argparse.Namespace) -> int:
    root, at = checkout_root(), now()
    if arguments.base or arguments.paths:
        findings = _asked(root, at, arguments)
    else:
        sent = sent_posts(root)
        recent = recent_posts(root, recent_files(root, at), sent)
        setting = replace(setting_in(WorkingTree(root), at, sent), recent=recent)
        findings = by_parts(partial(_everything, root, setting), WorkingTree(root).paths(CONTENT))

    said = FORMATS[arguments.format](sorted(findings))
    sys.stdout.write(said.encode("utf-8", "backslashreplace").decode())  # a file name may be no UTF-8
    return int(any(finding.level == "error" for finding in findings))


def _everything(root: Path, setting: Setting, paths: list[str]) -> list[Finding]:
    subjects = subjects_in(WorkingTree(root), paths)
    return [finding for subject in subjects for finding in ask(subject, setting)]


def _asked(root: Path, at: datetime, arguments: argparse.Namespace) -> list[Finding]:
    """What is to say of some files or of a change, without a look at the rest of the archive."""
    tree = WorkingTree(root)
    changes = changes_since(root, arguments.base, at) if arguments.base else None
    paths = asked(root, arguments.paths) if arguments.paths else None
    if changes:
        touched = with_neighbours(tree, changes.paths)
        paths = touched if paths is None else [path for path in touched if path in paths]
    subjects: list[Subject] = [*subjects_in(tree, paths or [])]
    if changes:
        subjects += changed_files(list(changes.paths), used_ids(root, changes, at))
        subjects += register_changes(changes.paths, CommitTree(root, changes.base), tree)
    posts = mentioned_posts(subjects)
    recent = recent_files(root, at) if any(isinstance(subject, Post) for subject in subjects) else {}
    sent = sent_among(root, {*posts, *recent})
    setting = replace(setting_about(tree, at, sent, posts), recent=recent_posts(root, recent, sent or ()))
    return [finding for subject in subjects for finding in ask(subject, setting)]


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
