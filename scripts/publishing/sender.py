"""Bring each post to its end: plan the next step, perform it, record it, until it is sent or something stops it.

What `--plan` prints is the first of those steps, the same value that is performed otherwise.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path

from scripts.content.places import POST_FILE
from scripts.delivery.ledger import Entry, IllegalEvent, fold, latest_claim
from scripts.delivery.next_step import (
    Ask,
    Broadcast,
    Claim,
    Consider,
    Expire,
    Rest,
    expected,
    is_final,
    next_step,
)
from scripts.delivery.outcome import Result
from scripts.delivery.reasons import Stop, stop
from scripts.delivery.reconcile import conflict_with_main, originals_first
from scripts.effects.content.load import post_in
from scripts.effects.git.commands import GitFailed
from scripts.effects.git.ledger_branch import Ledger, append_if_unmoved
from scripts.effects.git.main_branch import Main, main_on_origin
from scripts.effects.line.client import LineClient, LineUnavailable
from scripts.effects.local import environment
from scripts.effects.local.cli import UsageError
from scripts.publishing.claim import claimed_body, prepare_claim
from scripts.publishing.judging import Ready, check_before_line, paused, unapproved_claim

_STEPS = 60  # for one post in one run; more means that something writes to the ledger without end
_PAUSES = (2.0, 10.0)  # seconds before the second and the third try


def sleep(seconds: float) -> None:
    """Wait between two tries; where the clock stands, nobody waits."""
    if not environment.rehearsing():
        time.sleep(seconds)


@dataclass
class Sender:
    """One run. `main` and `ledger` are what it last read; everything else is decided from them each time."""

    root: Path
    main: Main
    ledger: Ledger
    run: str = field(default_factory=environment.run_url)
    clock: Callable[[], datetime] = environment.now
    own_keys: set[str] = field(default_factory=set)
    tried: Counter[str] = field(default_factory=Counter)

    @cached_property
    def line(self) -> LineClient:
        """LINE's API; its settings are needed from here on."""
        return LineClient(environment.line_endpoint(), environment.line_channel())

    def in_order(self, post_ids: Iterable[str]) -> list[str]:
        """The posts as they are delivered: a correction after the post that it corrects."""
        folders = self.main.view.survey.folders
        due = sorted(post_ids)
        posts = [
            post_in(self.main.tree, f"{folders[name][0]}/{POST_FILE}") for name in due if name in folders
        ]
        return originals_first(due, {post.post_id: post.corrects for post in posts if post and post.corrects})

    def isolate_errors(self, act: Callable[[str], Result], post_id: str) -> Result:
        """A post at which the program itself fails is held by name; the others still have their turn."""
        try:
            return act(post_id)
        except UsageError:
            raise
        except Exception as error:
            return self.result(post_id, stop("program_error", error=f"{type(error).__name__}: {error}"))

    def deliver(self, post_id: str) -> Result:
        """Perform step after step until the post is sent or something stops it."""
        for _ in range(_STEPS):
            step = self.plan(post_id)
            if isinstance(step, Rest | Stop):
                return self.result(post_id, step)
            entry = self.perform(post_id, step)
            stopped = entry if isinstance(entry, Stop) else self.record(post_id, entry)
            if stopped:
                return self.result(post_id, stopped)
            # What has become of its folder since is the next run's matter.
            if final := is_final(self.ledger.of(post_id)):
                return self.result(post_id, final)
        return self.result(post_id, stop("ledger_unwritable", error="the branch keeps moving"))

    def foresee(self, post_id: str) -> Result:
        """Plan only: what `deliver` would come to if LINE takes it. The posts after it see it as sent."""
        step = self.plan(post_id)
        if isinstance(step, Rest | Stop):
            return self.result(post_id, step)
        for entry in expected(step, self.clock(), self.run):
            self.ledger = self.ledger.with_line(post_id, entry)
        return self.result(post_id, is_final(self.ledger.of(post_id)) or stop("unknown_delivery"))

    def plan(self, post_id: str) -> Rest | Claim | Broadcast | Expire | Stop:
        """The next step with everything that it takes; nothing is sent, nothing is written."""
        step = self.next_step(post_id)
        if isinstance(step, Ask):
            return self._plan_broadcast(post_id, step.claim)
        if not isinstance(step, Consider):
            return step
        ready = check_before_line(post_id, self.main, self.ledger.posts, self.clock())
        if not isinstance(ready, Ready):
            return ready
        claim = prepare_claim(ready, self.main, self.ledger.posts, self.line, self.clock(), self.run)
        return claim if isinstance(claim, Stop) else Claim(claim)

    def next_step(self, post_id: str) -> Rest | Consider | Ask | Expire | Stop:
        """What comes next for the post, as `main`, the ledger and the clock say."""
        lines = self.ledger.of(post_id)
        conflict = conflict_with_main(post_id, self.main.view, lines)
        return conflict or next_step(
            lines, self.clock(), self.own_keys, self.tried[post_id], paused(self.main)
        )

    def _plan_broadcast(self, post_id: str, claim: Entry) -> Broadcast | Stop:
        """A try under the claim's key, with exactly the claimed bytes."""
        not_ours = claim.carries["retry_key"] not in self.own_keys and not self.tried[post_id]
        if not_ours and (stopped := unapproved_claim(post_id, self.main, claim, self.clock())):
            return stopped
        body = claimed_body(post_id, self.main, claim, self.line)
        return body if isinstance(body, Stop) else Broadcast(claim, body)

    def perform(self, post_id: str, step: Claim | Broadcast | Expire) -> Entry | Stop:
        """Do the step; the line that it leaves in the ledger."""
        if isinstance(step, Expire):
            return Entry("expired", self.clock(), self.run)
        if isinstance(step, Broadcast):
            return self.broadcast(post_id, step)
        self.own_keys.add(step.entry.carries["retry_key"])
        return step.entry

    def broadcast(self, post_id: str, step: Broadcast) -> Entry | Stop:
        """One try to broadcast; a token that LINE no longer takes is drawn anew once."""
        if self.tried[post_id]:
            sleep(_PAUSES[self.tried[post_id] - 1])
        self.tried[post_id] += 1
        key = step.claim.carries["retry_key"]
        answer = self.line.broadcast(step.body, key)
        if answer.meaning == "token":
            try:
                self.line.draw_token()
            except LineUnavailable as silent:
                return stop("line_unavailable", what=silent.what, error=silent.error)
            answer = self.line.broadcast(step.body, key)
        if answer.meaning == "accepted":
            return Entry("accepted", self.clock(), self.run, {"request_id": answer.request_id})
        if answer.meaning == "refused":
            carried = {"status": answer.status, "message": answer.message}
            return Entry("refused", self.clock(), self.run, carried)
        if answer.meaning == "unanswered":
            return Entry("unanswered", self.clock(), self.run, {"error": answer.message})
        return stop("token_refused" if answer.meaning == "token" else "rate_limited")

    def record(self, post_id: str, entry: Entry) -> Stop | None:
        """Push the line. If somebody else was first, what no longer fits is dropped, and the post planned again."""
        before = latest_claim(self.ledger.of(post_id))

        def still_fits(ledger: Ledger) -> bool:
            lines = ledger.of(post_id)
            try:
                fold([*lines, entry])
            except IllegalEvent:
                return False
            return entry.event != "claimed" and latest_claim(lines) == before

        try:
            self.ledger = append_if_unmoved(self.root, self.ledger, post_id, entry, still_fits)
            main = main_on_origin(self.root)
            self.main = self.main if self.main == main else main  # what was read of it is kept
        except GitFailed as failure:
            return stop("not_recorded" if entry.event == "accepted" else "ledger_unwritable", error=failure)
        return None

    def result(self, post_id: str, end: Rest | Stop) -> Result:
        """How the post stands now."""
        claim = latest_claim(self.ledger.of(post_id))
        retry_key = claim.carries["retry_key"] if claim else None
        if isinstance(end, Rest):
            return Result(post_id, "sent", (), retry_key, end.request_id)
        return Result(post_id, end.outcome, end.reasons, retry_key)
