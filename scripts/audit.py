"""Write the register of a period or the dossier of a post, or verify the record of one."""

import argparse
import shutil
import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path

from scripts.content.places import POST_ID
from scripts.effects.git.commands import GitFailed, checkout_root
from scripts.effects.git.ledger_branch import read_whole
from scripts.effects.git.main_branch import main_files
from scripts.effects.local.cli import UsageError, print_words, run, why
from scripts.effects.local.environment import github_if_set, now
from scripts.publishing.auditing.dossiers import case_of, parcel_of
from scripts.publishing.auditing.proving import every_answer, lost_record
from scripts.publishing.auditing.registers import period_of, records_of, redaction_for
from scripts.reading.fields import day
from scripts.records.proving.provable import not_proved
from scripts.records.redaction import Redaction
from scripts.records.register import fiscal_year
from scripts.records.register_page import register_page
from scripts.records.sheet import HEADINGS, as_csv, sheet
from scripts.text.dates import JAPAN

OUT = "out/audit"
_SIGNS = {True: "はい", False: "いいえ", None: "確認できず"}


def main(argv: Sequence[str] | None = None) -> int:
    """0 when everything asked for was written, 1 when a record leaves a question open, 2 for a usage error."""
    args = _parser().parse_args(argv)
    verb = _verify if args.verify is not None else _dossier if args.post is not None else _register
    return run(lambda: _read(verb, args))


def _read(verb: Callable[[argparse.Namespace], int], args: argparse.Namespace) -> int:
    """A clone that cannot be read is said, and is no answer."""
    try:
        return verb(args)
    except GitFailed as failure:
        print_words(
            f"確認できず: 手元のリポジトリを読めません({why(failure)})。main と ledger の履歴をすべて取り込んでから(浅い写しでは足りません)、"
            "もう一度実行してください。",
            file=sys.stderr,
        )
        return 1


def _verify(args: argparse.Namespace) -> int:
    root = checkout_root()
    ledger, github = read_whole(root), github_if_set()
    record = records_of(ledger).get(args.verify)
    if record is None and (lost := lost_record(root, ledger, args.verify)):
        print_words(f"いいえ  [git] 配信の記録があるか\n        {lost}")
        return 1
    if record is None or record.claim is None:
        raise UsageError(
            f"投稿「{args.verify}」を配信した記録が、配信台帳にありません。投稿のIDを確かめてください。"
        )
    heads = {"--ledger-head": args.ledger_head} if args.ledger_head else {}
    proof = every_answer(root, record, ledger, github, heads)

    for answer in proof:
        print_words(f"{_SIGNS[answer.holds]}  [{answer.source}] {answer.question}\n        {answer.detail}")
    print_words("\n確かめていないこと(この確かめ方では分からないこと):")
    for sentence in not_proved(record.lines, github is not None):
        print_words(f"- {sentence}")
    return 0 if all(answer.holds for answer in proof) else 1


def _register(args: argparse.Namespace) -> int:
    root, at = checkout_root(), now()
    first, last = _days(args, at)
    tree, ledger = main_files(root), read_whole(root)
    period = period_of(root, tree, ledger, first, last, at, github_if_set())
    redaction = redaction_for(tree, period) if args.redact else Redaction()

    rows = [[redaction.cell(cell) for cell in row] for row in sheet(period)]
    name = f"register-{first}-{last}"
    headings = HEADINGS if rows else ["この期間に配信した投稿はありません"]
    _write(args.out, f"{name}.csv", as_csv(headings, rows))
    _write(args.out, f"{name}.html", register_page(period, redaction).encode())
    return 0


def _dossier(args: argparse.Namespace) -> int:
    root, ledger = checkout_root(), read_whole(checkout_root())
    if args.post not in ledger.posts or not POST_ID.fullmatch(args.post):  # its name becomes a folder
        raise UsageError(f"投稿「{args.post}」は配信台帳にありません。投稿のIDを確かめてください。")
    case = case_of(root, ledger, args.post, github_if_set(), args.redact)
    files = parcel_of(root, case)
    shutil.rmtree(
        Path(args.out) / args.post, ignore_errors=True
    )  # an earlier copy may hold more than this one

    for name, raw in files.items():
        _write(args.out, name, raw)
    if args.redact:
        print_words(
            "自由に書かれた文(報告、レビュー、理由など)は、渡す前に人が読んで伏せてください(.github/RECORDS.md)。"
        )
        for image in case.entry.post.images if case.entry.post else ():
            if image.people != "none":
                print_words(
                    f"画像 {image.file} には、人が写っています。同意は配信のためのもので、開示のためのものではありません。"
                    "ページとフォルダの両方に入っているので、渡してよいかを課が決めてから渡してください。"
                )
    for answer in case.answers:
        print_words(f"  {_SIGNS[answer.holds]}  {answer.question}")
    return 0 if all(answer.holds for answer in case.answers) else 1


def _days(args: argparse.Namespace, at: datetime) -> tuple[date, date]:
    """The period; without one, this fiscal year until today."""
    today = at.astimezone(JAPAN).date()
    given = [
        default if value is None else day(value)
        for value, default in ((args.first, date(fiscal_year(today), 4, 1)), (args.last, today))
    ]
    if None in given:
        raise UsageError("--from と --to は 2026-04-01 の形で書いてください。")
    first, last = (known for known in given if known)
    if first > last:
        raise UsageError(f"--from({first})が --to({last})より後です。")
    return first, last


def _write(folder: str, name: str, content: bytes) -> None:
    path = Path(folder) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    print_words(path)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m scripts.audit", description="配信台帳を書き出し、配信の記録を確かめます。"
    )
    parser.add_argument("--from", dest="first", metavar="DATE", help="台帳の最初の日(省けば今年度の4月1日)")
    parser.add_argument("--to", dest="last", metavar="DATE", help="台帳の最後の日(省けば今日)")
    parser.add_argument("--post", metavar="POST_ID", help="この投稿の一件書類を作る")
    parser.add_argument(
        "--redact", action="store_true", help="開示用に、アカウント・名簿の番号・文書番号を伏せて作る"
    )
    parser.add_argument(
        "--verify",
        metavar="POST_ID",
        help="この投稿の記録を、手元の複製と配信台帳(GITHUB_TOKEN があればGitHubも)で確かめる",
    )
    parser.add_argument(
        "--ledger-head", metavar="COMMIT", help="--verify で、前に控えた台帳の先頭が履歴にあるかも確かめる"
    )
    parser.add_argument("--out", default=OUT, metavar="DIR", help=f"書き出すフォルダ(省けば {OUT})")
    return parser


if __name__ == "__main__":
    sys.exit(main())
