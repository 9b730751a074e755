"""Does the content keep the rules? Says what does not, on its line, with the article and what to do."""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from scripts.checking.changes import CommittedSecret, changed_files
from scripts.checking.context import RuleContext
from scripts.checking.finding import Finding
from scripts.checking.post_text import mentioned_posts
from scripts.checking.report import FORMATS
from scripts.content.places import CONTENT
from scripts.content.post import Post
from scripts.effects.content.load import knowing, setting_in, setting_of_registers
from scripts.effects.content.registers import register_changes
from scripts.effects.content.subjects import asked, subjects_in, with_neighbours
from scripts.effects.git.changes import WorkingDiff, changes_since, used_ids
from scripts.effects.git.commands import CommitTree, checkout_root
from scripts.effects.git.ledger_branch import sent_among, sent_posts
from scripts.effects.git.recent import recent_files, recent_posts
from scripts.effects.git.secret_history import leaked_since
from scripts.effects.git.working_tree import WorkingTree
from scripts.effects.local.cli import run
from scripts.effects.local.environment import now
from scripts.effects.local.parallel import in_background, map_chunks
from scripts.rules.book import Subject, ask, book
from scripts.rules.handbook import as_list


def main(argv: Sequence[str] | None = None) -> int:
    """0 clean or warnings alone, 1 an error, 2 a wrong question."""
    arguments = _parser().parse_args(argv)
    return run(lambda: _list() if arguments.list else _check(arguments))


def _list() -> int:
    print(as_list(book().values()), end="")
    return 0


def _check(arguments: argparse.Namespace) -> int:
    root, at = checkout_root(), now()
    asked_for_some = arguments.base or arguments.paths
    findings = _of_some(root, at, arguments) if asked_for_some else _of_everything(root, at)

    said = FORMATS[arguments.format](sorted(findings))
    sys.stdout.write(said.encode("utf-8", "backslashreplace").decode())  # a file name may be no UTF-8
    return int(any(finding.level == "error" for finding in findings))


def _of_everything(root: Path, at: datetime) -> list[Finding]:
    tree, reading = WorkingTree(root), in_background(partial(sent_posts, root))
    _get_ready()
    sent = reading()
    recent = recent_posts(root, recent_files(root, at), sent or ())
    setting = replace(setting_in(tree, at, sent), recent=recent)
    return map_chunks(partial(_of_files, root, setting), tree.paths(CONTENT))


def _of_files(root: Path, setting: RuleContext, paths: list[str]) -> list[Finding]:
    subjects = subjects_in(WorkingTree(root), paths)
    return [finding for subject in subjects for finding in ask(subject, setting)]


def _of_some(root: Path, at: datetime, arguments: argparse.Namespace) -> list[Finding]:
    """What is to say of some files or of a change, without a look at the rest of the archive."""
    tree, recent = WorkingTree(root), recent_files(root, at)
    looking = in_background(partial(_changes, root, arguments.base, at))
    reading = in_background(partial(sent_among, root, recent))
    _get_ready()
    registers = setting_of_registers(tree, at)

    changes, used, secrets = looking()
    paths = asked(root, arguments.paths) if arguments.paths else None
    if changes:
        touched = with_neighbours(tree, changes.paths)
        paths = touched if paths is None else [path for path in touched if path in paths]
    subjects: list[Subject] = [*subjects_in(tree, paths or [])]
    if changes:
        subjects += changed_files(list(changes.paths), used)
        subjects += register_changes(changes.paths, CommitTree(root, changes.base), tree)
        subjects += secrets

    posts, sent = mentioned_posts(subjects), reading()
    if sent is not None and (others := posts - recent.keys()):
        sent |= sent_among(root, others) or frozenset()
    setting = knowing(registers, tree, posts, sent)
    if any(isinstance(subject, Post) for subject in subjects):
        setting = replace(setting, recent=recent_posts(root, recent, setting.sent))
    return [finding for subject in subjects for finding in ask(subject, setting)]


def _get_ready() -> None:
    """Open the book and load what nearly every form needs, while git looks and before the work is spread."""
    import jsonschema  # noqa: F401
    import markdown_it  # noqa: F401

    book()


def _changes(
    root: Path, base: str | None, at: datetime
) -> tuple[WorkingDiff | None, frozenset[str], list[CommittedSecret]]:
    """What changed since the base, if one is named, which ids of new posts the history has carried, and secrets."""
    if base is None:
        return None, frozenset(), []
    changes = changes_since(root, base, at)
    return changes, used_ids(root, changes, at), [*leaked_since(root, changes.base)]


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
