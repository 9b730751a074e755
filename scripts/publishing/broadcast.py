"""One try to broadcast, what LINE's answer becomes, and the record of a yes, which nothing takes back."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from scripts.delivery.entry import Entry
from scripts.delivery.next_step import Broadcast, Rest
from scripts.delivery.reasons import Stop, stop
from scripts.effects.git.commands import GitFailed
from scripts.effects.git.ledger_branch import Ledger, append_if_unmoved
from scripts.effects.line.client import LineClient
from scripts.effects.line.preflight import unavailable
from scripts.effects.line.unavailable import LineUnavailable
from scripts.effects.local import environment
from scripts.publishing.origin import Origin

_PAUSES = (0.0, 2.0, 10.0)  # seconds before each try
_RECORDED_IN = 3  # tries to write down what LINE has accepted


@dataclass(frozen=True)
class Accepted:
    """LINE has the broadcast. `unexpected`: it had the key before anybody here asked under it."""

    entry: Entry
    unexpected: bool


def pause(tried: int) -> None:
    """Wait before the next try; where the clock stands, nobody waits."""
    if not environment.rehearsing():
        time.sleep(_PAUSES[min(tried, len(_PAUSES) - 1)])


def broadcast_once(
    line: LineClient, step: Broadcast, clock: Callable[[], datetime], run: str
) -> Entry | Accepted | Stop:
    """One try; a token that LINE no longer takes is drawn anew once."""
    key = step.claim.carries["retry_key"]
    answer = line.broadcast(step.body, key)
    if answer.meaning == "token":
        try:
            line.draw_token()
        except LineUnavailable as silent:
            return unavailable(silent)
        answer = line.broadcast(step.body, key)
    if answer.meaning == "accepted":
        carried = {"request_id": answer.request_id, "retry_key": key}
        return Accepted(Entry("accepted", clock(), run, carried), step.first and answer.status == 409)
    if answer.meaning == "refused":
        refusal = {"status": answer.status, "message": answer.message, "first": step.first}
        return Entry("refused", clock(), run, refusal)
    if answer.meaning == "unanswered":
        return Entry("unanswered", clock(), run, {"error": answer.message})
    return stop("token_refused" if answer.meaning == "token" else "rate_limited")


def record_accepted(origin: Origin, post_id: str, accepted: Accepted) -> Rest | Stop:
    """Write LINE's yes into the ledger, whatever the ledger says by now; the next run repairs what fails here."""
    entry = accepted.entry
    request_id, key = entry.carries["request_id"], entry.carries["retry_key"]

    def missing(ledger: Ledger) -> bool:
        recorded = [line.carries.get("retry_key") for line in ledger.of(post_id) if line.event == "accepted"]
        return key not in recorded

    failure: object = ""
    for tries in range(_RECORDED_IN):
        try:
            pause(tries)
            origin.ledger = append_if_unmoved(origin.root, origin.ledger, post_id, entry, missing)
            return Rest(request_id)
        except GitFailed as refused:
            failure = refused
    return stop("not_recorded", failure, request_id=request_id or "分かりません")
