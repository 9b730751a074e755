"""Check content against the rules: findings with line, article and what to do.

An author checks the files as they lie in the checkout, before they are committed. `--base REF --head SHA` checks a pull
request: the blobs of the tree that merging SHA into REF would make, and nothing that a check-out has made of them.
"""

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from scripts.checking.changes import CommittedSecret, changed_files
from scripts.checking.context import RuleContext
from scripts.checking.finding import Finding
from scripts.checking.post_text import mentioned_posts
from scripts.checking.report import FORMATS
from scripts.content.places import CONTENT, OddFile
from scripts.content.post import Post
from scripts.delivery.ledger import doubtful_ones, sent_ones
from scripts.effects.content.load import Tree, knowing, setting_in, setting_of_registers
from scripts.effects.content.registers import register_changes
from scripts.effects.content.scope import merge_of
from scripts.effects.content.subjects import files_named, subjects_in, with_neighbours
from scripts.effects.git.changes import Changes, changes_by_merge, changes_since, used_ids
from scripts.effects.git.commands import CommitTree, checkout_root
from scripts.effects.git.ledger_branch import lines_among, read_whole
from scripts.effects.git.odd_files import odd_files, odd_files_of
from scripts.effects.git.recent import recent_files, recent_posts
from scripts.effects.git.secret_history import leaked_since
from scripts.effects.git.working_tree import WorkingTree
from scripts.effects.local.cli import UsageError, print_words, run
from scripts.effects.local.environment import now
from scripts.effects.local.parallel import in_background, map_chunks
from scripts.rules.book import Subject, ask, book
from scripts.rules.handbook import as_list


def main(argv: Sequence[str] | None = None) -> int:
    """0 clean or warnings alone, 1 an error, 2 a wrong question."""
    args = _parser().parse_args(argv)
    return run(lambda: _list() if args.list else _check(args))


def _list() -> int:
    print_words(as_list(book().values()), end="")
    return 0


@dataclass(frozen=True)
class _Scope:
    """What is looked at: a tree of files, what is odd about it, and the files that were named or the change since a base."""

    tree: Tree
    odd: Callable[[], Iterable[OddFile]]
    changes: Callable[[], Changes] | None = None
    head: str = "HEAD"
    named: list[str] | None = None


def _check(args: argparse.Namespace) -> int:
    root, at = checkout_root(), now()
    if args.head and (args.paths or not args.base):
        raise UsageError("--head は --base と一緒に、パスを付けずに指定してください。")
    if args.head:
        scope = _merged(root, args.base, args.head)
        if isinstance(scope, str):
            print_words(scope, file=sys.stderr)
            return 1
        findings = _of_some(root, at, scope)
    elif args.base or args.paths:
        findings = _of_some(root, at, _on_disk(root, at, args.base, args.paths))
    else:
        findings = _of_everything(root, at)

    report = FORMATS[args.format](sorted(findings))
    sys.stdout.write(report.encode("utf-8", "backslashreplace").decode())  # a file name may be no UTF-8
    return int(any(finding.level == "error" for finding in findings))


def _merged(root: Path, base: str, head: str) -> _Scope | str:
    """The blobs that merging would put on the base, whatever a check-out makes of them; or why there are none."""
    merged = merge_of(root, base, head)
    if isinstance(merged, str):
        return merged
    main, tree = merged
    return _Scope(tree, partial(odd_files_of, tree), partial(changes_by_merge, root, main, tree.commit), head)


def _on_disk(root: Path, at: datetime, base: str | None, paths: list[str]) -> _Scope:
    """The files as they lie in the checkout, those too that nobody has committed."""
    changes = partial(changes_since, root, base, at) if base else None
    named = files_named(root, paths) if paths else None
    return _Scope(WorkingTree(root), partial(odd_files, root), changes, named=named)


def _of_everything(root: Path, at: datetime) -> list[Finding]:
    tree, ledger, odd = (
        WorkingTree(root),
        in_background(partial(read_whole, root)),
        in_background(lambda: list(odd_files(root))),
    )
    _get_ready()
    lines = ledger().posts if ledger().commit else None
    sent = None if lines is None else sent_ones(lines)
    recent = recent_posts(tree, recent_files(tree, at), sent or ())
    context = replace(setting_in(tree, at, sent, in_doubt=doubtful_ones(lines or {})), recent=recent)
    findings = map_chunks(partial(_of_files, tree, context), tree.paths(CONTENT))
    return findings + [finding for subject in odd() for finding in ask(subject, context)]


def _of_files(tree: Tree, context: RuleContext, paths: list[str]) -> list[Finding]:
    return [finding for subject in subjects_in(tree, paths) for finding in ask(subject, context)]


def _of_some(root: Path, at: datetime, scope: _Scope) -> list[Finding]:
    """What is to say of some files or of a change, without a look at the rest of the archive."""
    change = in_background(partial(_changes, root, at, scope))
    odd = in_background(lambda: list(scope.odd()))
    tree, recent = scope.tree, recent_files(scope.tree, at)
    ledger = in_background(partial(lines_among, root, recent))
    _get_ready()
    registers = setting_of_registers(tree, at)

    changes, used, secrets = change()
    paths = scope.named
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

    posts, lines = mentioned_posts(subjects), ledger()
    if lines is not None and (others := posts - recent.keys()):
        lines |= lines_among(root, others) or {}
    sent = None if lines is None else sent_ones(lines)
    context = knowing(registers, tree, posts, sent, doubtful_ones(lines or {}))
    if any(isinstance(subject, Post) for subject in subjects):
        context = replace(context, recent=recent_posts(tree, recent, context.sent))
    return [finding for subject in subjects for finding in ask(subject, context)]


def _get_ready() -> None:
    """Open the book and load what nearly every form needs, while git looks and before the work is spread."""
    import jsonschema  # noqa: F401
    import markdown_it  # noqa: F401

    book()


def _changes(
    root: Path, at: datetime, scope: _Scope
) -> tuple[Changes | None, frozenset[str], list[CommittedSecret]]:
    """What changed since the base, if one is named, which ids of new posts the history has carried, and secrets."""
    if scope.changes is None:
        return None, frozenset(), []
    changes = scope.changes()
    return changes, used_ids(root, changes, at), [*leaked_since(root, changes.base, scope.head)]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m scripts.check", description="運営要領などのきまりに合っているかを確かめます。"
    )
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="確かめるファイルやフォルダ(省けば content/ の全部)"
    )
    parser.add_argument(
        "--base", metavar="REF", help="REF からの変更が触れたものだけを、手元のファイルで確かめる"
    )
    parser.add_argument(
        "--head", metavar="SHA", help="手元のファイルではなく、SHA を REF に取り込んだときの内容を確かめる"
    )
    parser.add_argument("--format", choices=FORMATS, default="text", help="結果の書き方")
    parser.add_argument("--list", action="store_true", help="きまりの一覧を出す")
    return parser


if __name__ == "__main__":
    sys.exit(main())
