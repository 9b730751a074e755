"""Why a post did not go out: the reasons of the sender, each with its outcome and its sentence, made from one table.

The reasons of the approval come with their own sentences from the judge.
"""

from dataclasses import dataclass
from typing import Any

from scripts.approvals.verdict import Reason
from scripts.delivery.reason_table import REASONS, Outcome
from scripts.delivery.refusals import refusal
from scripts.text.causes import Failed, cause_in_words


@dataclass(frozen=True)
class Stop:
    """The post does not go further in this run, and why."""

    outcome: Outcome
    reasons: tuple[Reason, ...]


_MOST_LETTERS = 500  # of one detail in a sentence
_NEW_NAME = (
    "この投稿を配信するには、フォルダーを main から取り下げ、新しい名前(post_id)で出し直してください。"
)
LOOK_INTO = "確かめるまで、すべての配信を止めます。害がないと分かったら、その手順のとおりに再開します。"


def damaged(why: str, way_out: str = _NEW_NAME) -> Stop:
    """The stop of a post whose record cannot be trusted."""
    return stop("ledger_damaged", why=why, way_out=way_out)


_SENT_THEN = "次の定時の実行で配信します。配信しない日を除いて1日より長く止めた投稿は、日時を直して承認を受け直してから配信します。"
_ASKED_THEN = (
    "届いたかどうかを、次の定時の実行が同じ番号で確かめます。手で送り直さないでください。"
    "配信を始めてから23時間たっても分からないときは、確かめてほしいことを投稿者と承認者にお知らせします。"
)


def kept_by_pause(midway: bool) -> Stop:
    """The stop of a post that the switch keeps; of one midway nobody may read that it was not sent."""
    state = "この投稿は配信の途中で、もう届いているかもしれません。" if midway else ""
    return stop("paused", midway=state, then=_ASKED_THEN if midway else _SENT_THEN)


def refused(code: str, status: int, message: str) -> Stop:
    """The stop of a post that LINE does not take: what LINE said becomes what to change, and who changes it."""
    return stop(code, f"HTTP {status} {message}", **vars(refusal(status, message)))


def stop(code: str, cause: object = "", **details: Any) -> Stop:
    """The stop of that reason, its sentence filled in. What others wrote cannot break out of its line, nor fill pages.

    `cause`: what failed, as an exception or as a machine said it. People get it in Japanese, maintainers as it was.
    """
    row = REASONS[code]
    in_words = str(cause) if isinstance(cause, Failed) else cause_in_words(str(cause))
    shown = {name: _one_line(str(value)) for name, value in {**details, "cause": in_words}.items()}
    technical = str(getattr(cause, "technical", cause))[:_MOST_LETTERS]
    return Stop(row.outcome, (Reason(code, row.sentence.format(**shown), technical=technical),))


def _one_line(words: str) -> str:
    letters = "".join(letter if letter.isprintable() else " " for letter in words[:_MOST_LETTERS])
    return " ".join(letters.split())
