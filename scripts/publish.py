"""`publish`: carry every approved post that is due to LINE, exactly once, and say of every other why not."""

import argparse
import sys
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from scripts.delivery.outcome import Result, as_json, as_text
from scripts.delivery.reasons import stop
from scripts.delivery.reconcile import spoken_of
from scripts.effects.git.commands import GitFailed, checkout_root
from scripts.effects.git.ledger_branch import fetch, read_whole
from scripts.effects.git.main_branch import main_on_origin
from scripts.effects.git.unchanged import nothing_moved, remember
from scripts.effects.local import environment
from scripts.effects.local.cli import UsageError, run
from scripts.effects.local.parallel import in_background
from scripts.effects.local.progress import show_progress


def main(argv: list[str] | None = None) -> int:
    """Run the verb."""
    asked = _arguments(argv)
    if asked.settle or asked.reopen:
        return run(lambda: settle(checkout_root(), asked))
    return run(lambda: publish(checkout_root(), asked.plan, asked.format))


def publish(root: Path, plan: bool, form: str) -> int:
    """Read origin, carry each post that is not at rest, print what became of it."""
    unreachable = _fetch(root)
    if not unreachable and nothing_moved(root, environment.channel_secret()):
        return _tell_nothing(form, plan)
    try:
        reading = in_background(partial(read_whole, root))
        main = main_on_origin(root)
        view, ledger = main.view, reading()
    except GitFailed as failure:
        print(f"{unreachable or failure}", file=sys.stderr)
        print(_say([], form, plan))
        return 1
    waiting = spoken_of(view, ledger.posts)
    if not (waiting or unreachable):
        if not plan:
            remember(root, main.commit, ledger.commit, environment.channel_secret())
        return _tell_nothing(form, plan)

    from scripts.publishing.compose import sender_of  # loads the rules, the SDK: only when a post is due

    sender = sender_of(root, main, ledger)
    do: Callable[[str], Result] = sender.foresee if plan else sender.carry
    if unreachable:
        held = stop("evidence_unavailable", error=unreachable)
        do = partial(sender.result, end=held)
    results = []
    for post_id in waiting:
        show_progress(f"{post_id} を確かめています。")
        results.append(sender.safely(do, post_id))

    print(_say(results, form, plan), flush=True)
    if not plan:
        from scripts.publishing.notices import tell

        tell(results, sender.ledger.posts)
    return 1 if unreachable or any(result.needs_a_person for result in results) else 0


def _tell_nothing(form: str, plan: bool) -> int:
    print(_say([], form, plan), flush=True)
    if not plan and environment.summary_file():  # all that is left to tell is told there
        from scripts.publishing.notices import tell

        tell([], {})
    return 0


def settle(root: Path, asked: argparse.Namespace) -> int:
    """Write down what a person decided, beside what LINE counted."""
    from scripts.effects.content.load import roster_in
    from scripts.effects.line.client import LineClient
    from scripts.publishing.decisions import counts_of, decidable, decide, decision, in_office
    from scripts.publishing.notices import tell_decided

    event, post_id = ("settled", asked.settle) if asked.settle else ("reopened", asked.reopen)
    if not (asked.by and asked.note) or (event == "settled") != bool(asked.found):
        raise UsageError("--settle には --found と --by と --note、--reopen には --by と --note が必要です。")
    now = environment.now()
    try:
        fetch(root)
        ledger = read_whole(root)
        attempt = decidable(ledger, post_id, event)
        in_office(roster_in(main_on_origin(root).tree), asked.by, now.date())
        line = LineClient(environment.line_endpoint(), environment.line_channel())
        print("\n".join(counts_of(line, attempt, now.date())))
        decide(
            root,
            ledger,
            post_id,
            decision(event, now, environment.run_url(), asked.by, asked.note, asked.found),
        )
    except GitFailed as failure:
        print(f"配信の記録を読み書きできません。時間をおいてやり直してください。({failure})", file=sys.stderr)
        return 1
    print(f"{post_id} の判断を記録しました。")
    tell_decided(post_id)
    return 0


def _fetch(root: Path) -> str:
    """Git's complaint when origin cannot be read, or nothing."""
    try:
        fetch(root)
    except GitFailed as failure:
        return str(failure)
    return ""


def _say(results: Iterable[Result], form: str, plan: bool) -> str:
    return as_json(results) if form == "json" else as_text(results, plan)


def _arguments(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser("publish", description="承認された投稿を、LINEで一度だけ配信します。")
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
    return parser.parse_args(argv)


if __name__ == "__main__":
    sys.exit(main())
