"""Everything that can go wrong, one schedule each: kill points, LINE's faults, races, seeded mixtures."""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from scripts.delivery.reconcile import state_of
from scripts.standins.line.line import BROADCAST, FAULTS, NOT_ACCEPTED
from tests.rehearsal.director import PUSH, Director, Kill
from tests.rehearsal.stage import WINTER

Play = Callable[[Director, str], Counter[str]]
GUARDS = (
    "/oauth2/v3/token",
    "/v2/bot/info",
    "/v2/bot/message/validate/broadcast",
    "/v2/bot/message/quota",
    "/v2/bot/message/quota/consumption",
    "/v2/bot/insight/followers",
)


@dataclass(frozen=True)
class Schedule:
    """A name to find it again, and what happens."""

    name: str
    play: Play


def played(director: Director, schedule: Schedule, broken: str = "") -> Counter[str]:
    """Play one schedule from a fresh start; what was found wrong."""
    director.fresh()
    return schedule.play(director, broken)


def ending(director: Director, broken: str, rounds: int = 4) -> Counter[str]:
    return director.judge([WINTER], director.settle_down(broken, rounds))


def kills(director: Director) -> Iterator[Schedule]:
    """SIGKILL before and after every effect of a clean run; at pushes also of the publisher alone, git going on."""
    director.fresh()
    director.run()
    for kill in _points(director.effects):
        yield Schedule(f"kill {_spoken(kill)}", _killed(kill))


def _points(effects: list[str]) -> list[Kill]:
    """Every moment of a run at which it can be killed."""
    named = [(name, effects[: place + 1].count(name)) for place, name in enumerate(effects)]
    both = [(name, nth, moment) for name, nth in named for moment in ("before", "after")]
    return [*(Kill(*each) for each in both), *(Kill(*each, alone=True) for each in both if each[0] == PUSH)]


def _spoken(kill: Kill) -> str:
    return f"{kill.moment} {kill.effect} {kill.nth}{' alone' * kill.alone}"


def _killed(kill: Kill) -> Play:
    def play(director: Director, broken: str) -> Counter[str]:
        director.run(kill=kill, broken=broken)
        return ending(director, broken)

    return play


_IN_DOUBT = Kill(f"LINE {BROADCAST}", 1, "after")


def second_kills(director: Director) -> Iterator[Schedule]:
    """Killed after LINE accepted, and again at every effect of the recovery."""
    director.fresh()
    director.run(kill=_IN_DOUBT)
    director.stage.now += timedelta(minutes=11)
    director.run()
    for kill in _points(director.effects):
        yield Schedule(f"killed, recovering, kill {_spoken(kill)}", _twice(kill))


def _twice(second: Kill) -> Play:
    def play(director: Director, broken: str) -> Counter[str]:
        director.run(kill=_IN_DOUBT, broken=broken)
        director.stage.now += timedelta(minutes=11)
        director.run(kill=second, broken=broken)
        return ending(director, broken)

    return play


def faults(director: Director) -> Iterator[Schedule]:
    """Every way in which LINE fails, once and until the run gives up; at the guards too; and the clock moved on."""
    for fault in FAULTS:
        for times in (1, 3):
            yield Schedule(f"LINE: {fault} x{times}", _faulty([fault] * times, timedelta(minutes=11)))
        yield Schedule(
            f"LINE: {fault} x3, a day goes by", _given_up(_faulty([fault] * 3, timedelta(hours=24)))
        )
    for path in GUARDS:
        for fault in (*NOT_ACCEPTED, "drop", "accept, half an answer"):
            yield Schedule(f"LINE: {fault} at {path}", _faulty([fault], timedelta(minutes=11), path))
    yield Schedule(
        "LINE: accepted, then 409 without header",
        _faulty(["accept, drop", "409 without header"], timedelta(0)),
    )
    yield Schedule("LINE out of reach", _out_of_reach("LINE_API_ENDPOINT"))
    yield Schedule("GitHub out of reach", _out_of_reach("GITHUB_API_URL"))
    for pushes in ((1,), (2,), (1, 2), (2, 3, 4, 5)):
        yield Schedule(f"origin refuses push {pushes}", _refused(pushes))


def _faulty(order: list[str], later: timedelta, path: str = "") -> Play:
    def play(director: Director, broken: str) -> Counter[str]:
        director.stage.line.fail(*order, **({"at": path} if path else {}))
        director.run(broken=broken)
        director.stage.now += later
        return ending(director, broken)

    return play


def _given_up(play: Play) -> Play:
    """After a day nobody waits for LINE's answer any more: LINE has forgotten the key, and people are asked."""

    def judged(director: Director, broken: str) -> Counter[str]:
        problems = play(director, broken)
        return +(problems + Counter(lost=int(state_of(director.stage.ledger()) == "claimed")))

    return judged


def _out_of_reach(setting: str) -> Play:
    def play(director: Director, broken: str) -> Counter[str]:
        director.run(broken=broken, **{setting: "http://127.0.0.1:9"})
        return ending(director, broken)

    return play


def _refused(pushes: tuple[int, ...]) -> Play:
    def play(director: Director, broken: str) -> Counter[str]:
        director.run(refused_pushes=pushes, broken=broken)
        return ending(director, broken)

    return play


def races(director: Director, repeats: int = 2) -> Iterator[Schedule]:
    """Two to six publishers whose first pushes arrive together: one sends, and nobody else asks LINE to."""
    for racers in range(2, director.racers + 1):
        for number in range(repeats):
            yield Schedule(f"{racers} publishers race, {number + 1}", _raced(racers))
    yield Schedule("a young claim of another run", _left_alone)


def _left_alone(director: Director, broken: str) -> Counter[str]:
    """A run dies with its claim pushed; one that comes three minutes later cannot know that it is dead."""
    director.run(kill=Kill(PUSH, 1, "after"), broken=broken)
    director.stage.now += timedelta(minutes=3)
    director.run(broken=broken)
    asked = director.asked()
    return +(ending(director, broken) + Counter(duplicates=asked))


def _raced(racers: int) -> Play:
    def play(director: Director, broken: str) -> Counter[str]:
        director.race(racers, broken)
        asked = director.asked()
        director.race(racers, broken)
        found = ending(director, broken)
        found["duplicates"] += max(0, asked - 1)
        return +found

    return play


def mixtures(director: Director, seeds: range) -> Iterator[Schedule]:
    """Kills, faults, refusals, races and time, drawn by chance from a seed that finds them again."""
    director.fresh()
    director.run()
    points = _points(director.effects)
    for seed in seeds:
        yield Schedule(f"mixture {seed}", _mixed(seed, points))


def _mixed(seed: int, points: list[Kill]) -> Play:
    def play(director: Director, broken: str) -> Counter[str]:
        chance = random.Random(seed)
        for _ in range(chance.randint(1, 3)):
            director.stage.line.fail(*chance.choices(FAULTS, k=chance.choice((0, 0, 1, 2, 4))))
            if chance.random() < 0.3:
                director.stage.line.fail(chance.choice(list(NOT_ACCEPTED)), at=chance.choice(GUARDS))
            kill = chance.choice(points)
            racers = chance.choice((1, 1, 2, 3))
            if racers > 1 and director.racers >= racers:
                director.race(racers, broken, kill if chance.random() < 0.5 else None, patience=0.5)
            else:
                refused = [number for number in (1, 2, 3) if chance.random() < 0.15]
                director.run(
                    kill=kill if chance.random() < 0.7 else None, refused_pushes=refused, broken=broken
                )
            director.stage.now += chance.choice(
                [timedelta(minutes=m) for m in (0, 3, 11, 60, 6 * 60, 25 * 60)]
            )
        return ending(director, broken)

    return play
