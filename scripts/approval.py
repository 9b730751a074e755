"""Whom do I ask? The judge of approvals, asked about a pull request that is still open.

Run on the default branch's code. Of the pull request only git objects are fetched; nothing of it is executed or
trusted. It asks the people whose approval is missing for their review. With `--status` it also sets the required
commit status `approval` on the head commit: a commit status, because a later one replaces an earlier one, while
the jobs of a push and of a review are two checks of which the red one would stay.

Without a number every open pull request is judged, each in a process of its own: whatever one holds costs it alone.

The token needs: contents read, pull-requests write (asks for reviews), statuses write (with `--status`).
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

from scripts.approvals.github_record import PullRequest, Unavailable
from scripts.effects.git.commands import checkout_root
from scripts.effects.github.api import Api
from scripts.effects.github.merge_result import require_merge_tree
from scripts.effects.github.proposal import find_pull_request, open_pull_requests, take_proposal, unreadable
from scripts.effects.github.writes import ask_for_reviews, set_status
from scripts.effects.local import environment
from scripts.effects.local.cli import UsageError, print_words, run, why
from scripts.pull_requests.proposal import Proposal, Refusal, judge_proposal, refused_unread, whom_to_ask
from scripts.pull_requests.report import (
    as_json,
    as_text,
    refusal_as_json,
    refusal_as_text,
    status_of,
    status_of_refusal,
)

_PATIENCE = (10, 60)  # seconds for one pull request: first for all, then for those that had no answer


def main(argv: list[str] | None = None) -> int:
    """0 enough approvals, 1 not or not to be known, 2 a wrong question."""
    args = _parser().parse_args(argv)
    return run(lambda: _approval(args))


def _approval(args: argparse.Namespace) -> int:
    root, api = checkout_root(), Api(environment.github())
    require_merge_tree(root)
    if args.number is None and not args.status:
        raise UsageError("プルリクエストの番号を付けてください。例: python -m scripts.approval 12")
    pulls = open_pull_requests(api)
    if args.number is not None:
        return _one(args, api, root, pulls)
    if isinstance(pulls, Unavailable):
        print_words(f"開いているプルリクエストを読めませんでした({pulls.what})。", file=sys.stderr)
        return 1
    return _sweep(api, pulls)


def _sweep(api: Api, pulls: list[PullRequest]) -> int:
    """Judge each open pull request by itself; those that took too long once more at the end."""
    head, failed = environment.head_sha(), False
    waiting = []
    for pull in pulls:
        if head not in ("", pull.head):
            continue
        refusal = refused_unread(pull, pulls)
        if refusal and not refusal.head:
            print_words(refusal_as_text(refusal))  # a fork, or another base: its commit is not ours to mark
        else:
            waiting.append(pull)
    for seconds in _PATIENCE:
        codes = {pull: _alone(api, pull, seconds) for pull in waiting}
        failed = failed or 1 in codes.values()
        waiting = [pull for pull, code in codes.items() if code is None]
    return int(failed or bool(waiting))


def _alone(api: Api, pull: PullRequest, seconds: float) -> int | None:
    """The exit code of this command for one pull request (2: closed meanwhile); None where it did not come to an end."""
    command = [sys.executable, "-m", "scripts.approval", "--status", str(pull.number)]
    program = os.pathsep.join([str(Path(__file__).parents[1]), os.environ.get("PYTHONPATH", "")])
    sys.stdout.flush()
    try:
        done = subprocess.run(
            command,
            env={**os.environ, "PYTHONPATH": program},
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        done = None
    if done and done.returncode in (0, 1, 2):
        # The same command printed it, words of others already without orders, its own (a folded heading) among them.
        print(done.stdout.decode("utf-8", "replace"), end="")
        print(done.stderr.decode("utf-8", "replace"), end="", file=sys.stderr)
        return done.returncode
    refusal = unreadable(pull.number, Unavailable(f"中身を{seconds}秒のうちに読み終えられません"), pull.head)
    print_words(refusal_as_text(refusal))
    _mark(api, pull.head, *status_of_refusal(refusal))
    return None


def _one(args: argparse.Namespace, api: Api, root: Path, pulls: list[PullRequest] | Unavailable) -> int:
    listed = pulls if isinstance(pulls, list) else []
    pull = next((pull for pull in listed if pull.number == args.number), None)
    chosen = pulls if isinstance(pulls, Unavailable) else pull or find_pull_request(api, args.number)
    if isinstance(chosen, Unavailable):
        return _tell(args, api, unreadable(args.number, chosen))
    if not chosen.open:
        raise UsageError(f"プルリクエスト#{args.number}は、もう開いていません。")
    try:
        return _tell(args, api, take_proposal(api, root, chosen, listed, environment.now()))
    except Exception as failure:  # whatever it holds is a hold, and never a traceback
        held = Unavailable(f"中身を読めません: {why(failure)}")
        return _tell(args, api, unreadable(chosen.number, held, chosen.head))


def _tell(args: argparse.Namespace, api: Api, proposal: Proposal | Refusal) -> int:
    if isinstance(proposal, Refusal):
        print_words(refusal_as_json(proposal) if args.format == "json" else refusal_as_text(proposal))
        if not (args.status and proposal.head):
            return 1
        return int(not _mark(api, proposal.head, *status_of_refusal(proposal)))
    verdict = judge_proposal(proposal)
    print_words(as_json(proposal, verdict) if args.format == "json" else as_text(proposal, verdict))
    for trouble in ask_for_reviews(api, proposal.number, whom_to_ask(proposal)):
        print_words(trouble, file=sys.stderr)
    if not args.status:
        return int(verdict.outcome != "approved")
    return int(not _mark(api, proposal.head, *status_of(proposal, verdict)))


def _mark(api: Api, head: str, state: str, description: str) -> bool:
    """Set the status; False, and a sentence, where GitHub refuses it."""
    troubles = set_status(api, "approval", head, state, description, environment.run_url())
    for trouble in troubles:
        print_words(trouble, file=sys.stderr)
    return not troubles


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m scripts.approval",
        description="プルリクエストに要る承認と、だれに頼めばよいかを答え、足りない承認をGitHubで依頼します。",
        epilog="終了コード: 0 承認がそろっている、1 足りないか確かめられない、2 使い方の間違い。"
        "--status のときは、0 しるしを付けた、1 付けられなかった。",
    )
    parser.add_argument("number", nargs="?", type=int, metavar="PR", help="プルリクエストの番号")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="答えの形")
    parser.add_argument(
        "--status",
        action="store_true",
        help="必須のしるし approval を付ける。番号がなければ、HEAD_SHA を先頭とする(それもなければ、すべての)"
        "開いているプルリクエストに付ける",
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
