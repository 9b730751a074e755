"""The program broken on purpose, each in one place: the rehearsal has to notice every one of them."""

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from scripts.delivery import next_step
from scripts.delivery.entry import Entry
from scripts.delivery.next_step import Broadcast, Claim
from scripts.effects.git import ledger_branch as store
from scripts.effects.line import answer as line_answer
from scripts.effects.line import client as line_api
from scripts.effects.line.answer import LineAnswer
from scripts.publishing import claim, origin, sender
from scripts.publishing.trust import claims


def fresh_key_per_try() -> None:
    real = line_api.LineClient.broadcast
    line_api.LineClient.broadcast = lambda self, body, key: real(self, body, str(uuid.uuid4()))


def same_nonce() -> None:
    """Two racing claims become one and the same commit, and both pushes 'succeed'."""
    claim.uuid = SimpleNamespace(
        uuid4=lambda: uuid.UUID(int=7), uuid5=uuid.uuid5, NAMESPACE_URL=uuid.NAMESPACE_URL
    )


def _claims_stay_at_home(real: Callable[..., Any]) -> Callable[..., Any]:
    """Claims are committed, and pushed only together with what follows."""

    def append(root: Any, ledger: store.Ledger, post_id: str, line: Entry) -> Any:
        if line.event != "claimed":
            return real(root, ledger, post_id, line)
        commit = store._commit(root, ledger.commit, post_id, line)
        return replace(ledger.with_line(post_id, line), commit=commit)

    return append


def claim_not_pushed() -> None:
    store.append = _claims_stay_at_home(store.append)


def record_after_sending() -> None:
    """LINE is asked before anything at all is written."""
    real, answers = sender.Sender.perform, {}

    def perform(self: sender.Sender, post_id: str, step: Any) -> Any:
        if isinstance(step, Claim):
            nonce = step.entry.carries["nonce"]
            self.own.add(nonce)
            answers[nonce] = real(self, post_id, self._plan_broadcast(post_id, step.entry))
            self.tried.clear()
        if isinstance(step, Broadcast) and (answer := answers.pop(step.claim.carries["nonce"], None)):
            return answer
        return real(self, post_id, step)

    sender.Sender.perform = perform


def no_expiry() -> None:
    next_step.KEY_LIVES = timedelta(days=3650)


def loser_sends_too() -> None:
    real = store.append

    def append(root: Any, ledger: store.Ledger, post_id: str, line: Entry) -> Any:
        written = real(root, ledger, post_id, line)
        if isinstance(written, store.Moved) and line.event == "claimed":
            return ledger.with_line(post_id, line)
        return written

    store.append = append


def any_200_is_accepted() -> None:
    real = line_answer.read_answer
    line_api.read_answer = lambda reply: (
        LineAnswer("accepted", None, 200) if reply.status == 200 else real(reply)
    )


def nobody_is_left_alone() -> None:
    next_step.LEFT_ALONE = timedelta(0)


def the_ledger_is_believed() -> None:
    origin.Origin.forgotten = lambda self, post_id: ""
    claims.ended_by = lambda lines: None


def main_is_read_once() -> None:
    origin.Origin.read_again = lambda self: False


BREAK: dict[str, Callable[[], None]] = {
    each.__name__: each
    for each in (
        fresh_key_per_try,
        same_nonce,
        record_after_sending,
        no_expiry,
        claim_not_pushed,
        loser_sends_too,
        any_200_is_accepted,
        nobody_is_left_alone,
        the_ledger_is_believed,
        main_is_read_once,
    )
}
