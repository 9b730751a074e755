"""Send every approved post that is due, exactly once; report why the others are not sent."""

import argparse
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from scripts.delivery.ledger import state_of
from scripts.delivery.outcome import Result, as_json, as_text, technical
from scripts.delivery.reasons import stop
from scripts.delivery.reconcile import spoken_of
from scripts.effects.git.commands import GitFailed, checkout_root, is_filtered, is_shallow
from scripts.effects.git.fetching import fetch
from scripts.effects.git.ledger_branch import Ledger, read_whole
from scripts.effects.git.main_branch import Main, main_on_origin
from scripts.effects.local import environment
from scripts.effects.local.cli import UsageError, keep_for_maintainers, print_words, run, why
from scripts.effects.local.parallel import in_background
from scripts.effects.local.progress import show_progress

STOPPED = "この投稿は配信されません。"
STOPPED_MIDWAY = "ただし配信の途中だったため、もう届いているかもしれません。LINE公式アカウントの管理画面で確かめてください。"


def main(argv: Sequence[str] | None = None) -> int:
    """0 when every post is sent or waits, 1 when one needs a person, 2 for a usage error."""
    args = _parser().parse_args(argv)
    decided = args.settle is not None or args.stop is not None
    return run(lambda: _decide(args) if decided else _publish(args))


def _publish(args: argparse.Namespace) -> int:
    root = _whole_checkout()
    unreachable = _fetch(root)
    try:
        reading = in_background(partial(read_whole, root))
        main = main_on_origin(root)
        view, ledger = main.view, reading()
    except GitFailed as failure:
        print_words(
            f"GitHubから main と配信の記録を読めません({why(unreachable or failure)})。次の実行でもう一度確かめます。",
            file=sys.stderr,
        )
        print_words(_report((), args))
        return 1
    results: list[Result] = []
    if spoken_of(view, ledger.posts, environment.now()):
        try:
            results, ledger = _outcomes(root, main, ledger, unreachable, args.plan)
        except UsageError as lacking:
            if not args.plan:
                from scripts.publishing.notices import tell_lacking

                tell_lacking(str(lacking), main)
            raise
    print_words(_report(results, args), flush=True)
    keep_for_maintainers(*technical(results))
    if not args.plan and (results or environment.summary_file()):
        from scripts.publishing.notices import tell

        tell(results, ledger.posts, main)
    if unreachable and not results:
        print_words(
            f"GitHubから読めません({why(unreachable)})。次の実行でもう一度確かめます。", file=sys.stderr
        )
    return 1 if unreachable or any(result.needs_a_person for result in results) else 0


def _outcomes(
    root: Path, main: Main, ledger: Ledger, unreachable: GitFailed | None, plan: bool
) -> tuple[list[Result], Ledger]:
    """How every post that is due ended, or would end; and the ledger afterwards."""
    from scripts.publishing.origin import Origin
    from scripts.publishing.sender import Sender  # loads the rules and the SDK: only when a post is due

    sender = Sender(Origin(root, main, ledger, environment.now))
    act: Callable[[str], Result | None] = sender.foresee if plan else sender.deliver
    if unreachable:
        act = partial(sender.result, end=stop("evidence_unavailable", unreachable))
    results = []
    for post_id in sender.origin.due:
        show_progress(f"{post_id} を確かめています。")
        results.append(sender.isolate_errors(act, post_id))
    return [result for result in results if result], sender.origin.ledger


def _fetch(root: Path) -> GitFailed | None:
    """Why origin cannot be read, or nothing."""
    try:
        fetch(root)
    except GitFailed as failure:
        return failure
    return None


def _report(results: Sequence[Result], args: argparse.Namespace) -> str:
    return as_json(results) if args.format == "json" else as_text(results, args.plan)


def _decide(args: argparse.Namespace) -> int:
    """Write down what a person decided; of a post that may have arrived, say what LINE itself counted."""
    from scripts.effects.line.client import LineClient
    from scripts.publishing.decisions import check_decidable, counts_of, read_decision, write_decision
    from scripts.publishing.notices import tell_decided, tell_on_the_page, tell_stopped

    root, now = _whole_checkout(), environment.now()
    event, post_id = ("settled", args.settle) if args.settle is not None else ("stopped", args.stop)
    try:
        fetch(root)
        main, ledger = main_on_origin(root), read_whole(root)
        decision = read_decision(main, post_id, event, args.note, args.by, now.date())
        attempt = check_decidable(main, ledger, decision, now)
        state = state_of(ledger.of(post_id))
        if state == "uncertain":
            line = LineClient(environment.line_endpoint(), environment.line_channel())
            print_words("\n".join(counts_of(line, attempt, now.date())))
        write_decision(main, ledger, decision, now)
    except GitFailed as failure:
        print_words(
            f"配信の記録を読み書きできません。時間をおいてやり直してください。({why(failure)})",
            file=sys.stderr,
        )
        return 1
    if event == "settled":
        tell_on_the_page(f"{post_id} は届いていた、と記録しました。もう配信されません。")
    else:
        tell_on_the_page(f"{post_id} を止めました。" + (STOPPED_MIDWAY if state == "claimed" else STOPPED))
        tell_stopped(main, decision, state)
    if state != "claimed":
        tell_decided(post_id)
    return 0


def _whole_checkout() -> Path:
    """The checkout, if it holds the whole history; what a shallow one does not know it would take for new."""
    root = checkout_root()
    if is_shallow(root):
        raise UsageError(
            "履歴の一部しかないチェックアウトです(shallow)。すべての履歴を取り直してください(git fetch --unshallow)。"
        )
    if is_filtered(root):
        raise UsageError(
            "一部のファイルがないチェックアウトです(filter)。--filter を付けずに、もう一度 git clone してください。"
        )
    return root


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m scripts.publish", description="承認された投稿を、LINEで一度だけ配信します。"
    )
    parser.add_argument(
        "--plan", action="store_true", help="何をするかだけを表示し、何も送らず、何も書きません"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="表示の形")
    decisions = parser.add_mutually_exclusive_group()
    decisions.add_argument(
        "--settle", metavar="POST_ID", help="届いたか分からない投稿が、届いていたことを記録します"
    )
    decisions.add_argument("--stop", metavar="POST_ID", help="この投稿を止めます")
    parser.add_argument("--note", metavar="TEXT", default="", help="判断の理由")
    parser.add_argument("--by", metavar="ID", default="", help="判断した人の名簿のid(見本の環境だけ)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
