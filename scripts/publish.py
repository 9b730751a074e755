"""Send every approved post that is due, exactly once; report why the others are not sent."""

import argparse
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from scripts.delivery.outcome import Result, as_json, as_text
from scripts.delivery.reasons import stop
from scripts.delivery.reconcile import spoken_of
from scripts.effects.git.commands import GitFailed, checkout_root
from scripts.effects.git.ledger_branch import Ledger, fetch, read_whole
from scripts.effects.git.main_branch import Main, main_on_origin
from scripts.effects.local import environment
from scripts.effects.local.cli import UsageError, run
from scripts.effects.local.parallel import in_background
from scripts.effects.local.progress import show_progress


def main(argv: Sequence[str] | None = None) -> int:
    """0 when every post is sent or waits, 1 when one needs a person, 2 for a usage error."""
    args = _parser().parse_args(argv)
    if args.settle or args.reopen:
        return run(lambda: _decide(args))
    return run(lambda: _publish(args))


def _publish(args: argparse.Namespace) -> int:
    root = checkout_root()
    unreachable = _fetch(root)
    try:
        reading = in_background(partial(read_whole, root))
        main = main_on_origin(root)
        view, ledger = main.view, reading()
    except GitFailed as failure:
        print(f"{unreachable or failure}", file=sys.stderr)
        print(_report((), args))
        return 1
    results: list[Result] = []
    if due := spoken_of(view, ledger.posts):
        results, ledger = _outcomes(root, main, ledger, due, unreachable, args.plan)
    print(_report(results, args), flush=True)
    if not args.plan and (results or environment.summary_file()):
        from scripts.publishing.notices import tell

        tell(results, ledger.posts)
    return 1 if unreachable or any(result.needs_a_person for result in results) else 0


def _outcomes(
    root: Path, main: Main, ledger: Ledger, due: Sequence[str], unreachable: str, plan: bool
) -> tuple[list[Result], Ledger]:
    """How every post that is due ended, or would end; and the ledger afterwards."""
    from scripts.publishing.sender import Sender  # loads the rules and the SDK: only when a post is due

    sender = Sender(root, main, ledger)
    act = sender.foresee if plan else sender.deliver
    if unreachable:
        act = partial(sender.result, end=stop("evidence_unavailable", error=unreachable))
    results = []
    for post_id in sender.in_order(due):
        show_progress(f"{post_id} を確かめています。")
        results.append(sender.isolate_errors(act, post_id))
    return results, sender.ledger


def _fetch(root: Path) -> str:
    """Git's complaint when origin cannot be read, or nothing."""
    try:
        fetch(root)
    except GitFailed as failure:
        return str(failure)
    return ""


def _report(results: Sequence[Result], args: argparse.Namespace) -> str:
    return as_json(results) if args.format == "json" else as_text(results, args.plan)


def _decide(args: argparse.Namespace) -> int:
    """Write down what a person decided, beside what LINE counted."""
    from scripts.effects.content.load import roster_in
    from scripts.effects.line.client import LineClient
    from scripts.publishing.decisions import counts_of, decidable, decide, decision, in_office
    from scripts.publishing.notices import tell_decided

    root = checkout_root()
    event, post_id = ("settled", args.settle) if args.settle else ("reopened", args.reopen)
    if not (args.by and args.note) or (event == "settled") != bool(args.found):
        raise UsageError("--settle には --found と --by と --note、--reopen には --by と --note が必要です。")
    now = environment.now()
    try:
        fetch(root)
        ledger = read_whole(root)
        attempt = decidable(ledger, post_id, event)
        in_office(roster_in(main_on_origin(root).tree), args.by, now.date())
        line = LineClient(environment.line_endpoint(), environment.line_channel())
        print("\n".join(counts_of(line, attempt, now.date())))
        entry = decision(event, now, environment.run_url(), args.by, args.note, args.found)
        decide(root, ledger, post_id, entry)
    except GitFailed as failure:
        print(f"配信の記録を読み書きできません。時間をおいてやり直してください。({failure})", file=sys.stderr)
        return 1
    print(f"{post_id} の判断を記録しました。")
    tell_decided(post_id)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m scripts.publish", description="承認された投稿を、LINEで一度だけ配信します。"
    )
    parser.add_argument(
        "--plan", action="store_true", help="何をするかだけを表示し、何も送らず、何も書きません"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="表示の形")
    parser.add_argument(
        "--settle", metavar="POST_ID", help="届いたか分からない投稿について、確かめた結果を記録します"
    )
    parser.add_argument(
        "--found", choices=("sent", "unsent"), default="", help="届いていた、または届いていなかった"
    )
    parser.add_argument(
        "--reopen", metavar="POST_ID", help="LINEに断られた投稿を、もう一度配信できるようにします"
    )
    parser.add_argument("--by", metavar="ID", default="", help="判断した人の名簿のid")
    parser.add_argument("--note", metavar="TEXT", default="", help="判断の理由")
    return parser


if __name__ == "__main__":
    sys.exit(main())
