"""Whom do I ask? The judge of approvals, asked about a pull request that is still open.

Run on the default branch's code. Of the pull request only git objects are fetched; nothing of it is executed or
trusted. It asks the people whose approval is missing for their review. With `--status` it also sets the required
commit status `approval` on the head commit: a commit status, because a later one replaces an earlier one, while
the jobs of a push and of a review are two checks of which the red one would stay.

The token needs: contents read, pull-requests write (asks for reviews), statuses write (with `--status`).
"""

import argparse
import sys
from pathlib import Path

from scripts.approvals.github_record import Unavailable
from scripts.effects.git.commands import checkout_root
from scripts.effects.github.api import Api
from scripts.effects.github.proposal import take_proposal
from scripts.effects.github.writes import ask_for_reviews, open_numbers, set_status
from scripts.effects.local import environment
from scripts.effects.local.cli import UsageError, run
from scripts.pull_requests.proposal import judge_proposal, whom_to_ask
from scripts.pull_requests.report import as_json, as_text, missing_as_json, missing_as_text, status_of


def parser() -> argparse.ArgumentParser:
    """The command line."""
    asked = argparse.ArgumentParser(
        prog="python -m scripts.approval",
        description="プルリクエストに要る承認と、だれに頼めばよいかを答え、足りない承認をGitHubで依頼します。",
        epilog="終了コード: 0 承認がそろっている、1 足りないか確かめられない、2 使い方の間違い。"
        "--status のときは、0 しるしを付けた、1 付けられなかった。",
    )
    asked.add_argument("number", nargs="?", type=int, metavar="PR", help="プルリクエストの番号")
    asked.add_argument("--format", choices=("text", "json"), default="text", help="答えの形")
    asked.add_argument(
        "--status",
        action="store_true",
        help="必須のしるし approval を付ける。番号がなければ、HEAD_SHA を先頭とする(それもなければ、すべての)"
        "開いているプルリクエストに付ける",
    )
    return asked


def main(argv: list[str] | None = None) -> int:
    """0 enough approvals, 1 not or not to be known, 2 a wrong question."""
    return run(lambda: _run(parser().parse_args(argv)))


def _run(asked: argparse.Namespace) -> int:
    root, api = checkout_root(), Api(environment.github())
    if asked.number is None and not asked.status:
        raise UsageError("プルリクエストの番号を付けてください。例: python -m scripts.approval 12")
    if asked.number is not None:
        return _one(asked, api, root, asked.number)
    numbers = open_numbers(api, environment.head_sha())
    if isinstance(numbers, Unavailable):
        print(f"開いているプルリクエストを読めませんでした({numbers.what})。", file=sys.stderr)
        return 1
    return max((_one(asked, api, root, number) for number in numbers), default=0)


def _one(asked: argparse.Namespace, api: Api, root: Path, number: int) -> int:
    proposal = take_proposal(api, root, number, environment.now())
    if isinstance(proposal, Unavailable):
        print(
            missing_as_json(number, proposal) if asked.format == "json" else missing_as_text(number, proposal)
        )
        return 1
    if not proposal.is_open:
        raise UsageError(f"プルリクエスト#{number}は、もう開いていません。")
    verdict = judge_proposal(proposal)
    print(as_json(proposal, verdict) if asked.format == "json" else as_text(proposal, verdict))

    unasked = ask_for_reviews(api, number, whom_to_ask(proposal))
    unset = set_status(api, proposal.head, *status_of(verdict), environment.run_url()) if asked.status else []
    for trouble in unasked + unset:
        print(trouble, file=sys.stderr)
    return int(bool(unset) if asked.status else verdict.outcome != "approved")


if __name__ == "__main__":
    sys.exit(main())
