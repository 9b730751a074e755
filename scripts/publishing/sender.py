"""Carries one post to rest: the next step, do it, write it down, until it is sent or something stops it."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from scripts.delivery.ledger import Entry, IllegalEvent, fold, latest_claim
from scripts.delivery.next_step import Ask, Consider, Expire, Rest, at_rest, next_step
from scripts.delivery.outcome import Result
from scripts.delivery.reasons import Stop, stop
from scripts.delivery.reconcile import conflict_with_main
from scripts.effects.git.commands import GitFailed
from scripts.effects.git.ledger_branch import Ledger, NotTaken, append, fetch, read_whole
from scripts.effects.git.main_branch import Main, main_on_origin
from scripts.effects.line.client import LineClient, LineUnavailable
from scripts.effects.local.cli import UsageError
from scripts.publishing.first_send import FirstSend

_RACES = 30  # in one run; more means that something writes without end
_PAUSES = (2.0, 10.0)  # seconds before the second and the third try


@dataclass
class Sender:
    """One run. `main` and `ledger` are what it last read; everything else is decided from them each time."""

    root: Path
    run: str
    clock: Callable[[], datetime]
    sleep: Callable[[float], None]
    first_send: FirstSend
    main: Main
    ledger: Ledger
    own_keys: set[str] = field(default_factory=set)
    tried: Counter[str] = field(default_factory=Counter)
    races: int = 0

    @property
    def line(self) -> LineClient:
        """The conversation with LINE."""
        return self.first_send.line

    def safely(self, do: Callable[[str], Result], post_id: str) -> Result:
        """A post at which the program itself fails is held by name; the others still have their turn."""
        try:
            return do(post_id)
        except UsageError:
            raise
        except Exception as error:
            return self.result(post_id, stop("program_error", error=f"{type(error).__name__}: {error}"))

    def carry(self, post_id: str) -> Result:
        """Bring the post to rest, or say why not."""
        while True:
            step = self.step(post_id)
            if isinstance(step, Rest | Stop):
                return self.result(post_id, step)
            done = self.do(post_id, step)
            stopped = done if isinstance(done, Stop) else self.record(post_id, done)
            if stopped:
                return self.result(post_id, stopped)
            # What has become of its folder since is the next run's matter.
            if rest := at_rest(self.ledger.of(post_id)):
                return self.result(post_id, rest)

    def foresee(self, post_id: str) -> Result:
        """What `carry` would do, with nothing sent and nothing written."""
        step = self.step(post_id)
        if isinstance(step, Consider):
            found = self.first_send.consider(post_id, self.main, self.ledger)
            foreseen = self.result(post_id, found if isinstance(found, Stop) else Rest(None))
            if isinstance(found, Entry):  # the posts after it would have to wait for this one
                self.ledger = self.ledger.with_line(post_id, found)
            return foreseen
        if isinstance(step, Expire):
            return self.result(post_id, stop("unknown_delivery"))
        return self.result(post_id, Rest(None) if isinstance(step, Ask) else step)

    def step(self, post_id: str) -> Rest | Consider | Ask | Expire | Stop:
        """What comes next for the post, as `main`, the ledger and the clock say."""
        lines = self.ledger.of(post_id)
        found = conflict_with_main(post_id, self.main.view, lines)
        paused = self.first_send.paused(self.main)
        return found or next_step(lines, self.clock(), self.own_keys, self.tried[post_id], paused)

    def do(self, post_id: str, step: Consider | Ask | Expire) -> Entry | Stop:
        """Do the step; the line that it leaves in the ledger."""
        if isinstance(step, Expire):
            return Entry("expired", self.clock(), self.run)
        if isinstance(step, Ask):
            return self.ask(post_id, step.claim)
        claim = self.first_send.consider(post_id, self.main, self.ledger)
        if isinstance(claim, Entry):
            self.own_keys.add(claim.carries["retry_key"])
        return claim

    def ask(self, post_id: str, claim: Entry) -> Entry | Stop:
        """One try to broadcast under the claim's key, with exactly the claimed bytes."""
        not_ours = claim.carries["retry_key"] not in self.own_keys and not self.tried[post_id]
        if not_ours and (stopped := self.first_send.unapproved(post_id, self.main, claim)):
            return stopped
        body = self.first_send.claimed_body(post_id, self.main, claim)
        if isinstance(body, Stop):
            return body
        if self.tried[post_id]:
            self.sleep(_PAUSES[self.tried[post_id] - 1])
        self.tried[post_id] += 1
        key = claim.carries["retry_key"]
        answer = self.line.broadcast(body, key)
        if answer.meaning == "token":
            try:
                self.line.draw_token()
            except LineUnavailable as silent:
                return stop("line_unavailable", what=silent.what, error=silent.error)
            answer = self.line.broadcast(body, key)
        if answer.meaning == "accepted":
            return Entry("accepted", self.clock(), self.run, {"request_id": answer.request_id})
        if answer.meaning == "refused":
            carried = {"status": answer.status, "message": answer.message}
            return Entry("refused", self.clock(), self.run, carried)
        if answer.meaning == "unanswered":
            return Entry("unanswered", self.clock(), self.run, {"error": answer.message})
        return stop("token_refused" if answer.meaning == "token" else "rate_limited")

    def record(self, post_id: str, line: Entry) -> Stop | None:
        """Push the line. If somebody else was first, read again; what no longer fits is thought over again."""
        while True:
            written = append(self.root, self.ledger, post_id, line)
            if isinstance(written, Ledger):
                self.ledger = written
                return None
            before = latest_claim(self.ledger.of(post_id))
            if error := written.why if isinstance(written, NotTaken) else self.read_again():
                return stop("not_recorded" if line.event == "accepted" else "ledger_unwritable", error=error)
            if line.event == "claimed" or not self._still_fits(post_id, before, line):
                return None

    def read_again(self) -> str:
        """`main` and the ledger as origin has them now; git's complaint where they cannot be had."""
        self.races += 1
        if self.races > _RACES:
            return "the branch keeps moving"
        try:
            fetch(self.root)
            self.main, self.ledger = main_on_origin(self.root), read_whole(self.root)
        except GitFailed as failure:
            return str(failure)
        return ""

    def _still_fits(self, post_id: str, before: Entry | None, line: Entry) -> bool:
        lines = self.ledger.of(post_id)
        try:
            fold([*lines, line])
        except IllegalEvent:
            return False
        return latest_claim(lines) == before

    def result(self, post_id: str, end: Rest | Stop) -> Result:
        """How the post stands now."""
        claim = latest_claim(self.ledger.of(post_id))
        retry_key = claim.carries["retry_key"] if claim else None
        if isinstance(end, Rest):
            return Result(post_id, "sent", (), retry_key, end.request_id)
        return Result(post_id, end.outcome, end.reasons, retry_key)
