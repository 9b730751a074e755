"""Check content against the rules: findings with line, article and what to do."""

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
from scripts.effects.content.subjects import files_named, subjects_in, with_neighbours
from scripts.effects.git.changes import WorkingDiff, changes_since, used_ids
from scripts.effects.git.commands import CommitTree, checkout_root
from scripts.effects.git.ledger_branch import sent_among, sent_posts
from scripts.effects.git.odd_files import odd_files
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
    args = _parser().parse_args(argv)
    return run(lambda: _list() if args.list else _check(args))


def _list() -> int:
    print(as_list(book().values()), end="")
    return 0


def _check(args: argparse.Namespace) -> int:
    root, at = checkout_root(), now()
    findings = _of_some(root, at, args) if args.base or args.paths else _of_everything(root, at)

    report = FORMATS[args.format](sorted(findings))
    sys.stdout.write(report.encode("utf-8", "backslashreplace").decode())  # a file name may be no UTF-8
    return int(any(finding.level == "error" for finding in findings))


def _of_everything(root: Path, at: datetime) -> list[Finding]:
    tree, ledger, odd = (
        WorkingTree(root),
        in_background(partial(sent_posts, root)),
        in_background(lambda: list(odd_files(root))),
    )
    _get_ready()
    sent = ledger()
    recent = recent_posts(root, recent_files(root, at), sent or ())
    context = replace(setting_in(tree, at, sent), recent=recent)
    findings = map_chunks(partial(_of_files, root, context), tree.paths(CONTENT))
    return findings + [finding for subject in odd() for finding in ask(subject, context)]


def _of_files(root: Path, context: RuleContext, paths: list[str]) -> list[Finding]:
    subjects = subjects_in(WorkingTree(root), paths)
    return [finding for subject in subjects for finding in ask(subject, context)]


def _of_some(root: Path, at: datetime, args: argparse.Namespace) -> list[Finding]:
    """What is to say of some files or of a change, without a look at the rest of the archive."""
    tree, recent = WorkingTree(root), recent_files(root, at)
    working_diff = in_background(partial(_changes, root, args.base, at))
    ledger = in_background(partial(sent_among, root, recent))
    odd = in_background(lambda: list(odd_files(root)))
    _get_ready()
    registers = setting_of_registers(tree, at)

    changes, used, secrets = working_diff()
    paths = files_named(root, args.paths) if args.paths else None
    if changes:
        touched = with_neighbours(tree, changes.paths)
        paths = touched if paths is None else [path for path in touched if path in paths]
    subjects: list[Subject] = [*subjects_in(tree, paths or [])]
    if changes:
        subjects += changed_files(list(changes.paths), used)
        subjects += register_changes(changes.paths, CommitTree(root, changes.base), tree)
        subjects += secrets
    chosen = {*(paths or ()), *(changes.paths if changes else ())}
    attributes = any(path.endswith(".gitattributes") for path in chosen)
    subjects += [file for file in odd() if attributes or file.path in chosen]

    posts, sent = mentioned_posts(subjects), ledger()
    if sent is not None and (others := posts - recent.keys()):
        sent |= sent_among(root, others) or frozenset()
    context = knowing(registers, tree, posts, sent)
    if any(isinstance(subject, Post) for subject in subjects):
        context = replace(context, recent=recent_posts(root, recent, context.sent))
    return [finding for subject in subjects for finding in ask(subject, context)]


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
