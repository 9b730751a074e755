"""Who approved what, when, and was it what went out? Writes the register of a period, or the dossier of a post."""

import argparse
import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from scripts.effects.content.load import account_in, consents_in, incidents_in, replies_in, roster_in
from scripts.effects.git.archive import approved_post, approved_texts, registers_then
from scripts.effects.git.commands import checkout_root
from scripts.effects.git.ledger_branch import Ledger, read_whole
from scripts.effects.git.working_tree import WorkingTree
from scripts.effects.github.replay import proved
from scripts.effects.local.cli import UsageError, run
from scripts.effects.local.environment import now
from scripts.reading.fields import day
from scripts.records.csv_sheet import as_csv
from scripts.records.dossier import Case, dossier
from scripts.records.proof import NOT_CHECKED, answers
from scripts.records.record import Record
from scripts.records.register import entries, fiscal_year, row, within
from scripts.records.register_page import Period, register_page
from scripts.text.dates import JAPAN

OUT = "out/audit"
_SIGNS = {True: "はい", False: "いいえ", None: "確認できず"}


def main(argv: Sequence[str] | None = None) -> int:
    """0 when everything asked for was written, 1 when a record leaves a question open, 2 for a wrong question."""
    asked = _parser().parse_args(argv)
    if asked.verify:
        return run(lambda: _verify(asked))
    return run(lambda: _dossier(asked) if asked.post else _register(asked))


def _verify(asked: argparse.Namespace) -> int:
    root = checkout_root()
    records = _records(read_whole(root))
    record = records.get(asked.verify)
    if record is None or record.claim is None:
        raise UsageError(
            f"投稿「{asked.verify}」を配信した記録が、配信台帳にありません。投稿のIDを確かめてください。"
        )
    found = proved(root, record, approved_post(root, record), registers_then(root, record))

    for each in found:
        print(f"{_SIGNS[each.holds]}  {each.question}\n        {each.detail}")
    print(NOT_CHECKED)
    return 0 if all(each.holds for each in found) else 1


def _register(asked: argparse.Namespace) -> int:
    root, at = checkout_root(), now()
    first, last = _days(asked, at)
    tree, ledger = WorkingTree(root), read_whole(root)
    records = _records(ledger)
    posts, account = approved_texts(root, records), account_in(tree)

    period = Period(
        account,
        first,
        last,
        within(entries(records.values(), posts), first, last),
        tuple(each for each in replies_in(tree) if each.received_on and first <= each.received_on <= last),
        tuple(
            each
            for each in incidents_in(tree)
            if each.detected_at and first <= each.detected_at.astimezone(JAPAN).date() <= last
        ),
        at,
        ledger.commit,
    )
    rows = [row(entry, account) for entry in period.entries]

    name = f"register-{first}-{last}"
    headings = list(rows[0]) if rows else ["この期間に配信した投稿はありません"]
    _write(asked.out, f"{name}.csv", as_csv(headings, [list(each.values()) for each in rows]))
    _write(asked.out, f"{name}.html", register_page(period).encode())
    return 0


def _dossier(asked: argparse.Namespace) -> int:
    root = checkout_root()
    ledger = read_whole(root)
    records = _records(ledger)
    if asked.post not in records:
        raise UsageError(f"投稿「{asked.post}」は配信台帳にありません。投稿のIDを確かめてください。")
    record = records[asked.post]
    then, texts = registers_then(root, record), approved_texts(root, records)
    post = approved_post(root, record)
    incidents = incidents_in(WorkingTree(root))

    every = {
        each.post_id: each
        for each in entries(records.values(), {**texts, **({asked.post: post} if post else {})})
    }
    account = account_in(then)
    case = Case(
        every[asked.post],
        account,
        roster_in(then),
        consents_in(then),
        tuple(each for each in incidents if each.about & {asked.post, *every[asked.post].corrected_by}),
        proved(root, record, post, then) if record.claim else answers(record, post, account),
        now(),
        ledger.commit,
    )

    _write(asked.out, f"{asked.post}.html", dossier(case).encode())
    for each in case.answers:
        print(f"  {_SIGNS[each.holds]}  {each.question}")
    return 0 if all(each.holds for each in case.answers) else 1


def _records(ledger: Ledger) -> dict[str, Record]:
    return {post_id: Record(post_id, lines) for post_id, lines in ledger.posts.items()}


def _days(asked: argparse.Namespace, at: datetime) -> tuple[date, date]:
    """The period; without one, this fiscal year until today."""
    today = at.astimezone(JAPAN).date()
    given = [
        default if value is None else day(value)
        for value, default in ((asked.first, date(fiscal_year(today), 4, 1)), (asked.last, today))
    ]
    if None in given:
        raise UsageError("--from と --to は 2026-04-01 の形で書いてください。")
    first, last = (each for each in given if each)
    if first > last:
        raise UsageError(f"--from({first})が --to({last})より後です。")
    return first, last


def _write(folder: str, name: str, content: bytes) -> None:
    path = Path(folder) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    print(path)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m scripts.audit", description="配信台帳を書き出し、配信の記録を確かめます。"
    )
    parser.add_argument("--from", dest="first", metavar="DATE", help="台帳の最初の日(省けば今年度の4月1日)")
    parser.add_argument("--to", dest="last", metavar="DATE", help="台帳の最後の日(省けば今日)")
    parser.add_argument("--post", metavar="POST_ID", help="この投稿の一件書類を作る")
    parser.add_argument(
        "--verify", metavar="POST_ID", help="この投稿の承認を、手元の複製と配信台帳だけでもう一度判定する"
    )
    parser.add_argument("--out", default=OUT, metavar="DIR", help=f"書き出すフォルダ(省けば {OUT})")
    return parser


if __name__ == "__main__":
    sys.exit(main())
