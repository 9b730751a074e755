"""Bring each post to its end: plan the next step, perform it, record it, until it is sent or something stops it.

A merge, a schedule or a click starts the workflow `publish.yml`, that `scripts/publish.py`, and that this. For each post that is due:

1. what `main` and the ledger say together, and the next step (`delivery/reconcile.py`, `delivery/next_step.py`)
2. the approval, today's rules, the pause, the window (`judging.py`)
3. whether the ledger can be believed (`trust/`)
4. LINE's account, each picture, LINE's own validation, quota and breaker (`claim.py`)
5. `main` and the ledger read once more, and the claim pushed (`origin.py`)
6. the broadcast under the claim's retry key, LINE's receipt pushed (`broadcast.py`), people told (`notices.py`)

What `--plan` prints is the first of those steps, the same value that is performed otherwise.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from scripts.delivery.entry import Entry
from scripts.delivery.ledger import latest_claim, state_of
from scripts.delivery.next_step import (
    KEY_TOO_OLD,
    Ask,
    Broadcast,
    Claim,
    Consider,
    Expire,
    Rest,
    expected,
    is_final,
    is_own,
    next_step,
)
from scripts.delivery.outcome import Result, people_meant
from scripts.delivery.reasons import Stop, stop
from scripts.delivery.reconcile import conflict_with_main
from scripts.effects.git.commands import GitFailed
from scripts.effects.line.client import LineClient
from scripts.effects.local import environment
from scripts.effects.local.cli import UsageError
from scripts.publishing.broadcast import Accepted, broadcast_once, pause, record_accepted
from scripts.publishing.claim import claimed_body, prepare_claim
from scripts.publishing.judging import Ready, check_before_line, paused
from scripts.publishing.origin import Origin
from scripts.publishing.people import people_of
from scripts.publishing.trust.branch import distrusted
from scripts.publishing.trust.claims import Claims

_STEPS = 60  # for one post in one run; more means that something writes to the branches without end


@dataclass
class Sender:
    """One run: `own` are the nonces of the claims that it wrote, `tried` how often it asked LINE about each post."""

    origin: Origin
    run: str = field(default_factory=environment.run_url)
    own: set[str] = field(default_factory=set)
    tried: Counter[str] = field(default_factory=Counter)

    def clock(self) -> datetime:
        """The time of everything that this run does."""
        return self.origin.clock()

    @cached_property
    def claims(self) -> Claims:
        """The claims under way, judged once more."""
        return Claims(self.origin)

    @cached_property
    def line(self) -> LineClient:
        """LINE's API; its settings are needed from here on."""
        return LineClient(environment.line_endpoint(), environment.line_channel())

    def isolate_errors(self, act: Callable[[str], Result | None], post_id: str) -> Result | None:
        """A post at which the program itself fails is held by name; the others still have their turn."""
        try:
            return act(post_id)
        except UsageError:
            raise
        except Exception as error:
            return self.result(post_id, stop("program_error", f"{type(error).__name__}: {error}"))

    def deliver(self, post_id: str) -> Result | None:
        """Perform step after step until the post is sent or something stops it; nothing of one that was withdrawn."""
        for _ in range(_STEPS):
            if not self.origin.is_spoken_of(post_id):
                return None
            step = self.plan(post_id)
            if isinstance(step, Rest | Stop):
                return self.result(post_id, step)
            if isinstance(step, Broadcast):
                pause(self.tried[post_id])
            try:
                if not _goes_on(step) and self.origin.read_again():
                    continue
            except GitFailed as failure:
                return self.result(post_id, stop("evidence_unavailable", failure))
            entry = self.perform(post_id, step)
            if isinstance(entry, Stop):
                return self.result(post_id, entry)
            if isinstance(entry, Accepted):  # what this run saw itself wins over whatever the ledger says
                return self.result(post_id, record_accepted(self.origin, post_id, entry), entry)
            try:
                self.origin.append(post_id, entry)
            except GitFailed as failure:
                return self.result(post_id, stop("ledger_unwritable", failure))
        return self.result(post_id, stop("ledger_unwritable", "the branches keep moving"))

    def foresee(self, post_id: str) -> Result:
        """Plan only: what `deliver` would come to if LINE takes it. The posts after it see it as sent."""
        step = self.plan(post_id)
        if isinstance(step, Rest | Stop):
            return self.result(post_id, step)
        for entry in expected(step, self.clock(), self.run):
            self.origin.ledger = self.origin.ledger.with_line(post_id, entry)
        final = is_final(self.origin.lines(post_id))
        return self.result(post_id, final or stop("unknown_delivery", why=KEY_TOO_OLD))

    def plan(self, post_id: str) -> Rest | Claim | Broadcast | Expire | Stop:
        """The next step with everything that it takes; nothing is sent, nothing is written."""
        step = self.next_step(post_id)
        if isinstance(step, Ask):
            return self._plan_broadcast(post_id, step.claim)
        if not isinstance(step, Consider):
            return step
        main, posts, now = self.origin.main, self.origin.ledger.posts, self.clock()
        ready = check_before_line(post_id, main, posts, now, step)
        if not isinstance(ready, Ready):
            return ready
        self.claims.note(post_id, ready.verdict)
        if stopped := distrusted(main.root, self.origin.ledger):
            return stopped
        posts = self.claims.countable(self.own)
        claim = prepare_claim(ready, main, posts, self.line, now, self.run)
        return claim if isinstance(claim, Stop) else Claim(claim)

    def next_step(self, post_id: str) -> Rest | Consider | Ask | Expire | Stop:
        """What comes next for the post, as `main`, the ledger and the clock say."""
        main, lines, now = self.origin.main, self.origin.lines(post_id), self.clock()
        conflict = conflict_with_main(post_id, main.view, lines, now, self.origin.forgotten(post_id))
        return conflict or next_step(lines, now, self.own, self.tried[post_id], paused(main))

    def _plan_broadcast(self, post_id: str, claim: Entry) -> Broadcast | Stop:
        """A try under the claim's key, with exactly the claimed bytes. All but our own first one is judged again."""
        main, own = self.origin.main, is_own(claim, self.own)
        first = own and not self.tried[post_id]
        stopped = None
        if not first:
            stopped = distrusted(main.root, self.origin.ledger) or self.claims.stopped(post_id, own)
        body = stopped or claimed_body(post_id, main, claim, self.line)
        return body if isinstance(body, Stop) else Broadcast(claim, body, first)

    def perform(self, post_id: str, step: Claim | Broadcast | Expire) -> Entry | Accepted | Stop:
        """Do the step; the line that it leaves in the ledger, or LINE's yes."""
        if isinstance(step, Expire):
            return Entry("expired", self.clock(), self.run)
        if isinstance(step, Broadcast):
            self.tried[post_id] += 1
            return broadcast_once(self.line, step, self.clock, self.run)
        self.own.add(step.entry.carries["nonce"])
        return step.entry

    def result(self, post_id: str, end: Rest | Stop, accepted: Accepted | None = None) -> Result:
        """How the post stands now."""
        lines = self.origin.lines(post_id)
        claim, midway = latest_claim(lines), state_of(lines) == "claimed"
        retry_key = claim.carries["retry_key"] if claim else None
        request_id = accepted.entry.carries["request_id"] if accepted else None
        pull_request = self.claims.pull_requests.get(post_id)
        if isinstance(end, Stop):
            people = people_of(self.origin.main, post_id, self.clock())
            meant = people_meant(" ".join(reason.message for reason in end.reasons), people)
            return Result(
                post_id, end.outcome, end.reasons, retry_key, request_id, pull_request, meant, midway
            )
        reasons = stop("already_accepted").reasons if accepted and accepted.unexpected else ()
        told_by = pull_request if accepted else None  # what another run has sent, that run says
        return Result(post_id, "sent", reasons, retry_key, end.request_id, told_by)


def _goes_on(step: Claim | Broadcast | Expire) -> bool:
    """False for a claim and a retry: what people merged or wrote meanwhile has to count before these."""
    return isinstance(step, Expire) or (isinstance(step, Broadcast) and step.first)
