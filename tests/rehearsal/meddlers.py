"""Schedules in which somebody else acts in the middle of a run: a hostile writer of the ledger, and people on `main`."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial

from scripts.delivery.reconcile import state_of
from scripts.standins.line.line import BROADCAST
from tests.publishing.hostile import Files, append, line, push
from tests.rehearsal.director import PUSH, Director, Meddling
from tests.rehearsal.schedules import Play, Schedule, ending
from tests.rehearsal.stage import WINTER, Stage, git

FILE = f"{WINTER}.jsonl"
_MOMENTS = (
    ("LINE /v2/bot/info", 1, "before"),
    (PUSH, 1, "before"),
    (PUSH, 1, "after"),
    (f"LINE {BROADCAST}", 1, "after"),
    (PUSH, 2, "before"),
    (PUSH, 2, "after"),
)


def _change(change: Callable[[bytes], bytes | None]) -> Callable[[Stage], object]:
    """What becomes of the post's file; None deletes it."""

    def act(stage: Stage) -> None:
        def rewrite(files: Files) -> None:
            content = change(files.pop(FILE, b""))
            files.update({} if content is None else {FILE: content})

        push(stage, rewrite)

    return act


def _forge(*events: tuple[str, dict[str, object]]) -> Callable[[Stage], object]:
    return lambda stage: push(
        stage, append(*(line(event, stage.now, **carries) for event, carries in events))
    )


REFUSED = ("refused", {"status": 400, "message": "x", "first": True})
HOSTILE: dict[str, Callable[[Stage], object]] = {
    "deletes the file": _change(lambda content: None),
    "empties the file": _change(lambda content: b""),
    "cuts the last line": _change(lambda content: b"".join(content.splitlines(keepends=True)[:-1])),
    "rewrites the file": _change(lambda content: content.replace(b'"local"', b'"LOCAL"')),
    "writes what nobody can read": _change(lambda content: content + b'{"event": "\\u0000"}\n'),
    "makes up a refusal": _forge(REFUSED),
    "makes up a refusal and a reopening": _forge(REFUSED, ("reopened", {"by": "x", "note": "x"})),
    "makes up an expiry and that it did not arrive": _forge(
        ("expired", {}), ("settled", {"found": "unsent", "by": "x", "note": "x"})
    ),
    "makes up a stop": _forge(("stopped", {"by": "x", "actor": "x", "note": "x"})),
    "writes about another post": lambda stage: push(
        stage, append(line("claimed", stage.now), post_id="20261201-ghost")
    ),
}


def hostile_writers(director: Director) -> Iterator[Schedule]:
    """At each moment of a send each attack, by ordinary pushes; then the run is followed by others, for two days."""
    for name, act in HOSTILE.items():
        for effect, nth, moment in _MOMENTS:
            for fault in ("", "accept, drop"):
                told = f"somebody {name} {moment} {effect} {nth}{' in doubt' * bool(fault)}"
                yield Schedule(told, partial(_attacked, Meddling(effect, nth, moment, act), fault))


def _attacked(meddling: Meddling, fault: str, director: Director, broken: str) -> Counter[str]:
    if fault:
        director.stage.line.fail(*[fault] * 3)
    director.run(meddling=meddling, broken=broken)
    director.stage.line.faults.clear()
    for later in (timedelta(minutes=11), timedelta(hours=23, minutes=40), timedelta(hours=2)):
        director.stage.now += later
        last = director.run(broken=broken)
    delivered = len(director.stage.line.deliveries)
    named = WINTER in last.posts or state_of(director.stage.ledger()) == "sent"
    crashed = sum(run.code not in (0, 1) or "Traceback" in run.err for run in director.ended)
    found = Counter(duplicates=max(0, delivered - 1), lost=int(not named), crashed=crashed)
    return +(found + Counter(unexplained=director.surprises()))


def _paused(stage: Stage, paused: bool = True) -> None:
    stage.change_account(lambda data: data["sending"].update(paused=paused))
    stage.bring("maintainer-01")


def _withdrawn(stage: Stage) -> None:
    git(stage.desk, "rm", "-rq", f"content/posts/division/2026/{WINTER}")
    stage.bring()


def _changed(stage: Stage) -> None:
    stage.write_post(title="直した題")
    stage.bring()


def moving_mains(director: Director) -> Iterator[Schedule]:
    """`main` moves at each moment of a send: what was merged before the claim counts for it, all else comes to rest."""
    moves: dict[str, Callable[[Stage], object]] = {
        "pauses": _paused,
        "withdraws the post": _withdrawn,
        "changes the post": _changed,
    }
    for name, act in moves.items():
        for effect, nth, moment in _MOMENTS:
            play = partial(_moved, Meddling(effect, nth, moment, act), name)
            yield Schedule(f"somebody {name} {moment} {effect} {nth}", play)


def _moved(meddling: Meddling, name: str, director: Director, broken: str) -> Counter[str]:
    stage = director.stage
    before = git(stage.origin, "rev-parse", "main")
    try:
        director.run(meddling=meddling, broken=broken)
        sent_too_early = meddling.effect.startswith("LINE /v2/bot/info") and name != "changes the post"
        found = Counter(duplicates=len(stage.line.deliveries) if sent_too_early else 0)
        if name == "pauses":
            _paused(stage, False)
        found += ending(director, broken) if name == "pauses" else _at_rest(director, broken)
        return +found
    finally:
        git(stage.origin, "update-ref", "refs/heads/main", before)
        git(stage.desk, "reset", "-q", "--hard", before)
        stage.write_post()


def _at_rest(director: Director, broken: str) -> Counter[str]:
    """What was sent is recorded, and what was not is none of the ledger's."""
    director.settle_down(broken)
    delivered, state = len(director.stage.line.deliveries), state_of(director.stage.ledger())
    return +Counter(duplicates=max(0, delivered - 1), lost=int((delivered == 1) != (state == "sent")))


__all__ = ["Play", "hostile_writers", "moving_mains"]
