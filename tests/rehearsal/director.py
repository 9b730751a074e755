"""Lets publishers run on a stage and kills, refuses, delays them at chosen effects, seen from outside alone.

An effect is a request that reaches GitHub, LINE or the public site, or a push that reaches origin.
"""

import socketserver
import threading
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import time, timedelta
from pathlib import Path

from scripts.content.account import Hours
from scripts.content.hours import first_open
from scripts.delivery.reconcile import state_of
from scripts.standins.line.line import BROADCAST
from tests.rehearsal.publishers import Ended, Publishers
from tests.rehearsal.stage import Stage, git

PUSH = "push"
_HOURS = Hours(time(8, 45), time(17, 30), weekdays_only=True)
HOOK = """#!/bin/bash
# Tells the rehearsal that a push is about to take effect, or has; the answer may be never, or no.
[ -n "$REHEARSAL_PORT" ] || exit 0
exec 3<>"/dev/tcp/127.0.0.1/$REHEARSAL_PORT" || exit 0
echo "$REHEARSAL_WHO {moment}" >&3
read -r answer <&3
[ "$answer" != no ]
"""


@dataclass(frozen=True)
class Kill:
    """SIGKILL at the nth effect of that name, before it takes effect or after; with git, or leaving git to go on."""

    effect: str
    nth: int
    moment: str
    alone: bool = False


@dataclass(frozen=True)
class Meddling:
    """Somebody else acts at the nth effect of that name, before it takes effect or after."""

    effect: str
    nth: int
    moment: str
    act: Callable[[Stage], object]


@dataclass
class Run:
    """One publisher at work, as the director follows it."""

    kill: Kill | None = None
    refused_pushes: frozenset[int] = frozenset()
    meddling: Meddling | None = None
    effects: list[str] = field(default_factory=list)
    pushes: int = 0


class Director:
    """Owns the publishers of a stage. One run at a time is followed by name; racers only meet at pushes."""

    def __init__(self, stage: Stage, racers: int = 1) -> None:
        self.stage = stage
        self.publishers = Publishers(stage.folder)
        self.racers = racers
        self.checkouts = [stage.checkout, *(self._clone(number) for number in range(1, racers))]
        self.runs: dict[str, Run] = {}
        self.ended: list[Ended] = []
        self.gate: threading.Barrier | None = None
        self._lock = threading.Lock()
        self._listener = _Listener(self)
        for name, moment in (("pre-receive", "before"), ("post-receive", "after")):
            hook = stage.origin / "hooks" / name
            hook.write_text(HOOK.replace("{moment}", moment))
            hook.chmod(0o755)
        stage.line.when_asked = lambda moment, asked: self._solo(moment, f"LINE {asked.path}")
        stage.pictures.when_asked = lambda moment, path: self._solo(moment, "site picture")
        stage.github.when_asked = lambda moment, asked: self._solo(
            moment, f"GitHub {asked.method} {asked.path}"
        )

    def _clone(self, number: int) -> Path:
        path = self.stage.folder / f"checkout-{number}"
        git(self.stage.folder, "clone", "-q", str(self.stage.origin), str(path))
        return path

    def close(self) -> None:
        self.publishers.close()
        self._listener.shutdown()
        self._listener.server_close()

    def fresh(self) -> None:
        """The stage as it was before anything was sent."""
        self.stage.as_before(*self.checkouts)
        self.ended.clear()

    # Running -----------------------------------------------------------------------------------------

    def run(
        self,
        *options: str,
        kill: Kill | None = None,
        refused_pushes: Iterable[int] = (),
        meddling: Meddling | None = None,
        broken: str = "",
        **settings: str,
    ) -> Ended:
        """One run of one publisher from start to end, or to its death."""
        run = Run(kill, frozenset(refused_pushes), meddling)
        self.runs = {"0": run}
        self.publishers.start("0", self.checkouts[0], self._environment("0", settings), options, broken)
        ended = self.publishers.end("0")
        self.ended.append(ended)
        self.effects = run.effects
        return ended

    def race(
        self, racers: int, broken: str = "", kill: Kill | None = None, patience: float = 5.0
    ) -> list[Ended]:
        """Several publishers at once, each on its own checkout; their first pushes arrive together.

        `patience` is for how many seconds a push waits for those of the others.
        """
        self.patience = patience
        self.gate = threading.Barrier(racers)
        names = [str(number) for number in range(racers)]
        self.runs = {who: Run(kill if who == "0" else None) for who in names}
        for who, checkout in zip(names, self.checkouts, strict=False):
            self.publishers.start(who, checkout, self._environment(who, {}), (), broken)
        ended = [self.publishers.end(who) for who in names]
        self.gate = None
        self.ended += ended
        return ended

    def _environment(self, who: str, settings: dict[str, str]) -> dict[str, str]:
        ours = {"REHEARSAL_PORT": str(self._listener.server_address[1]), "REHEARSAL_WHO": who}
        return {**self.stage.environment(), **ours, **settings}

    # What the publishers do, seen from outside ---------------------------------------------------------

    def _solo(self, moment: str, name: str) -> None:
        """A request; in a race nobody can tell whose it is, so only lone runs are followed."""
        if len(self.runs) == 1:
            self._effect("0", moment, name)

    def _effect(self, who: str, moment: str, name: str) -> None:
        """An effect is about to happen, or has."""
        with self._lock:
            run = self.runs[who]
            if moment == "before":
                run.effects.append(name)
            here = (name, run.effects.count(name), moment)
            due = run.kill and here == (run.kill.effect, run.kill.nth, run.kill.moment)
            if due:
                self.publishers.kill(who, run.kill.alone)
        if run.meddling and here == (run.meddling.effect, run.meddling.nth, run.meddling.moment):
            run.meddling.act(self.stage)
        if due and moment == "before" and name != PUSH:
            raise ConnectionAbortedError("killed before its request was out")

    def push(self, who: str, moment: str) -> str:
        """A push: the answer to the hook."""
        run = self.runs[who]
        if moment == "before":
            run.pushes += 1
            if self.gate and run.pushes == 1:
                self._meet()
        self._effect(who, moment, PUSH)
        return "no" if moment == "before" and run.pushes in run.refused_pushes else "go"

    def _meet(self) -> None:
        with suppress(threading.BrokenBarrierError):  # a racer had nothing to push
            self.gate.wait(timeout=self.patience)

    # The end -------------------------------------------------------------------------------------------

    def settle_down(self, broken: str = "", rounds: int = 4) -> Ended:
        """Nothing goes wrong any more: run every eleven minutes until everything rests or a person is needed."""
        self.stage.line.faults.clear()
        for _ in range(rounds):
            self.stage.now += timedelta(minutes=11)
            ended = self.run(broken=broken)
            if any("outside_hours" in post["reasons"] for post in ended.posts.values()):
                self.stage.now = first_open(_HOURS, self.stage.now)
                ended = self.run(broken=broken)
            if all(post["outcome"] not in ("waiting",) for post in ended.posts.values()) and ended.code in (
                0,
                1,
            ):
                again = self.run(broken=broken)
                if not again.posts or (again.posts.keys() == ended.posts.keys() != set() and again.code == 1):
                    return again
        return ended

    def judge(self, posts: Iterable[str], last: Ended) -> Counter[str]:
        """Deliveries too many, and posts of which neither LINE nor the last run knows: what must never be."""
        found: Counter[str] = Counter()
        delivered = Counter(sent.retry_key and _title(sent.messages) for sent in self.stage.line.deliveries)
        for post_id in posts:
            lines = self.stage.ledger(post_id)
            count = delivered[self.stage.titles[post_id]]
            found["duplicates"] += max(0, count - 1)
            state = state_of(lines)
            told = last.posts.get(post_id, {}).get("outcome") in ("held", "refused", "uncertain", "rejected")
            if state == "sent":
                found["lost"] += count == 0
            else:
                found["lost"] += not told
            found["unexplained"] += state == "unreadable"
        found["unexplained"] += self.surprises()
        found["crashed"] += sum(run.code not in (0, 1, -9) or "Traceback" in run.err for run in self.ended)
        return +found

    def surprises(self) -> int:
        """How often LINE knew a claim that the ledger did not."""
        reasons = [reason for run in self.ended for post in run.posts.values() for reason in post["reasons"]]
        return reasons.count("already_accepted")

    def asked(self) -> int:
        """How often LINE was asked to broadcast."""
        return sum(asked.path == BROADCAST for asked, _ in self.stage.line.requests)


def _title(messages: list[dict]) -> str:
    """What a message announces itself as."""
    first = messages[0]
    return str(first.get("altText") or messages[-1].get("text", "")).splitlines()[0]


class _Listener(socketserver.ThreadingTCPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, director: Director) -> None:
        class Ear(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                who, moment = self.rfile.readline().decode().split()
                self.wfile.write(f"{director.push(who, moment)}\n".encode())

        super().__init__(("127.0.0.1", 0), Ear)
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def handle_error(self, request: object, client_address: object) -> None:
        """A hook that was killed with its publisher is no error."""
