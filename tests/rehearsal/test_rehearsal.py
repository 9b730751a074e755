"""The rehearsal as a test: a part of it at each run, the whole with `make rehearse`; and every broken guard is noticed."""

from pathlib import Path

import pytest

from scripts.standins.line.line import BROADCAST
from tests.rehearsal.director import Director
from tests.rehearsal.meddlers import hostile_writers, moving_mains
from tests.rehearsal.mutations import BREAK
from tests.rehearsal.schedules import faults, kills, mixtures, played, races, second_kills
from tests.rehearsal.stage import WINTER, Stage

RACERS = 6


@pytest.fixture(scope="module")
def director(tmp_path_factory):
    with Stage(tmp_path_factory.mktemp("rehearsal")) as stage:
        stage.write_post()
        stage.bring()
        director = Director(stage, RACERS)
        yield director
        director.close()


def problems(director, schedules, broken=""):
    """What went wrong, by schedule. An empty rehearsal is no rehearsal."""
    every = list(schedules)
    assert every
    return {each.name: dict(found) for each in every if (found := played(director, each, broken))}


def test_the_clean_run_has_the_effects_that_can_be_killed(director):
    director.fresh()
    ended = director.run()
    assert (ended.code, ended.posts[WINTER]["outcome"]) == (0, "sent")
    assert [name for name in director.effects if not name.startswith("GitHub GET")] == [
        "LINE /oauth2/v3/token",
        "LINE /v2/bot/info",
        "site picture",
        "LINE /v2/bot/message/validate/broadcast",
        "LINE /v2/bot/message/quota",
        "LINE /v2/bot/message/quota/consumption",
        "LINE /v2/bot/insight/followers",
        "push",
        "LINE /v2/bot/message/broadcast",
        "push",
        "GitHub POST issues/1/comments",
    ]


def changing(schedules):
    """Before a mere question is after the one before it. `make rehearse` takes every kill point."""
    for each in schedules:
        asks = "push" not in each.name and BROADCAST not in each.name and "GitHub POST" not in each.name
        if not (asks and ("kill before" in each.name or "GitHub GET" in each.name)):
            yield each


def test_killed_before_and_after_every_effect(director):
    assert problems(director, changing(kills(director))) == {}


def test_killed_again_while_recovering(director):
    assert problems(director, changing(second_kills(director))) == {}


def test_every_fault_of_line_and_of_origin(director):
    """At the broadcast, once; `make rehearse` takes every guard too, and every fault until the run gives up."""
    chosen = [
        each
        for each in faults(director)
        if "hang" not in each.name and " at /" not in each.name and not each.name.endswith((" x3", "goes by"))
    ]
    assert problems(director, chosen) == {}


def test_a_day_that_goes_by_in_doubt(director):
    chosen = [each for each in faults(director) if each.name == "LINE: accept, drop x3, a day goes by"]
    assert problems(director, chosen) == {}
    assert director.stage.events() == ["claimed", "unanswered", "unanswered", "unanswered", "expired"]


def test_publishers_race(director):
    assert problems(director, races(director, repeats=1)) == {}


def test_mixtures(director):
    assert problems(director, mixtures(director, range(6))) == {}


def test_a_hostile_writer_of_the_ledger(director):
    """Each attack on a post that was sent, and on one in doubt; `make rehearse` takes every moment."""
    moments = ("after push 2", "after push 1 in doubt")
    assert (
        problems(director, [each for each in hostile_writers(director) if each.name.endswith(moments)]) == {}
    )


def test_a_main_that_moves_during_the_run(director):
    assert problems(director, moving_mains(director)) == {}


NOTICED_BY = {
    "fresh_key_per_try": "LINE: accept, drop x1",
    "same_nonce": "2 publishers race, 1",
    "record_after_sending": f"kill after LINE {BROADCAST} 1",
    "no_expiry": "LINE: accept, drop x3, a day goes by",
    "claim_not_pushed": f"kill after LINE {BROADCAST} 1",
    "loser_sends_too": "2 publishers race, 1",
    "any_200_is_accepted": "LINE: 200 of a stranger x1",
    "nobody_is_left_alone": "a young claim of another run",
    "the_ledger_is_believed": "somebody deletes the file after push 2",
    "main_is_read_once": "somebody pauses before LINE /v2/bot/info 1",
}


@pytest.mark.parametrize("broken", BREAK)
def test_every_broken_guard_is_noticed(director, broken):
    every = [*kills(director), *faults(director), *races(director, 1)]
    every += [*hostile_writers(director), *moving_mains(director)]
    chosen = [each for each in every if each.name == NOTICED_BY[broken]]
    assert problems(director, chosen, broken) != {}


def test_the_rehearsal_prints_its_three_numbers(tmp_path):
    import subprocess
    import sys

    done = subprocess.run(
        [sys.executable, "-m", "tests.rehearsal", "--help"],
        cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, "--mixtures" in done.stdout) == (0, True)
